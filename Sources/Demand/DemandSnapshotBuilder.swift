public import CapacityModel
public import HeadroomBasics

/// Builds a snapshot of demand from the samples of one entity after the other.
public struct DemandSnapshotBuilder: Sendable {
  /// The metrics that demand is read from.
  public static let metrics: [MemoryMetric] = [.used, .configured, .swapped]

  /// The steps.
  public let calendar: StepCalendar
  private let range: TimeRange
  private var records: [DemandHistory] = []

  /// Begins a snapshot.
  ///
  /// - Parameters:
  ///   - range: From the first sample to the origin.
  ///   - step: The length of a calendar step, a divisor or multiple of a day.
  public init(range: TimeRange, step: Duration) {
    (self.range, calendar) = (range, StepCalendar(covering: range, step: step))
  }

  /// From the start of the first step to the origin: when samples are wanted.
  public var wanted: TimeRange { TimeRange(start: calendar.start, end: range.end) }

  /// Takes in the demand of one entity; one without a sample of it is left out.
  public mutating func add(_ record: DemandHistory) {
    if record.history.samples > 0 { records.append(record) }
  }

  /// The snapshot of all entities so far.
  public func finished() -> DemandSnapshot {
    var panel = Panel(entities: records.map(\.history.entity), calendar: calendar)
    for (series, record) in records.enumerated() {
      for step in 0..<calendar.count where record.representative[step] {
        panel[step, series] = record.history.peaks[step]
      }
    }
    return DemandSnapshot(
      panel: panel, histories: records.map(\.history), range: range,
      samples: records.reduce(0) { $0 + $1.history.samples })
  }
}
