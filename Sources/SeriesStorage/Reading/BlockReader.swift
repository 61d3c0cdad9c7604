import CapacityModel
import GRDB
import HeadroomBasics

/// Joins an entity's roll-ups, chunks and waiting rows to one block.
struct BlockReader {
  /// Stored rows that are decoded together, on all cores.
  private static let rowsAtOnce = 400_000
  /// Entities that are decoded together.
  private static let entitiesAtOnce = 4_096

  let database: Database
  let path: String
  let seal: ChunkSeal
  let metrics: Set<MemoryMetric>
  let range: TimeRange
  /// What stands for the samples of a period of which only roll-ups are left.
  let rolledUpBy: Aggregation
  /// Whether roll-ups of days are wanted even where there are some of hours.
  let prefersDays: Bool
  /// The length of steps, milliseconds, of which only the maxima are wanted: a chunk within one step is then not decoded,
  /// its directory tells its greatest value. `nil` for all rows.
  var maximaEvery: Int64?

  /// An entity and the bytes of all that is stored of it in the range.
  fileprivate struct Parts: Sendable {
    var entity: EntityID
    var id: Int64
    var rollups: RollupParts
    var chunks: [(t0: Int64, t1: Int64, data: [UInt8])]
    var layers: [ChunkRows]
    var rowCount: Int
  }

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

  /// Hands over what `transform` makes of each entity's samples, in the order given; entities without any are left out.
  func forEach<Value: Sendable>(
    _ entities: [(id: Int64, name: EntityID)],
    _ transform: @Sendable (SampleBlock) -> Value, _ body: (Value) throws -> Void
  ) throws {
    guard !metrics.isEmpty, range.start < range.end else { return }
    let head = HeadReader(database: database, path: path, seal: seal)
    if try head.isEmpty() { return try forEach(entities, nil, transform, body) }
    var next = 0
    for group in try head.groups(of: entities.map(\.id)) {
      let waiting = try head.rows(of: group, from: first, through: last)
      try forEach(Array(entities[next..<(next + group.count)]), waiting, transform, body)
      next += group.count
    }
  }

  private var first: Int64 { range.start.milliseconds }
  private var last: Int64 { range.end.milliseconds - 1 }

  private func forEach<Value: Sendable>(
    _ entities: [(id: Int64, name: EntityID)], _ waiting: HeadRows?,
    _ transform: @Sendable (SampleBlock) -> Value, _ body: (Value) throws -> Void
  ) throws {
    let hasRollups = try RollupParts.exist(in: database)
    var parts: [Parts] = []
    var held = 0
    func decodeAndHandOver() throws {
      let (path, seal, metrics) = (path, seal, metrics)
      let (first, last, statistic, prefersDays) = (first, last, rolledUpBy, prefersDays)
      let maximaEvery = maximaEvery
      let blocks = ParallelLoop.threads.map(
        parts, with: { ChunkDecoder() },
        transform: { part, decoder in
          let rows = try part.rows(
            decoder, seal: seal, path: path, metrics: metrics, first, last, statistic, prefersDays,
            maximaEvery)
          return SampleBlock(part.entity, rows).map(transform)
        })
      (parts, held) = ([], 0)
      for block in blocks {
        if let value = try block.get() { try body(value) }
      }
    }
    for (slot, entity) in entities.enumerated() {
      let part = try stored(
        entity, waiting?.layers(of: slot) ?? [], withRollups: hasRollups)
      held += part.rowCount
      parts.append(part)
      if held >= Self.rowsAtOnce || parts.count >= Self.entitiesAtOnce { try decodeAndHandOver() }
    }
    try decodeAndHandOver()
  }

  private func stored(
    _ entity: (id: Int64, name: EntityID), _ layers: [ChunkRows], withRollups: Bool
  ) throws -> Parts {
    var part = Parts(
      entity: entity.name, id: entity.id,
      rollups: withRollups
        ? try RollupParts(of: entity.id, in: database, from: first, through: last) : RollupParts(),
      chunks: [], layers: layers, rowCount: layers.reduce(0) { $0 + $1.count })
    let statement = try database.cachedStatement(sql: StoredChunk.overlapping)
    let rows = try Row.fetchCursor(
      statement, arguments: ["entity": entity.id, "first": first, "last": last])
    while let row = try rows.next() {
      do {
        let chunk = try StoredChunk(row)
        guard chunk.t1 >= first else { continue }
        part.chunks.append((chunk.t0, chunk.t1, try StoredChunk.bytes(row)))
        part.rowCount += chunk.count
      } catch let damage as ChunkDamage {
        throw StorageError.corrupt(chunkOf: entity.name, from: row.whole("t0"), damage, path)
      }
    }
    return part
  }
}

extension BlockReader.Parts {
  /// All rows from `first` through `last`, in time order.
  fileprivate func rows(
    _ decoder: ChunkDecoder, seal: ChunkSeal, path: String, metrics: Set<MemoryMetric>,
    _ first: Int64, _ last: Int64, _ statistic: Aggregation, _ prefersDays: Bool,
    _ maximaEvery: Int64?
  ) throws -> ChunkRows {
    var rows = ChunkRows()
    for chunk in chunks {
      do throws(ChunkDamage) {
        if let maximaEvery, chunk.t0 >= first, chunk.t1 <= last,
          Timestamp(milliseconds: chunk.t0).stepNumber(length: maximaEvery)
            == Timestamp(milliseconds: chunk.t1).stepNumber(length: maximaEvery),
          try rows.appendMaxima(chunk.data, at: chunk.t0, of: id, seal, metrics)
        {
          continue
        }
        try rows.appendChunk(chunk.data, of: id, decoder, seal, metrics, first, last)
      } catch {
        throw StorageError.corrupt(chunkOf: entity, from: chunk.t0, error, path)
      }
    }
    for layer in layers {
      let wanted = ChunkRows(
        timestamps: layer.timestamps, columns: layer.columns.filter { metrics.contains($0.metric) })
      rows.take(wanted)
    }
    guard !rollups.isEmpty else { return rows }
    do throws(ChunkDamage) {
      var all = try rollups.rows(
        decoder, seal: seal, owner: id, metrics: metrics, first, last, statistic, prefersDays)
      all.take(rows)
      return all
    } catch {
      throw StorageError.corrupt(path: path, evidence: "a roll-up of \(entity): \(error)")
    }
  }
}

extension ChunkRows {
  /// Puts the rows from `first` through `last` of a chunk behind these.
  fileprivate mutating func appendChunk(
    _ data: [UInt8], of owner: Int64, _ decoder: ChunkDecoder, _ seal: ChunkSeal,
    _ metrics: Set<MemoryMetric>, _ first: Int64, _ last: Int64
  ) throws(ChunkDamage) {
    let bytes = try seal.opened(data, owner: owner)
    let decoded = try decoder.decode(bytes, owner: owner, metrics: metrics)
    let part = decoded.rows(decoded.places(from: first, through: last))
    if let end = timestamps.last, let next = part.timestamps.first, next <= end {
      throw .invalid("it overlaps the one before it")
    }
    if count == 0 { self = part } else { append(part) }
  }

  /// Puts one row with the greatest values of a chunk behind these; `false` where its directory does not tell them.
  fileprivate mutating func appendMaxima(
    _ data: [UInt8], at instant: Int64, of owner: Int64, _ seal: ChunkSeal,
    _ metrics: Set<MemoryMetric>
  ) throws(ChunkDamage) -> Bool {
    let bytes = try seal.opened(data, owner: owner)
    _ = try ChunkCodec.checkedEnd(of: bytes, owner: owner)
    var row = ChunkRows(timestamps: [instant])
    for column in try ChunkCodec.facts(bytes) where metrics.contains(column.metric) {
      guard let summary = column.summary, column.statistic == .value else { return false }
      row.columns.append(Column(metric: column.metric, values: [summary.greatest]))
    }
    if row.columns.isEmpty { return true }
    if count == 0 { self = row } else { append(row) }
    return true
  }

  /// Takes in rows that arrived after these.
  fileprivate mutating func take(_ later: ChunkRows) {
    guard later.count > 0, !later.columns.isEmpty else { return }
    if count == 0 {
      self = later
    } else if let end = timestamps.last, end < later.timestamps[0] {
      append(later)
    } else {
      var merge = RowMerge(self)
      merge.merge(later, lateBefore: nil)
      self = merge.rows
    }
  }
}

extension StorageError {
  /// A chunk that cannot be read, with its place.
  static func corrupt(
    chunkOf entity: EntityID, from start: Int64?, _ damage: ChunkDamage, _ path: String
  ) -> StorageError {
    let place = start.map { "\(Timestamp(milliseconds: $0))" } ?? "no instant"
    return .corrupt(path: path, evidence: "the chunk of \(entity) from \(place): \(damage)")
  }
}

extension SampleBlock {
  /// The rows with at least one value; `nil` where there is none.
  init?(_ entity: EntityID, _ rows: ChunkRows) {
    let columns = rows.columns.filter { $0.values.contains { $0 != SampleBatch.missing } }
    guard !columns.isEmpty else { return nil }
    self.init(entity: entity, timestamps: rows.timestamps)
    for column in columns { values[column.metric] = column.values }
    if columns.contains(where: { !$0.values.contains(SampleBatch.missing) }) { return }
    let filled = rows.timestamps.indices.filter { row in
      columns.contains { $0.values[row] != SampleBatch.missing }
    }
    if filled.count == rows.count { return }
    timestamps = filled.map { rows.timestamps[$0] }
    for column in columns { values[column.metric] = filled.map { column.values[$0] } }
  }
}
