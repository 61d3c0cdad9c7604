public import CapacityModel
public import HeadroomBasics

/// Builds what entities did day by day, up to an origin, from the samples of one entity after the other.
public struct DailyDemandBuilder: Sendable {
  /// A step.
  public static let day = Duration.days(1)

  /// The entities with demand, by name; what only an inventory knows is not filled in.
  public private(set) var entities: [EntityFacts] = []
  /// Their days, in the same order.
  public private(set) var demand: [DailyDemand] = []

  /// The days.
  public let calendar: StepCalendar

  /// Begins with no entity.
  ///
  /// - Parameter range: From the first sample to the origin.
  public init(range: TimeRange) { calendar = StepCalendar(covering: range, step: Self.day) }

  /// Takes in the demand of one entity on `calendar`; one that was never watched is left out.
  public mutating func add(_ record: DemandHistory) {
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

  /// Fills in the mean demand of the entity at `place` of `entities`, day by day.
  public mutating func fill(_ place: Int, _ means: SteppedSeries) {
    guard let start = demand[place].days.first?.day else { return }
    let first = start.milliseconds / means.stepMilliseconds
    for (number, mean) in zip(means.steps, means.values) {
      let index = Int(number - first)
      guard demand[place].days.indices.contains(index) else { continue }
      demand[place].days[index].mean = mean
    }
  }
}
