import CapacityModel
import GRDB
import HeadroomBasics

/// Files rows of one entity as chunks that never overlap and are neither tiny nor huge.
struct ChunkWriter {
  /// Chunks of fewer rows are small: late rows beside them are merged with them.
  static let smallCount = 512
  /// Small chunks in a row, at the end of an entity's, that are made one: each row is rewritten once on its way from
  /// the head to a long chunk, and no series falls to pieces.
  static let smallRun = 16

  let table: ChunkTable

  /// Adds rows and counts them into `summary`.
  ///
  /// - Parameter layers: As `EntityBuffer.layers` gives them; the first holds every instant of the others.
  func add(
    _ layers: [ChunkRows], to entity: inout StoredEntity, named name: EntityID,
    counting summary: inout IngestSummary
  ) throws {
    let first = layers[0]
    let follows = entity.newest.map { first.timestamps[0] > $0 } ?? true
    if layers.count == 1 && follows {
      summary.samplesStored += first.sampleCount
      let last = try table.insert(first, entity: entity.id)
      entity.newest = first.timestamps[first.count - 1]
      entity.smallAtEnd = last < Self.smallCount ? entity.smallAtEnd + 1 : 0
      if entity.smallAtEnd >= Self.smallRun { try joinSmallChunks(at: &entity, name) }
      return
    }
    let chunks = try neighbours(of: first, entity: entity.id, name)
    for group in ChunkGroup.groups(of: first.timestamps, among: chunks) {
      var merge = RowMerge(try table.rows(group.chunks, named: name))
      let (start, end) = (
        first.timestamps[group.rows.lowerBound], first.timestamps[group.rows.upperBound - 1]
      )
      for layer in layers {
        let part = layer.rows(layer.places(from: start, through: end))
        merge.merge(part, lateBefore: entity.newestBefore)
      }
      summary.count(merge)
      summary.note(merge.unequal, of: name, in: start...end)
      if merge.isUnchanged { continue }
      try table.delete(group.chunks)
      _ = try table.insert(merge.rows, entity: entity.id)
    }
    try table.flush()
    try entity.refresh(in: table.database)
  }

  /// Makes the small chunks at the end of an entity's one.
  private func joinSmallChunks(at entity: inout StoredEntity, _ name: EntityID) throws {
    try table.flush()
    let statement = try table.database.cachedStatement(
      sql: "SELECT id, entity, t0, t1, count FROM chunk WHERE entity = ? ORDER BY t0 DESC LIMIT 64")
    let newest = try table.corruptionNamed(name) {
      try Row.fetchAll(statement, arguments: [entity.id]).map(StoredChunk.init)
    }
    let small = Array(newest.prefix { $0.count < Self.smallCount }.reversed())
    let rows = try table.rows(small, named: name)
    try table.delete(small)
    let last = try table.insert(rows, entity: entity.id)
    entity.smallAtEnd = last < Self.smallCount ? 1 : 0
  }

  private func neighbours(
    of incoming: ChunkRows, entity: Int64, _ name: EntityID
  ) throws -> [StoredChunk] {
    try table.flush()
    let statement = try table.database.cachedStatement(sql: StoredChunk.neighbours)
    return try table.corruptionNamed(name) {
      try Row.fetchAll(
        statement,
        arguments: [
          "entity": entity, "first": incoming.timestamps[0],
          "last": incoming.timestamps[incoming.count - 1],
        ]
      ).map(StoredChunk.init)
    }
  }
}

extension IngestSummary {
  /// Counts what became of the values of a merge.
  mutating func count(_ merge: RowMerge) {
    samplesStored += merge.added
    lateSamples += merge.late
    duplicatesEqual += merge.equal
    duplicatesUnequal += merge.unequal
  }

  /// Takes down whose values differed.
  mutating func note(_ unequal: Int, of entity: EntityID, in span: ClosedRange<Int64>) {
    guard unequal > 0 else { return }
    let known = conflicts[entity]
    conflicts[entity] = Stretch(
      count: unequal + (known?.count ?? 0), span: span.spanning(known?.span ?? span))
  }
}
