public import CapacityModel
import GRDB

/// Takes in the batches of one ingest; everything it was given is stored when the ingest ends, or nothing.
public final class IngestTransaction {
  private let database: Database
  private let path: String
  private let limit: Int
  private var buffers: [EntityBuffer] = []
  private var slots: [EntityID: Int] = [:]
  /// The entity table of the batches so far, and for each of its entries the buffer.
  private var table: [EntityID] = []
  private var tableSlots: [Int] = []
  private var heldValues = 0
  private var failure: StorageError?
  private var isFinished = false
  private(set) var summary = IngestSummary()

  init(database: Database, path: String, limit: Int) {
    (self.database, self.path, self.limit) = (database, path, limit)
  }

  /// Takes in a batch: rows of any entities in any order; rows without a value are passed over.
  ///
  /// - Parameter batch: Columns as long as its instants, each metric at most once.
  /// - Throws: `StorageError`; after an error the ingest cannot succeed any more.
  public func append(_ batch: SampleBatch) throws(StorageError) {
    precondition(!isFinished, "a batch came after its ingest had ended")
    if let failure { throw failure }
    do {
      try take(batch)
    } catch {
      let error = StorageError(error, path: path, waited: .zero)
      failure = error
      throw error
    }
  }

  /// Counts rows that the reader refused; they are recorded with the ingest.
  public func recordRejected(_ rows: Int) {
    precondition(rows >= 0, "\(rows) rejected rows")
    summary.rowsRejected += rows
  }

  private func take(_ batch: SampleBatch) throws {
    precondition(
      batch.entityIndex.count == batch.count
        && batch.columns.allSatisfy { $0.values.count == batch.count },
      "columns of a batch of \(batch.count) rows differ in length")
    adopt(batch.entities)
    summary.rows += batch.count
    var row = 0
    while row < batch.count {
      let entity = batch.entityIndex[row]
      var end = row + 1
      while end < batch.count && batch.entityIndex[end] == entity { end += 1 }
      let slot = slot(of: Int(entity))
      while row < end {
        let room = ChunkWriter.fullCount - buffers[slot].rows.count
        let part = row..<min(end, row + room)
        heldValues -= buffers[slot].heldValues
        buffers[slot].append(batch, part)
        heldValues += buffers[slot].heldValues
        if buffers[slot].rows.count == ChunkWriter.fullCount { try write(slot) }
        row = part.upperBound
      }
      if heldValues > limit { try relieve() }
    }
  }

  /// Learns the entity table of a batch. A reader's table only grows; another reader's table starts over.
  private func adopt(_ entities: [EntityID]) {
    if entities == table { return }
    if !entities.starts(with: table) { tableSlots = [] }
    tableSlots.append(contentsOf: repeatElement(-1, count: entities.count - tableSlots.count))
    table = entities
  }

  private func slot(of index: Int) -> Int {
    precondition(index < table.count, "entity \(index) of a table of \(table.count)")
    if tableSlots[index] < 0 {
      let slot = slots[table[index]] ?? buffers.count
      if slot == buffers.count {
        buffers.append(EntityBuffer(entity: table[index]))
        slots[table[index]] = slot
      }
      tableSlots[index] = slot
    }
    return tableSlots[index]
  }

  /// Writes the largest buffers until half of the limit is free.
  private func relieve() throws {
    let order = buffers.indices.filter { buffers[$0].rows.count > 0 }.sorted {
      (buffers[$1].heldValues, $0) < (buffers[$0].heldValues, $1)
    }
    for slot in order where heldValues > limit / 2 { try write(slot) }
  }

  private func write(_ slot: Int) throws {
    heldValues -= buffers[slot].heldValues
    let layers = buffers[slot].take()
    if layers.isEmpty { return }
    let name = buffers[slot].entity
    var entity: StoredEntity
    if let known = buffers[slot].stored {
      entity = known
    } else {
      let (found, isNew) = try StoredEntity.find(name, in: database, path: path)
      summary.newEntities += isNew ? 1 : 0
      entity = found
    }
    let writer = ChunkWriter(database: database, path: path)
    try writer.add(layers, to: &entity, named: name, counting: &summary)
    buffers[slot].stored = entity
  }

  /// Writes everything that waits, in the order in which entities first came.
  func finish() throws {
    if let failure { throw failure }
    for slot in buffers.indices where buffers[slot].rows.count > 0 { try write(slot) }
    isFinished = true
  }
}
