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
  /// Doubts that were found beside their samples.
  private var notes: [EntityID: [DataDoubt]] = [:]
  private var events: [EntityID: [SampleEvent]] = [:]
  /// Whether demand is a counter of hosts that only stands in for it.
  public var isProxy = false
  /// What a person said about doubts of entities.
  public var trusted: [TrustedDoubt] = []

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

  /// Takes down a doubt about an entity's samples.
  public mutating func note(_ doubt: DataDoubt, of entity: EntityID) {
    notes[entity, default: []].append(doubt)
  }

  /// Takes down what happened to an entity's samples as they came in; of several declarations the one whose samples reach
  /// furthest counts.
  public mutating func note(_ event: SampleEvent) {
    events[event.entity, default: []].append(event)
  }

  /// The snapshot of all entities so far.
  public func finished() -> DemandSnapshot {
    var records = records
    for place in records.indices {
      let history = records[place].history
      let happened = events[history.entity] ?? []
      var sampling = history.sampling
      sampling.isProxy = isProxy
      sampling.trusted = trusted.filter { $0.covers(history.entity) }
      sampling.statistic =
        happened.filter { $0.kind.statistic != nil }
        .max { $0.range.end < $1.range.end }?.kind.statistic
      sampling.recorded =
        (notes[history.entity] ?? [])
        + happened.compactMap { DataDoubt(conflict: $0, samples: history.samples) }
      records[place].history.sampling = sampling
    }
    UnitChange(in: records).apply(to: &records, at: range.end)
    for (place, doubt) in Renaming(in: records).doubts {
      records[place].history.sampling.recorded.append(doubt)
    }
    let traits = FleetTraits(of: records.map(\.history))
    var panel = Panel(entities: records.map(\.history.entity), calendar: calendar)
    for (series, record) in records.enumerated() {
      for step in 0..<calendar.count where record.representative[step] {
        panel[step, series] = record.history.peaks[step]
      }
    }
    return DemandSnapshot(
      panel: panel,
      histories: records.map { record in
        var history = record.history
        history.sampling.fleet = traits
        return history
      }, range: range,
      samples: records.reduce(0) { $0 + $1.history.samples })
  }
}

extension DataDoubt {
  /// Samples that differ from others of the same instants are many where two machines share a name; a few are corrections.
  fileprivate init?(conflict event: SampleEvent, samples: Int) {
    guard event.kind == .conflict, event.count >= 20, event.count * 10 >= samples else {
      return nil
    }
    self.init(
      .sharedName, .investigate, since: event.range.start, count: event.count,
      text:
        "\(PlanText.count(event.count, "sample")) differed from others of the same instants: two machines share "
        + "this name (ingest each source with its own --entity-prefix), or data was corrected (ingest it with --replace)."
    )
  }
}
