public import CapacityModel
import GRDB
import HeadroomBasics

/// Takes in the batches of one ingest; everything it was given is stored when the ingest ends, or nothing.
///
/// What comes first decides the way: many rows an entity become chunks at once; few rows an entity, as a fleet reports
/// them every few minutes, go to the head, where they wait until there are enough of them.
public final class IngestTransaction {
  /// Rows an entity from which chunks are worth their own.
  static let denseRows = 48
  /// Values (instants included) that are looked at before the way is chosen.
  private static let trialValues = 1_500_000

  private let table: ChunkTable
  private let limit: Int
  private var buffers: [EntityBuffer] = []
  private var slots: [EntityID: Int] = [:]
  /// The entity table of the batches so far, and for each of its entries the buffer.
  private var batchTable: [EntityID] = []
  private var tableSlots: [Int] = []
  /// The two ways.
  private enum Way {
    case chunks
    case head(HeadWriter)
  }

  /// Batches that wait for their way, without their entity tables.
  private var pending: [SampleBatch] = []
  /// The entity table of all of them.
  private var pendingTable: [EntityID] = []
  private var pendingValues = 0
  /// Where rows of the way that was chosen go; `nil` before it is.
  private var way: Way?
  private var heldValues = 0
  private var failure: StorageError?
  private var isFinished = false
  private(set) var summary = IngestSummary()
  /// Whether to note who has rows.
  var notesEntities = false
  /// For each entity how many rows came, and between which instants; empty unless that is noted.
  private(set) var seen: [EntityID: IngestSummary.Stretch] = [:]

  init(_ table: ChunkTable, limit: Int) { (self.table, self.limit) = (table, limit) }

  /// Takes in a batch: rows of any entities in any order; rows without a value are passed over.
  ///
  /// - Parameter batch: Columns as long as its instants, each metric at most once.
  /// - Throws: `StorageError`; after an error the ingest cannot succeed any more.
  public func append(_ batch: SampleBatch) throws(StorageError) {
    precondition(!isFinished, "a batch came after its ingest had ended")
    precondition(
      batch.entityIndex.count == batch.count
        && batch.columns.allSatisfy { $0.values.count == batch.count },
      "columns of a batch of \(batch.count) rows differ in length")
    if let failure { throw failure }
    do {
      summary.rows += batch.count
      if notesEntities { note(batch) }
      if case .chunks = way { return try take(batch) }
      try hold(batch)
      pendingValues += batch.count * (1 + batch.columns.count)
      if pendingValues >= min(Self.trialValues, limit) { try settle() }
    } catch {
      let error = StorageError(error, path: table.path, waited: .zero)
      failure = error
      throw error
    }
  }

  private func note(_ batch: SampleBatch) {
    var counts = [Int](repeating: 0, count: batch.entities.count)
    var spans = [ClosedRange<Int64>?](repeating: nil, count: batch.entities.count)
    for (index, instant) in zip(batch.entityIndex, batch.timestamps) {
      let place = Int(index)
      counts[place] += 1
      spans[place] = (instant...instant).spanning(spans[place] ?? instant...instant)
    }
    for (place, span) in spans.enumerated() {
      guard let span else { continue }
      let known = seen[batch.entities[place]]
      seen[batch.entities[place]] = IngestSummary.Stretch(
        count: counts[place] + (known?.count ?? 0), span: span.spanning(known?.span ?? span))
    }
  }

  /// Counts rows that the reader refused; they are recorded with the ingest.
  public func recordRejected(_ rows: Int) {
    precondition(rows >= 0, "\(rows) rejected rows")
    summary.rowsRejected += rows
  }

  /// Writes everything that waits, in the order in which entities first came.
  func finish() throws {
    if let failure { throw failure }
    try settle()
    for slot in buffers.indices where buffers[slot].rows.count > 0 { try write(slot) }
    if case .head(let head) = way { try head.finish(counting: &summary) }
    try table.finish()
    isFinished = true
  }

  /// Keeps a batch until its way is chosen. Millions of entities would weigh too much in each batch's own table.
  private func hold(_ batch: SampleBatch) throws {
    if !batch.entities.starts(with: pendingTable) { try settle() }
    pendingTable = batch.entities
    var rest = batch
    rest.entities = []
    pending.append(rest)
  }

  /// Sends what came so far on its way, which the first rows choose for the whole ingest.
  private func settle() throws {
    let (batches, entities) = (pending, pendingTable)
    (pending, pendingValues, pendingTable) = ([], 0, [])
    guard !batches.isEmpty else { return }
    if way == nil { way = try chosenWay(for: batches, of: entities.count) }
    switch way {
    case .head(let head): try wait(batches, of: entities, in: head)
    case .chunks, nil:
      for var batch in batches {
        batch.entities = entities
        try take(batch)
      }
    }
  }

  private func chosenWay(for batches: [SampleBatch], of tableCount: Int) throws -> Way {
    var isMet = [Bool](repeating: false, count: tableCount)
    for batch in batches { for index in batch.entityIndex { isMet[Int(index)] = true } }
    let rows = batches.reduce(0) { $0 + $1.count }
    let head = try HeadWriter(table, limit: limit)
    if rows < Self.denseRows * isMet.count(where: \.self) { return .head(head) }
    // Rows of the head came before these: duplicates are resolved in the order of arrival.
    try head.fold()
    return .chunks
  }
}

extension IngestTransaction {
  /// Stores `batches` in the head.
  private func wait(
    _ batches: [SampleBatch], of entities: [EntityID], in head: HeadWriter
  ) throws {
    var block = HeadBlock()
    let metrics = Set(batches.flatMap { $0.columns.map(\.metric) }).sorted { $0.code < $1.code }
    block.columns = metrics.map { ChunkRows.Column(metric: $0, values: []) }
    let owners = try numbers(of: entities, in: batches)
    for batch in batches {
      let columns = metrics.map { metric in batch.columns.first { $0.metric == metric }?.values }
      for row in 0..<batch.count {
        guard columns.contains(where: { ($0?[row] ?? SampleBatch.missing) != SampleBatch.missing })
        else { continue }
        let owner = owners[Int(batch.entityIndex[row])]
        block.append(owner: owner, instant: batch.timestamps[row]) { place in
          columns[place]?[row] ?? SampleBatch.missing
        }
      }
    }
    if block.count > 0 { try head.add(block, counting: &summary) }
  }

  /// For each of `entities` its number in the store; 0 for those without a row in `batches`.
  private func numbers(
    of entities: [EntityID], in batches: [SampleBatch]
  ) throws -> [Int64] {
    var isMet = [Bool](repeating: false, count: entities.count)
    for batch in batches {
      for row in 0..<batch.count where !isMet[Int(batch.entityIndex[row])] {
        isMet[Int(batch.entityIndex[row])] = batch.columns.contains {
          $0.values[row] != SampleBatch.missing
        }
      }
    }
    // In the order of the index of names: looked up or added in any other, millions of them would read and write its pages
    // again and again.
    let ordered = entities.indices.filter { isMet[$0] }
      .sorted { entities[$0].name < entities[$1].name }
    var numbers = [Int64](repeating: 0, count: entities.count)
    for index in ordered { numbers[index] = try number(of: entities[index]) }
    return numbers
  }

  private func number(of entity: EntityID) throws -> Int64 {
    let (id, isNew) = try StoredEntity.find(entity, in: table.database, path: table.path)
    summary.newEntities += isNew ? 1 : 0
    return id
  }

  private func take(_ batch: SampleBatch) throws {
    adopt(batch.entities)
    var row = 0
    while row < batch.count {
      let entity = batch.entityIndex[row]
      var end = row + 1
      while end < batch.count && batch.entityIndex[end] == entity { end += 1 }
      let slot = slot(of: Int(entity))
      while row < end {
        let room = ChunkTable.fullCount - buffers[slot].rows.count
        let part = row..<min(end, row + room)
        heldValues -= buffers[slot].heldValues
        buffers[slot].append(batch, part)
        heldValues += buffers[slot].heldValues
        if buffers[slot].rows.count == ChunkTable.fullCount { try write(slot) }
        row = part.upperBound
      }
      if heldValues > limit { try relieve() }
    }
  }

  /// Learns the entity table of a batch. A reader's table only grows; another reader's table starts over.
  private func adopt(_ entities: [EntityID]) {
    if entities == batchTable { return }
    if !entities.starts(with: batchTable) { tableSlots = [] }
    tableSlots.append(contentsOf: repeatElement(-1, count: entities.count - tableSlots.count))
    batchTable = entities
  }

  private func slot(of index: Int) -> Int {
    precondition(index < batchTable.count, "entity \(index) of a table of \(batchTable.count)")
    if tableSlots[index] < 0 {
      let slot = slots[batchTable[index]] ?? buffers.count
      if slot == buffers.count {
        buffers.append(EntityBuffer(entity: batchTable[index]))
        slots[batchTable[index]] = slot
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
      try table.flush()
      entity = try StoredEntity.number(number(of: name), in: table.database)
    }
    let writer = ChunkWriter(table: table)
    try writer.add(layers, to: &entity, named: name, counting: &summary)
    buffers[slot].stored = entity
  }
}
