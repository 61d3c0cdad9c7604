internal import CapacityModel
internal import GRDB
public import HeadroomBasics

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
    var summary = IngestSummary()
    try writing(effort: .ingest) { table in
      let transaction = IngestTransaction(table, limit: settings.bufferedValues)
      try body(transaction)
      try transaction.finish()
      summary = transaction.summary
      let record = IngestRecord(source: source, at: now, proxyNote: proxyNote, summary)
      try record.insert(into: table.database)
    }
    return summary
  }

  /// Runs `body` in one immediate transaction and gives errors of the database their meaning.
  func writing(
    effort: ChunkEncoder.Effort, _ body: (ChunkTable) throws -> Void
  ) throws {
    guard mode != .read else {
      throw StorageError.readOnly(path: path, reason: "it was opened for reading")
    }
    do {
      try queue.inTransaction(.immediate) { database in
        try body(ChunkTable(database: database, path: path, seal: seal, effort: effort))
        return .commit
      }
    } catch let error as DatabaseError {
      throw StorageError(error, path: path, waited: settings.busyTimeout)
    }
  }
}
