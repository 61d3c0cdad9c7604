public import CapacityModel
internal import GRDB
public import HeadroomBasics

extension SeriesStore {
  /// Stores everything that `body` appends in one transaction: whole when this returns, not at all when it throws.
  ///
  /// - Parameters:
  ///   - source: Where the samples come from, for the record.
  ///   - proxyNote: What the source measures instead of demand, where it does; shown with every plan.
  ///   - statistic: What its samples stand for, where that is known.
  ///   - replaced: What of each entity its rows replace: taken away in the same transaction, before `body` is called.
  ///   - now: When, for the record.
  ///   - body: Hands over the batches; must not call this store.
  /// - Throws: What `body` throws, or `StorageError`.
  public func ingest(
    source: String, proxyNote: String?, statistic: EntitySampling.Statistic? = nil,
    replacing replaced: [EntityID: ReplacedRows] = [:], now: Timestamp,
    _ body: (IngestTransaction) throws -> Void
  ) throws -> IngestSummary {
    var summary = IngestSummary()
    var removed = 0
    try writing(effort: .ingest) { table in
      let events = EventTable(database: table.database, path: path)
      if !replaced.isEmpty {
        let rows = try StoreCorrection(table).remove(replaced)
        removed = rows
        try CorrectionRecord(at: now, action: "replace by \(source)", rows: rows)
          .insert(into: table.database)
      }
      let transaction = IngestTransaction(table, limit: settings.bufferedValues)
      transaction.notesEntities = statistic != nil
      try body(transaction)
      try transaction.finish()
      summary = transaction.summary
      summary.rowsReplaced = removed
      for (entity, conflict) in summary.conflicts {
        let id = try StoredEntity.find(entity, in: table.database, path: path).id
        try events.add(.conflict, of: id, count: conflict.count, span: conflict.span)
      }
      if let statistic {
        for (entity, seen) in transaction.seen {
          let id = try StoredEntity.find(entity, in: table.database, path: path).id
          try events.add(SampleEvent.Kind(statistic), of: id, count: seen.count, span: seen.span)
        }
      }
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
