public import CapacityModel
import Foundation
import GRDB

extension SeriesStore {
  /// Counts what the store holds. Reads no chunk: what they hold is tallied as they are written.
  public func info() throws(StorageError) -> StoreInfo {
    try reading { database in
      let schema = try StoreSchema.version(of: database)
      var info = StoreInfo(
        path: path, schemaVersion: schema, fileBytes: try Self.size(of: database),
        logBytes: Self.size(path + "-wal"), entities: try Self.count(of: "entity", database),
        chunks: try Self.count(of: "chunk", database), isEncrypted: seal.key != nil,
        range: try Self.range(in: database))
      if schema >= 2 {
        info.quarantined = try Self.count(of: "quarantine", database)
        info.waitingRows =
          try Int.fetchOne(database, sql: "SELECT ifnull(sum(count), 0) FROM head") ?? 0
      }
      info.count(try tally(database, schema: schema))
      try countIngests(database, into: &info)
      return info
    }
  }

  /// The kept tally; of a store whose schema has none, a new one from the chunks' directories.
  private func tally(_ database: Database, schema: Int) throws -> Tally {
    do {
      if schema >= 2 { return try Tally.read(database) }
      var tally = Tally()
      let rows = try Row.fetchCursor(database, sql: "SELECT data FROM chunk")
      while let row = try rows.next() {
        tally.count(try ChunkCodec.facts(try StoredChunk.bytes(row)))
      }
      return tally
    } catch let damage as ChunkDamage {
      throw StorageError.corrupt(path: path, evidence: "a chunk cannot be read: \(damage)")
    }
  }

  private func countIngests(_ database: Database, into info: inout StoreInfo) throws {
    info.ingests = try Self.count(of: "ingest", database)
    info.rejectedRows =
      try Int.fetchOne(database, sql: "SELECT ifnull(sum(rejected), 0) FROM ingest") ?? 0
    info.proxyNotes = try String.fetchAll(
      database,
      sql: "SELECT proxy FROM ingest WHERE proxy IS NOT NULL GROUP BY proxy ORDER BY min(id)")
  }

  private static func count(of table: String, _ database: Database) throws -> Int {
    try Int.fetchOne(database, sql: "SELECT count(*) FROM \(table)") ?? 0
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

extension StoreInfo {
  fileprivate mutating func count(_ tally: Tally) {
    var samples: [MemoryMetric: Int] = [:]
    var columns: [ValueEncoding: (samples: Int, bytes: Int64)] = [:]
    for (key, amount) in tally.sorted {
      chunkBytes += Int64(amount.bytes)
      if key.statistic == .value || key.statistic == .change {
        samples[key.metric, default: 0] += amount.samples
      }
      if key.statistic == .count { rolledUpPeriods += amount.samples }
      columns[key.encoding, default: (0, 0)].samples += amount.samples
      columns[key.encoding, default: (0, 0)].bytes += Int64(amount.bytes)
    }
    samplesByMetric = samples.sorted { $0.key.code < $1.key.code }
      .map { MetricCount(metric: $0.key, samples: $0.value) }
    encodings = columns.sorted { $0.key.rawValue < $1.key.rawValue }.map {
      EncodingCount(encoding: $0.key.name, samples: $0.value.samples, bytes: $0.value.bytes)
    }
  }
}
