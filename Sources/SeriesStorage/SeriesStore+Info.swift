import CapacityModel
import Foundation
import GRDB

extension SeriesStore {
  /// Counts what the store holds. Reads every chunk's header, no sample.
  public func info() throws(StorageError) -> StoreInfo {
    try reading { database in
      var info = StoreInfo(
        path: path,
        schemaVersion: try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0,
        fileBytes: try Self.size(of: database), logBytes: Self.size(path + "-wal"),
        entities: try Int.fetchOne(database, sql: "SELECT count(*) FROM entity") ?? 0,
        chunks: 0, samplesByMetric: [], chunkBytes: 0, range: try Self.range(in: database),
        ingests: 0, rejectedRows: 0, proxyNotes: [])
      try countChunks(database, into: &info)
      try countIngests(database, into: &info)
      return info
    }
  }

  private func countChunks(_ database: Database, into info: inout StoreInfo) throws {
    var samples: [MemoryMetric: Int] = [:]
    let rows = try Row.fetchCursor(database, sql: "SELECT id, data FROM chunk")
    while let row = try rows.next() {
      info.chunks += 1
      do {
        let bytes = try StoredChunk.bytes(row)
        info.chunkBytes += Int64(bytes.count)
        for (metric, count) in try ChunkCodec.counts(bytes) { samples[metric, default: 0] += count }
      } catch let damage as ChunkDamage {
        throw StorageError.corrupt(
          path: path, evidence: "chunk \(row.whole("id") ?? 0): \(damage)")
      }
    }
    info.samplesByMetric = samples.sorted { $0.key.code < $1.key.code }
      .map { StoreInfo.MetricCount(metric: $0.key, samples: $0.value) }
  }

  private func countIngests(_ database: Database, into info: inout StoreInfo) throws {
    for row in try Row.fetchAll(database, sql: IngestRecord.all) {
      guard let record = IngestRecord(row) else {
        throw StorageError.corrupt(path: path, evidence: "a record of an ingest is unreadable")
      }
      info.ingests += 1
      info.rejectedRows += record.rejected
      if let note = record.proxyNote, !info.proxyNotes.contains(note) {
        info.proxyNotes.append(note)
      }
    }
  }

  private static func size(of database: Database) throws -> Int64 {
    let pages = try Int64.fetchOne(database, sql: "PRAGMA page_count") ?? 0
    let pageSize = try Int64.fetchOne(database, sql: "PRAGMA page_size") ?? 0
    return pages * pageSize
  }

  private static func size(_ path: String) -> Int64 {
    var information = stat()
    return stat(path, &information) == 0 ? Int64(information.st_size) : 0
  }
}
