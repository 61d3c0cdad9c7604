public import CapacityModel
internal import GRDB
public import HeadroomBasics

extension SeriesStore {
  /// Walks all entities once for each metric, all walks on one consistent state of the store.
  ///
  /// For formats that keep each metric's samples together. Everything else is as in `forEach`.
  ///
  /// - Parameters:
  ///   - metrics: What is wanted, in this order; each block has one of them.
  ///   - range: When; half-open.
  ///   - entities: Whose, in any order; all where absent.
  ///   - rolledUpBy: What stands for the samples of a rolled-up period.
  ///   - step: What the samples are going to be resampled by, if they are.
  ///   - transform: Pure; runs on several threads.
  ///   - body: Takes a metric and a result; must not call this store.
  /// - Throws: What `body` throws, or `StorageError`.
  public func forEachMetric<Value: Sendable>(
    of metrics: [MemoryMetric], range: TimeRange = .all, entities: [EntityID]? = nil,
    rolledUpBy: Aggregation = .max, step: Duration? = nil,
    transform: @Sendable (MemoryMetric, SampleBlock) -> Value,
    body: (MemoryMetric, Value) throws -> Void
  ) throws {
    do {
      try queue.read { database in
        for metric in metrics {
          let reader = BlockReader(
            database: database, path: path, seal: seal, metrics: [metric], range: range,
            rolledUpBy: rolledUpBy, prefersDays: step.map { $0.isWholeDays } ?? false)
          try reader.forEach(
            try reader.entities(entities), { transform(metric, $0) }, { try body(metric, $0) })
        }
      }
    } catch let error as DatabaseError {
      throw StorageError(error, path: path, waited: settings.busyTimeout)
    }
  }
}
