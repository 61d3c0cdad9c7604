import CapacityModel
import Foundation
import GRDB
import HeadroomBasics

/// Moves everything that cannot be read into quarantine and counts the rest anew, inside one transaction.
struct StoreRepair {
  let database: Database
  let seal: ChunkSeal
  let now: Timestamp
  private(set) var quarantined = 0
  private(set) var rowsLost = 0
  private var tally = Tally()
  private let decoder = ChunkDecoder()

  init(database: Database, seal: ChunkSeal, now: Timestamp) {
    (self.database, self.seal, self.now) = (database, seal, now)
  }

  /// Makes the repair.
  mutating func run() throws {
    try renewNames()
    try inspect(table: "chunk") { $0.whole("entity") ?? 0 }
    try inspect(table: "rollup") { row in
      guard let period = row.whole("period").flatMap(RollupPeriod.init(rawValue:)) else { return 0 }
      return period.owner(row.whole("entity") ?? 0)
    }
    try inspectHead()
    try separateOverlaps()
    try renewRecords()
    try tally.replace(in: database)
    try StoreMeta.renewSpan(in: database)
  }

  /// A name that is not what was written is kept under what it is now: chunks know their entity by its number.
  private mutating func renewNames() throws {
    for row in try Row.fetchAll(database, sql: "SELECT id, name FROM entity NOT INDEXED") {
      guard let id = row.whole("id") else { continue }
      let name = row.text("name") ?? "unreadable-\(id)"
      try database.execute(
        sql: "UPDATE entity SET name = ?, checksum = ? WHERE id = ?",
        arguments: [name, Int64(Checksum.of(name.utf8)), id])
    }
  }

  private mutating func renewRecords() throws {
    try renewRecords(of: "ingest") { row in
      IngestRecord(row).map { row.whole("checksum") == Int64($0.checksum) } ?? false
    }
    try renewRecords(of: "event") { EventRecord($0) != nil }
    try renewRecords(of: "correction") { CorrectionRecord($0) != nil }
  }

  private mutating func renewRecords(of table: String, isWhole: (Row) -> Bool) throws {
    for row in try Row.fetchAll(database, sql: "SELECT * FROM \(table)") where !isWhole(row) {
      guard let id = row.whole("id") else { continue }
      try set(aside: row, table: table, kind: .record, reason: "the record was changed")
      try database.execute(sql: "DELETE FROM \(table) WHERE id = ?", arguments: [id])
    }
  }

  private mutating func inspect(table: String, owner: (Row) -> Int64) throws {
    let kind: VerifyReport.Damage.Kind = table == "chunk" ? .chunk : .rollup
    let known = Set(try Int64.fetchAll(database, sql: "SELECT id FROM entity NOT INDEXED"))
    for id in try Int64.fetchAll(database, sql: "SELECT id FROM \(table) NOT INDEXED ORDER BY id") {
      guard
        let row = try Row.fetchOne(
          database, sql: "SELECT * FROM \(table) WHERE id = ?", arguments: [id])
      else { continue }
      do {
        guard known.contains(row.whole("entity") ?? 0) else {
          throw ChunkDamage.invalid("it belongs to no entity")
        }
        let bytes = try seal.opened(try StoredChunk.bytes(row), owner: owner(row))
        let rows = try decoder.decode(bytes, owner: owner(row))
        let (first, last) = (rows.timestamps[0], rows.timestamps[rows.count - 1])
        tally.count(try ChunkCodec.facts(bytes))
        // The content is under a checksum, its index is not: the content is right.
        try database.execute(
          sql: "UPDATE OR IGNORE \(table) SET t0 = ?, t1 = ?, count = ? WHERE id = ?",
          arguments: [first, last, rows.count, id])
      } catch let damage as ChunkDamage {
        try set(aside: row, table: table, kind: kind, reason: "\(damage)")
        try database.execute(sql: "DELETE FROM \(table) WHERE id = ?", arguments: [id])
      }
    }
  }

  private mutating func inspectHead() throws {
    let decoder = HeadDecoder(database, seal)
    for row in try Row.fetchAll(database, sql: "SELECT * FROM head ORDER BY id") {
      do {
        let bytes = try seal.opened(try StoredChunk.bytes(row), owner: HeadBlock.owner)
        let block = try decoder.block(row).block
        tally.count(try ChunkCodec.facts(bytes))
        try database.execute(
          sql: "UPDATE head SET t0 = ?, t1 = ?, count = ? WHERE id = ?",
          arguments: [block.instants.min(), block.instants.max(), block.count, row.whole("id")])
      } catch let damage as ChunkDamage {
        try set(aside: row, table: "head", kind: .head, reason: "\(damage)")
        try database.execute(
          sql: "DELETE FROM head WHERE id = ?", arguments: [row.whole("id")])
      }
    }
  }

  /// Of chunks that cover the same time, the first stays.
  private mutating func separateOverlaps() throws {
    var (entity, end) = (Int64(-1), Int64.min)
    for row in try Row.fetchAll(database, sql: "SELECT * FROM chunk ORDER BY entity, t0, id") {
      let chunk = try StoredChunk(row)
      if chunk.entity == entity, chunk.t0 <= end {
        let bytes = try seal.opened(try StoredChunk.bytes(row), owner: chunk.entity)
        tally.count(try ChunkCodec.facts(bytes), sign: -1)
        try set(
          aside: row, table: "chunk", kind: .overlap,
          reason: "it begins before the one before it ends")
        try database.execute(sql: "DELETE FROM chunk WHERE id = ?", arguments: [chunk.id])
      } else {
        (entity, end) = (chunk.entity, chunk.t1)
      }
    }
  }

  private mutating func set(
    aside row: Row, table: String, kind: VerifyReport.Damage.Kind, reason: String
  ) throws {
    let hasEntity = table == "chunk" || table == "rollup"
    let name = try (hasEntity ? row.whole("entity") : nil).flatMap { entity in
      try String.fetchOne(
        database, sql: "SELECT name FROM entity WHERE id = ?", arguments: [entity])
    }
    let isRecord = kind == .record
    let data = isRecord ? nil : row["data"] as DatabaseValue?
    try database.execute(
      sql: """
        INSERT INTO quarantine (at, kind, entity, t0, t1, count, reason, data)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        now.milliseconds, kind.rawValue, name, isRecord ? nil : row.whole("t0"),
        isRecord ? nil : row.whole("t1"), isRecord ? nil : row.whole("count"), reason, data,
      ])
    quarantined += 1
    if table == "chunk" || table == "head" { rowsLost += Int(row.whole("count") ?? 0) }
  }
}
