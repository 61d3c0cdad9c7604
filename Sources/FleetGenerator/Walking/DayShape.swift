import CapacityModel
import HeadroomBasics

/// A VM's daily shape over all days, with weekends and with days that differ from each other.
struct DayShape {
  /// The amplitude's share at each full hour from the start, one more than there are hours.
  private let hours: [Double]
  /// What each day's month-end run, if it begins one, is times the usual.
  private let runs: [Double]

  init(demand: DemandParameters, recipe: FleetRecipe, random: inout FleetRandom) {
    let table = demand.profile.hours
    var hours: [Double] = []
    var runs: [Double] = []
    hours.reserveCapacity(recipe.days * 24 + 25)
    for day in 0...recipe.days {
      let instant = recipe.start + .days(Int64(day))
      let factor =
        Self.weight(of: instant.weekday, weekend: demand.weekendShare)
        * random.uniform(0.9...1.1)
      for hour in 0..<24 { hours.append(Double(table[hour]) / 100 * factor) }
      let isMonthEnd = instant.date.month != (instant + .days(2)).date.month
      runs.append(random.uniform(0.9...1.08) * (isMonthEnd ? 1 : 0))
    }
    (self.hours, self.runs) = (hours, runs)
  }

  private static func weight(of weekday: Int, weekend: Double) -> Double {
    switch weekday {
    case 5: weekend
    case 6: weekend * 0.8
    default: [0.97, 1.0, 0.99, 1.0, 0.93][weekday]
    }
  }

  /// The share of the daily amplitude, smooth between full hours.
  ///
  /// - Parameter day: Days since the start, not beyond the last.
  func daily(at day: Double) -> Double {
    let hour = day * 24
    let index = Int(hour)
    let part = hour - Double(index)
    // The cubic that is level at both ends, so that full hours are no kinks.
    let smooth = part * part * (3 - 2 * part)
    return hours[index] + (hours[index + 1] - hours[index]) * smooth
  }

  /// The share of the month-end amplitude: up within an hour from 18:00, down within an hour before 06:00.
  func monthEnd(at day: Double) -> Double {
    let index = Int(day)
    let hour = (day - Double(index)) * 24
    if hour >= 18 { return runs[index] * min(1, hour - 18) }
    if hour < 6 && index > 0 { return runs[index - 1] * min(1, 6 - hour) }
    return 0
  }
}
