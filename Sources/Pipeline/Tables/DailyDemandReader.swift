import CapacityModel
import HeadroomBasics
import SeriesStorage

/// What the entities of a store did day by day, up to an origin.
struct DailyDemandReader {
  private static let day = Duration.days(1)

  /// The entities with demand, by name; what only an inventory knows is not filled in.
  private(set) var entities: [EntityFacts] = []
  /// Their days, in the same order.
  private(set) var demand: [DailyDemand] = []

  /// - Parameter range: From the first sample to the origin.
  init(_ store: SeriesStore, _ range: TimeRange) throws {
    let calendar = StepCalendar(covering: range, step: Self.day)
    try store.forEach(
      metrics: [.used, .configured, .swapped], range: range,
      transform: { DemandHistory(of: $0, on: calendar) },
      body: { add($0, calendar) })
    // Apart from the peaks, because what stands for the samples of a rolled-up day is another value.
    let places = Dictionary(uniqueKeysWithValues: entities.enumerated().map { ($1.entity, $0) })
    try store.forEach(
      metrics: [.used, .configured], range: range, rolledUpBy: .mean, step: Self.day,
      transform: { block in
        let means = block.removingOffStretches().resampled(.used, every: Self.day, by: .mean)
        return (entity: block.entity, means: means)
      },
      body: { record in
        if let place = places[record.entity] { fill(place, record.means) }
      })
  }

  private mutating func add(_ record: DemandHistory, _ calendar: StepCalendar) {
    let (history, watched) = (record.history, record.observedMilliseconds)
    guard let first = watched.firstIndex(where: { $0 > 0 }),
      let last = watched.lastIndex(where: { $0 > 0 })
    else { return }
    let length = Double(calendar.stepMilliseconds)
    let days = (first...last).map { step in
      var day = DailyDemand.Day(day: calendar.instant(step))
      (day.peak, day.configured) = (history.peaks[step], history.sizes[step])
      // The last sample before midnight may stand for some of the next day, too.
      day.coverage = min(1, Double(watched[step]) / length)
      day.off = min(1, Double(history.offMilliseconds[step]) / length)
      day.cutOff = min(1, Double(history.censoredMilliseconds[step]) / length)
      return day
    }
    demand.append(DailyDemand(entity: history.entity, days: days))
    entities.append(
      EntityFacts(
        entity: history.entity, configured: history.configured, firstDay: calendar.instant(first),
        lastDay: calendar.instant(last), observedDays: days.count { $0.peak != nil },
        samples: history.samples))
  }

  private mutating func fill(_ place: Int, _ means: SteppedSeries) {
    guard let start = demand[place].days.first?.day else { return }
    let first = start.milliseconds / means.stepMilliseconds
    for (number, mean) in zip(means.steps, means.values) {
      let index = Int(number - first)
      guard demand[place].days.indices.contains(index) else { continue }
      demand[place].days[index].mean = mean
    }
  }
}
