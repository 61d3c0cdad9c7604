import CapacityModel
import Foundation
import GRDB
import HeadroomBasics

/// The chunks of a store under one transaction: writes them, many at a time on all cores, and keeps the tally.
final class ChunkTable {
  /// Rows of a full chunk.
  static let fullCount = 4096
  /// Chunks that are encoded together.
  private static let batchCount = 16 * ParallelLoop.width

  let database: Database
  let path: String
  let seal: ChunkSeal
  let effort: ChunkEncoder.Effort
  let encoder: ChunkEncoder
  let decoder = ChunkDecoder()
  /// What this transaction changed.
  var tally = Tally()
  /// The newest instant that this transaction stored.
  private(set) var newest: Int64?
  private var oldest: Int64?
  private var waiting: [(entity: Int64, rows: ChunkRows)] = []

  init(database: Database, path: String, seal: ChunkSeal, effort: ChunkEncoder.Effort) {
    (self.database, self.path, self.seal, self.effort) = (database, path, seal, effort)
    encoder = ChunkEncoder(effort)
  }

  /// Takes note of instants that were stored.
  func saw(_ span: ClosedRange<Int64>) {
    oldest = min(oldest ?? .max, span.lowerBound)
    newest = max(newest ?? .min, span.upperBound)
  }

  /// Puts `rows` in line to be written in equal parts; returns the rows of the last one.
  func insert(_ rows: ChunkRows, entity: Int64) throws -> Int {
    guard rows.count > 0 else { return 0 }
    saw(rows.timestamps[0]...rows.timestamps[rows.count - 1])
    let parts = (rows.count + Self.fullCount - 1) / Self.fullCount
    var last = 0
    for part in 0..<parts {
      let range = (rows.count * part / parts)..<(rows.count * (part + 1) / parts)
      waiting.append((entity, rows.rows(range)))
      last = range.count
    }
    if waiting.count >= Self.batchCount { try flush() }
    return last
  }

  /// Writes what is in line.
  func flush() throws {
    guard !waiting.isEmpty else { return }
    let (seal, effort) = (seal, effort)
    let encoded = ParallelLoop.threads.map(
      waiting, with: { ChunkEncoder(effort) },
      transform: { part, encoder in
        let data = encoder.encode(part.rows, owner: part.entity)
        return (facts: try ChunkCodec.facts(data), data: try seal.sealed(data, owner: part.entity))
      })
    let statement = try database.cachedStatement(
      sql: "INSERT INTO chunk (entity, t0, t1, count, data) VALUES (?, ?, ?, ?, ?)")
    for (part, result) in zip(waiting, encoded) {
      let (facts, data) = try result.get()
      tally.count(facts)
      let times = part.rows.timestamps
      try statement.execute(arguments: [
        part.entity, times[0], times[times.count - 1], times.count, Data(data),
      ])
    }
    waiting.removeAll(keepingCapacity: true)
  }

  /// Removes chunks from the table; their rows are gone when the transaction is committed.
  func delete(_ chunks: [StoredChunk]) throws {
    try flush()
    let find = try database.cachedStatement(sql: "SELECT data FROM chunk WHERE id = ?")
    let statement = try database.cachedStatement(sql: "DELETE FROM chunk WHERE id = ?")
    for chunk in chunks {
      if let row = try Row.fetchOne(find, arguments: [chunk.id]) {
        let bytes = try seal.opened(try StoredChunk.bytes(row), owner: chunk.entity)
        tally.count(try ChunkCodec.facts(bytes), sign: -1)
      }
      try statement.execute(arguments: [chunk.id])
    }
  }

  /// Writes what is in line and the facts that changed with it; to be called once, at the end of the transaction.
  func finish() throws {
    try flush()
    try tally.add(to: database)
    tally = Tally()
    guard let oldest, let newest else { return }
    try StoreMeta.widen(to: oldest...newest, in: database)
  }
}

extension ChunkTable {
  /// The name of the entity with a number.
  func name(of entity: Int64) throws -> EntityID {
    let statement = try database.cachedStatement(sql: "SELECT name FROM entity WHERE id = ?")
    guard let name = try String.fetchOne(statement, arguments: [entity]) else {
      throw StorageError.corrupt(path: path, evidence: "entity \(entity) has no name")
    }
    return EntityID(name)
  }

  /// The newest instant in the chunks of `entity`.
  func newest(of entity: Int64) throws -> Int64? {
    try flush()
    let statement = try database.cachedStatement(
      sql: "SELECT t1 FROM chunk WHERE entity = ? ORDER BY t0 DESC LIMIT 1")
    return try Int64.fetchOne(statement, arguments: [entity])
  }

  /// The chunks of an entity that reach into `first...last`, oldest first.
  func chunks(
    of entity: Int64, named name: EntityID, from first: Int64, through last: Int64
  ) throws -> [StoredChunk] {
    try flush()
    let statement = try database.cachedStatement(sql: StoredChunk.overlapping)
    let found = try Row.fetchAll(
      statement, arguments: ["entity": entity, "first": first, "last": last])
    return try corruptionNamed(name) { try found.map(StoredChunk.init) }.filter { $0.t1 >= first }
  }

  /// The rows that chunks of an entity have from `first` through `last`.
  func rows(
    of entity: Int64, named name: EntityID, from first: Int64, through last: Int64
  ) throws -> ChunkRows {
    let all = try rows(chunks(of: entity, named: name, from: first, through: last), named: name)
    return all.rows(all.places(from: first, through: last))
  }

  /// The rows of `chunks`, one after the other.
  func rows(_ chunks: [StoredChunk], named name: EntityID) throws -> ChunkRows {
    try flush()
    var all = ChunkRows()
    let statement = try database.cachedStatement(sql: "SELECT data FROM chunk WHERE id = ?")
    for chunk in chunks {
      do {
        guard let row = try Row.fetchOne(statement, arguments: [chunk.id]) else {
          throw ChunkDamage.invalid("it vanished")
        }
        let bytes = try seal.opened(try StoredChunk.bytes(row), owner: chunk.entity)
        let rows = try decoder.decode(bytes, owner: chunk.entity)
        if let last = all.timestamps.last, last >= rows.timestamps[0] {
          throw ChunkDamage.invalid("it overlaps the one before it")
        }
        all.append(rows)
      } catch let damage as ChunkDamage {
        let start = Timestamp(milliseconds: chunk.t0)
        throw StorageError.corrupt(
          path: path, evidence: "the chunk of \(name) from \(start): \(damage)")
      }
    }
    return all
  }

  /// Gives damage its place.
  func corruptionNamed<Value>(_ name: EntityID, _ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let damage as ChunkDamage {
      throw StorageError.corrupt(path: path, evidence: "a chunk of \(name): \(damage)")
    }
  }
}
