import CapacityModel
import GRDB

/// Joins an entity's chunks to one block.
struct BlockReader {
  let database: Database
  let path: String
  let metrics: Set<MemoryMetric>

  /// The stored entities, or those of `wanted` that are stored, by name.
  func entities(_ wanted: [EntityID]?) throws -> [(id: Int64, name: EntityID)] {
    guard let wanted else {
      return try Row.fetchAll(database, sql: "SELECT id, name FROM entity ORDER BY name")
        .map(entity)
    }
    let find = try database.cachedStatement(sql: "SELECT id, name FROM entity WHERE name = ?")
    let found = try wanted.compactMap { name in
      try Row.fetchOne(find, arguments: [name.name]).map(entity)
    }
    var seen: Set<Int64> = []
    return found.filter { seen.insert($0.id).inserted }
      .sorted { $0.name.name.utf8.lexicographicallyPrecedes($1.name.name.utf8) }
  }

  private func entity(_ row: Row) throws -> (id: Int64, name: EntityID) {
    guard let id = row.whole("id"), let name = row.text("name") else {
      throw StorageError.corrupt(path: path, evidence: "an entity without a name")
    }
    return (id, EntityID(name))
  }

  /// The samples of `entity` in `range`; `nil` where there is none.
  func block(of entity: (id: Int64, name: EntityID), in range: TimeRange) throws -> SampleBlock? {
    guard !metrics.isEmpty, range.start < range.end else { return nil }
    let (first, last) = (range.start.milliseconds, range.end.milliseconds - 1)
    var rows = ChunkRows()
    let statement = try database.cachedStatement(sql: StoredChunk.overlapping)
    let chunks = try Row.fetchCursor(
      statement, arguments: ["entity": entity.id, "first": first, "last": last])
    while let row = try chunks.next() {
      do {
        let chunk = try StoredChunk(row)
        guard chunk.t1 >= first else { continue }
        let decoded = try ChunkCodec.decode(
          try StoredChunk.bytes(row), owner: entity.id, metrics: metrics)
        let part = decoded.rows(decoded.places(from: first, through: last))
        if let end = rows.timestamps.last, let next = part.timestamps.first, next <= end {
          throw ChunkDamage.invalid("it overlaps the one before it")
        }
        rows.append(part)
      } catch let damage as ChunkDamage {
        let start = row.whole("t0").map { "\(Timestamp(milliseconds: $0))" } ?? "no instant"
        throw StorageError.corrupt(
          path: path, evidence: "the chunk of \(entity.name) from \(start): \(damage)")
      }
    }
    return Self.block(entity.name, rows)
  }

  /// Rows with at least one value, as a block.
  private static func block(_ entity: EntityID, _ rows: ChunkRows) -> SampleBlock? {
    let columns = rows.columns.filter { $0.values.contains { $0 != SampleBatch.missing } }
    guard !columns.isEmpty else { return nil }
    var block = SampleBlock(entity: entity, timestamps: rows.timestamps)
    for column in columns { block.values[column.metric] = column.values }
    if columns.contains(where: { !$0.values.contains(SampleBatch.missing) }) { return block }
    let filled = rows.timestamps.indices.filter { row in
      columns.contains { $0.values[row] != SampleBatch.missing }
    }
    if filled.count == rows.count { return block }
    block.timestamps = filled.map { rows.timestamps[$0] }
    for column in columns { block.values[column.metric] = filled.map { column.values[$0] } }
    return block
  }
}
