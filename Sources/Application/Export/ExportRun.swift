public import CapacityModel
internal import Demand
public import HeadroomBasics
public import SeriesStorage

/// Writes a store's samples as text, an entity at a time, so that memory stays small whatever the store holds.
public struct ExportRun: Sendable {
  /// Samples made fewer.
  public struct Stepping: Sendable, Hashable {
    /// The length of a step.
    public var step: Duration
    /// How the samples of a step become one.
    public var aggregation: Aggregation

    /// Creates a stepping; `step` is at least a millisecond.
    public init(step: Duration, aggregation: Aggregation) {
      (self.step, self.aggregation) = (step, aggregation)
    }
  }

  /// The format of the file that is written.
  public var format = ExportFormat.csv
  /// Which metrics, in this order; all that the store has where absent.
  public var metrics: [MemoryMetric]?
  /// Whose; everybody's where absent.
  public var entities: [EntityID]?
  /// Samples in here are written, those at its end not.
  public var range = TimeRange.all
  /// One row a step; every sample where absent.
  public var stepping: Stepping?

  /// Creates an export of everything as CSV.
  public init() {}

  /// Writes the samples of `store`; all of them show one committed state.
  ///
  /// - Parameters:
  ///   - store: What to read.
  ///   - sink: Takes the bytes in order.
  /// - Throws: `ApplicationError.badRequest` for an entity or a metric that the store does not have, `StorageError`, and what
  ///   `sink` throws.
  public func write(_ store: SeriesStore, to sink: ([UInt8]) throws -> Void) throws {
    let metrics = try metrics ?? store.metrics()
    try checkEntities(store)
    let statistic = stepping?.aggregation ?? .max
    switch format {
    case .csv:
      let table = SamplesTable(metrics: metrics)
      try sink(table.header)
      try store.forEach(
        metrics: metrics, range: range, entities: entities, rolledUpBy: statistic,
        step: stepping?.step, onlyMaxima: stepping?.aggregation == .max,
        transform: { table.lines(of: stepped($0)) }, body: sink)
    case .openmetrics:
      var current: MemoryMetric?
      try store.forEachMetric(
        of: metrics, range: range, entities: entities, rolledUpBy: statistic,
        step: stepping?.step,
        transform: { OpenMetricsText.lines(of: $0, stepped($1)) },
        body: { metric, lines in
          if metric != current { try sink(OpenMetricsText.heading(of: metric)) }
          current = metric
          try sink(lines)
        })
      try sink(OpenMetricsText.end)
    }
  }

  private func stepped(_ block: SampleBlock) -> SampleBlock {
    guard let stepping else { return block }
    return block.stepped(
      every: stepping.step.wholeMilliseconds, by: stepping.aggregation)
  }

  private func checkEntities(_ store: SeriesStore) throws {
    guard let entities else { return }
    let known = Set(try store.entities())
    if let unknown = entities.first(where: { !known.contains($0) }) {
      throw ApplicationError.badRequest(
        problem: "\(store.path) has no entity '\(unknown)'",
        remedy: "names are case-sensitive; an export without --entity shows all")
    }
  }
}
