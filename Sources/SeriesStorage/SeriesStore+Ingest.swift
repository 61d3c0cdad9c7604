public import CapacityModel
import GRDB

extension SeriesStore {
  /// Stores everything that `body` appends in one transaction: whole when this returns, not at all when it throws.
  ///
  /// - Parameters:
  ///   - source: Where the samples come from, for the record.
  ///   - proxyNote: What the source measures instead of demand, where it does; shown with every plan.
  ///   - now: When, for the record.
  ///   - body: Hands over the batches; must not call this store.
  /// - Throws: What `body` throws, or `StorageError`.
  public func ingest(
    source: String, proxyNote: String?, now: Timestamp, _ body: (IngestTransaction) throws -> Void
  ) throws -> IngestSummary {
    guard mode != .read else {
      throw StorageError.readOnly(path: path, reason: "it was opened for reading")
    }
    var summary = IngestSummary()
    do {
      try queue.inTransaction(.immediate) { database in
        let transaction = IngestTransaction(
          database: database, path: path, limit: settings.bufferedValues)
        try body(transaction)
        try transaction.finish()
        summary = transaction.summary
        let record = IngestRecord(source: source, at: now, proxyNote: proxyNote, summary)
        try record.insert(into: database)
        return .commit
      }
    } catch let error as DatabaseError {
      throw StorageError(error, path: path, waited: settings.busyTimeout)
    }
    return summary
  }
}
