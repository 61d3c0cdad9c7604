import CapacityModel
import Foundation
import GRDB

/// Files rows of one entity as chunks that never overlap and are neither tiny nor huge.
struct ChunkWriter {
  /// Rows of a full chunk.
  static let fullCount = 1024
  /// Chunks of at most this many rows are merged with rows written beside them, so that live appends of a row a minute
  /// leave chunks of this size and not single rows.
  static let smallCount = 512

  let database: Database
  let path: String

  /// Adds rows and counts them into `summary`.
  ///
  /// - Parameter layers: As `EntityBuffer.take` gives them; the first holds every instant of the others.
  func add(
    _ layers: [ChunkRows], to entity: inout StoredEntity, named name: EntityID,
    counting summary: inout IngestSummary
  ) throws {
    let first = layers[0]
    let follows = entity.newest.map {
      first.timestamps[0] > $0 && entity.lastCount > Self.smallCount
    }
    if layers.count == 1 && follows ?? true {
      summary.samplesStored += first.sampleCount
      entity.lastCount = try insert(first, entity: entity.id)
      entity.newest = first.timestamps[first.count - 1]
      return
    }
    let chunks = try neighbours(of: first, entity: entity.id, name)
    for group in ChunkGroup.groups(of: first.timestamps, among: chunks) {
      var merge = RowMerge(try stored(group.chunks, entity: entity.id, name))
      let (start, end) = (
        first.timestamps[group.rows.lowerBound], first.timestamps[group.rows.upperBound - 1]
      )
      for layer in layers {
        let part = layer.rows(layer.places(from: start, through: end))
        merge.merge(part, lateBefore: entity.newestBefore)
      }
      summary.count(merge)
      if merge.isUnchanged { continue }
      try delete(group.chunks)
      _ = try insert(merge.rows, entity: entity.id)
    }
    try entity.refresh(in: database)
  }

  private func neighbours(
    of incoming: ChunkRows, entity: Int64, _ name: EntityID
  ) throws -> [StoredChunk] {
    let statement = try database.cachedStatement(sql: StoredChunk.neighbours)
    do {
      return try Row.fetchAll(
        statement,
        arguments: [
          "entity": entity, "first": incoming.timestamps[0],
          "last": incoming.timestamps[incoming.count - 1],
        ]
      ).map(StoredChunk.init)
    } catch let damage as ChunkDamage {
      throw StorageError.corrupt(path: path, evidence: "a chunk of \(name): \(damage)")
    }
  }

  /// The rows of `chunks`, one after the other.
  private func stored(
    _ chunks: [StoredChunk], entity: Int64, _ name: EntityID
  ) throws -> ChunkRows {
    var all = ChunkRows()
    let statement = try database.cachedStatement(sql: "SELECT data FROM chunk WHERE id = ?")
    for chunk in chunks {
      do {
        guard let row = try Row.fetchOne(statement, arguments: [chunk.id]) else {
          throw ChunkDamage.invalid("it vanished")
        }
        let rows = try ChunkCodec.decode(try StoredChunk.bytes(row), owner: entity)
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

  private func delete(_ chunks: [StoredChunk]) throws {
    let statement = try database.cachedStatement(sql: "DELETE FROM chunk WHERE id = ?")
    for chunk in chunks { try statement.execute(arguments: [chunk.id]) }
  }

  /// Writes `rows` in equal parts; returns the rows of the last one.
  private func insert(_ rows: ChunkRows, entity: Int64) throws -> Int {
    let statement = try database.cachedStatement(
      sql: "INSERT INTO chunk (entity, t0, t1, count, data) VALUES (?, ?, ?, ?, ?)")
    let parts = (rows.count + Self.fullCount - 1) / Self.fullCount
    for part in 0..<parts {
      let range = (rows.count * part / parts)..<(rows.count * (part + 1) / parts)
      let data = Data(ChunkCodec.encode(rows.rows(range), owner: entity))
      let (t0, t1) = (rows.timestamps[range.lowerBound], rows.timestamps[range.upperBound - 1])
      try statement.execute(arguments: [entity, t0, t1, range.count, data])
      if part == parts - 1 { return range.count }
    }
    return 0
  }
}

extension IngestSummary {
  fileprivate mutating func count(_ merge: RowMerge) {
    samplesStored += merge.added
    lateSamples += merge.late
    duplicatesEqual += merge.equal
    duplicatesUnequal += merge.unequal
  }
}
