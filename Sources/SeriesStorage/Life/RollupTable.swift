import CapacityModel
import Foundation
import GRDB

/// The statistics of the samples of hours and days that outlive the samples themselves.
struct RollupTable {
  let table: ChunkTable

  /// Adds the statistics of `rows` to the roll-ups of an entity.
  func add(_ rows: ChunkRows, of entity: Int64, named name: EntityID, _ period: RollupPeriod) throws
  {
    try merge(rows.rolledUp(by: period), of: entity, named: name, period)
  }

  /// Adds roll-ups to those of an entity.
  func merge(_ rollups: ChunkRows, of entity: Int64, named name: EntityID, _ period: RollupPeriod)
    throws
  {
    var fresh = rollups
    guard let first = fresh.timestamps.first, let last = fresh.timestamps.last else { return }
    let stored = try chunks(of: entity, period, from: first, through: last)
    if !stored.isEmpty {
      let there = try self.rows(stored, of: entity, named: name, period)
      try delete(stored, of: entity, period)
      fresh = there.joined(withLaterRollups: fresh)
    }
    try insert(fresh, of: entity, period)
  }

  /// Removes the roll-ups of periods before `cut`.
  func remove(before cut: Int64, of entity: Int64, named name: EntityID, _ period: RollupPeriod)
    throws -> Int
  {
    let stored = try chunks(of: entity, period, from: .min, through: cut - 1)
    guard !stored.isEmpty else { return 0 }
    let rows = try self.rows(stored, of: entity, named: name, period)
    try delete(stored, of: entity, period)
    let kept = rows.places(from: cut, through: .max)
    try insert(rows.rows(kept), of: entity, period)
    return rows.count - kept.count
  }

  /// Removes `metrics` from the roll-ups of periods that begin from `first` through `last`; returns how many rows changed.
  func remove(
    _ metrics: Set<MemoryMetric>, from first: Int64, through last: Int64, of entity: Int64,
    named name: EntityID, _ period: RollupPeriod
  ) throws -> Int {
    let stored = try chunks(of: entity, period, from: first, through: last)
    guard !stored.isEmpty else { return 0 }
    let rows = try self.rows(stored, of: entity, named: name, period)
    let (kept, touched) = rows.removing(metrics, from: first, through: last)
    guard touched > 0 else { return 0 }
    try delete(stored, of: entity, period)
    try insert(kept, of: entity, period)
    return touched
  }

  /// Gives the roll-ups of one entity to another; returns how many rows moved.
  func move(
    from entity: Int64, named name: EntityID, to other: Int64, named target: EntityID,
    _ period: RollupPeriod
  ) throws -> Int {
    let stored = try chunks(of: entity, period, from: .min, through: .max)
    guard !stored.isEmpty else { return 0 }
    let rows = try self.rows(stored, of: entity, named: name, period)
    try delete(stored, of: entity, period)
    try merge(rows, of: other, named: target, period)
    return rows.count
  }

  private func chunks(
    of entity: Int64, _ period: RollupPeriod, from first: Int64, through last: Int64
  ) throws -> [StoredChunk] {
    let statement = try table.database.cachedStatement(
      sql: """
        SELECT id, entity, t0, t1, count FROM rollup
        WHERE entity = ? AND period = ? AND t0 <= ? AND t1 >= ? ORDER BY t0
        """)
    return try Row.fetchAll(statement, arguments: [entity, period.rawValue, last, first])
      .map(StoredChunk.init)
  }

  private func rows(
    _ chunks: [StoredChunk], of entity: Int64, named name: EntityID, _ period: RollupPeriod
  ) throws -> ChunkRows {
    var all = ChunkRows()
    for chunk in chunks {
      let bytes = try bytes(chunk, period)
      all.append(try table.decoder.decode(bytes, owner: period.owner(entity)))
    }
    return all
  }

  private func bytes(_ chunk: StoredChunk, _ period: RollupPeriod) throws -> [UInt8] {
    let statement = try table.database.cachedStatement(sql: "SELECT data FROM rollup WHERE id = ?")
    guard let row = try Row.fetchOne(statement, arguments: [chunk.id]) else {
      throw ChunkDamage.invalid("it vanished")
    }
    return try table.seal.opened(try StoredChunk.bytes(row), owner: period.owner(chunk.entity))
  }

  private func delete(_ chunks: [StoredChunk], of entity: Int64, _ period: RollupPeriod) throws {
    let statement = try table.database.cachedStatement(sql: "DELETE FROM rollup WHERE id = ?")
    for chunk in chunks {
      table.tally.count(try ChunkCodec.facts(try bytes(chunk, period)), sign: -1)
      try statement.execute(arguments: [chunk.id])
    }
  }

  private func insert(_ rows: ChunkRows, of entity: Int64, _ period: RollupPeriod) throws {
    let statement = try table.database.cachedStatement(
      sql: "INSERT INTO rollup (entity, period, t0, t1, count, data) VALUES (?, ?, ?, ?, ?, ?)")
    for start in stride(from: 0, to: rows.count, by: ChunkTable.fullCount) {
      let part = rows.rows(start..<min(start + ChunkTable.fullCount, rows.count))
      let data = table.encoder.encode(part, owner: period.owner(entity))
      table.tally.count(try ChunkCodec.facts(data))
      try statement.execute(arguments: [
        entity, period.rawValue, part.timestamps[0], part.timestamps[part.count - 1], part.count,
        Data(try table.seal.sealed(data, owner: period.owner(entity))),
      ])
    }
  }
}
