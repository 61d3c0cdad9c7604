import CapacityModel
import GRDB

/// What compaction did.
public struct CompactionReport: Sendable, Hashable, Codable {
  /// Entities whose chunks were written anew.
  public var entities = 0
  /// How many chunks the store had before.
  public var chunksBefore = 0
  /// How many chunks hold the same samples after.
  public var chunksAfter = 0
  /// The size of the file before, bytes.
  public var bytesBefore: Int64 = 0
  /// The size of the file after, bytes.
  public var bytesAfter: Int64 = 0
}

extension SeriesStore {
  /// Rows that are written anew in one transaction: others may write in between, and a crash loses no more than the
  /// work of one.
  private static let compactionRows = 2_000_000

  /// Writes chunks anew as small and as long as they get, moves waiting rows into them, and gives free space back.
  ///
  /// Chunks that an earlier compaction has been over stay as they are unless there is room in them. Each transaction leaves
  /// a whole store: it may be stopped at any time and goes on where it was.
  ///
  /// - Parameter progress: Told after each transaction how many of how many entities are done.
  public func compact(_ progress: (_ done: Int, _ all: Int) -> Void = { _, _ in }) throws
    -> CompactionReport
  {
    var report = CompactionReport()
    let before = try info()
    (report.bytesBefore, report.chunksBefore) = (before.fileBytes, before.chunks)
    try writing(effort: .ingest) { table in
      try HeadWriter(table).fold()
      try table.finish()
    }
    let done = try reading { try StoreMeta.number(.compacted, in: $0) } ?? 0
    let entities = try reading { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT entity.id AS id, entity.name AS name, sum(count) AS rows, count(*) AS chunks,
            sum(chunk.id > ?) AS fresh, sum(count < ?) AS short
          FROM chunk JOIN entity ON entity.id = chunk.entity
          GROUP BY entity.id HAVING fresh > 0 OR short > 1 ORDER BY entity.name
          """,
        arguments: [done, ChunkTable.fullCount / 2])
    }
    var next = 0
    while next < entities.count {
      var (end, rows) = (next, Int64(0))
      while end < entities.count, rows < Self.compactionRows {
        rows += entities[end].whole("rows") ?? 0
        end += 1
      }
      try compact(Array(entities[next..<end]))
      next = end
      progress(next, entities.count)
    }
    report.entities = entities.count
    try writing(effort: .compaction) { table in
      let last = try Int64.fetchOne(table.database, sql: "SELECT max(id) FROM chunk") ?? 0
      // A chunk that another process wrote meanwhile is a little larger than it could be, and no more.
      try StoreMeta.set(.compacted, last, in: table.database)
    }
    try vacuum()
    let after = try info()
    (report.bytesAfter, report.chunksAfter) = (after.fileBytes, after.chunks)
    return report
  }

  private func compact(_ entities: [Row]) throws {
    try writing(effort: .compaction) { table in
      for row in entities {
        guard let id = row.whole("id"), let name = row.text("name") else { continue }
        let entity = EntityID(name)
        let chunks = try table.corruptionNamed(entity) {
          try Row.fetchAll(
            table.database,
            sql: "SELECT id, entity, t0, t1, count FROM chunk WHERE entity = ? ORDER BY t0",
            arguments: [id]
          ).map(StoredChunk.init)
        }
        // A year of a few seconds' samples need not be held at once.
        for start in stride(from: 0, to: chunks.count, by: 256) {
          let part = Array(chunks[start..<min(start + 256, chunks.count)])
          let rows = try table.rows(part, named: entity)
          try table.delete(part)
          _ = try table.insert(rows, entity: id)
        }
      }
      try table.finish()
    }
  }

  /// Gives free pages back to the file system.
  func vacuum() throws {
    do {
      try queue.writeWithoutTransaction { database in
        try database.execute(sql: "VACUUM")
        try database.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
      }
    } catch let error as DatabaseError {
      throw StorageError(error, path: path, waited: settings.busyTimeout)
    }
  }
}
