import CapacityModel

/// The waiting rows of some entities, entity by entity in the order of their arrival.
struct HeadRows {
  private var block = HeadBlock()
  /// For each row, the place of its entity among those asked for.
  private var slots: [Int32] = []
  /// Where the rows of each slot stand, once sorted.
  private var starts: [Int] = []
  private var order: [Int32] = []

  /// Takes the rows of `other` whose entities have a slot and whose instants lie in `first...last`.
  mutating func take(
    _ other: HeadBlock, slots wanted: EntitySlots, from first: Int64, through last: Int64
  ) {
    var places: [Int] = []
    for row in 0..<other.count where other.instants[row] >= first && other.instants[row] <= last {
      guard let slot = wanted[other.owners[row]] else { continue }
      places.append(row)
      slots.append(Int32(slot))
    }
    guard !places.isEmpty else { return }
    let before = block.count
    block.owners.append(contentsOf: places.map { other.owners[$0] })
    block.instants.append(contentsOf: places.map { other.instants[$0] })
    for column in other.columns {
      let values = places.map { column.values[$0] }
      if let place = block.columns.firstIndex(where: { $0.metric == column.metric }) {
        block.columns[place].values.append(contentsOf: values)
      } else {
        let gap = [Int64](repeating: SampleBatch.missing, count: before)
        block.columns.append(ChunkRows.Column(metric: column.metric, values: gap + values))
      }
    }
    for place in block.columns.indices {
      let lacking = block.count - block.columns[place].values.count
      block.columns[place].values.append(
        contentsOf: repeatElement(SampleBatch.missing, count: lacking))
    }
  }

  /// Sorts the rows by slot; to be called once, after all were taken.
  mutating func sort(slotCount: Int) {
    starts = [Int](repeating: 0, count: slotCount + 1)
    for slot in slots { starts[Int(slot) + 1] += 1 }
    for slot in 0..<slotCount { starts[slot + 1] += starts[slot] }
    var next = starts
    order = [Int32](repeating: 0, count: slots.count)
    for (row, slot) in slots.enumerated() {
      order[next[Int(slot)]] = Int32(row)
      next[Int(slot)] += 1
    }
  }

  /// The rows of `slot` in layers, as `EntityBuffer.take` gives them; none where nothing waits.
  func layers(of slot: Int) -> [ChunkRows] {
    guard !slots.isEmpty, starts[slot] < starts[slot + 1] else { return [] }
    let places = order[starts[slot]..<starts[slot + 1]]
    var rows = ChunkRows(timestamps: places.map { block.instants[Int($0)] })
    for column in block.columns {
      rows.columns.append(
        ChunkRows.Column(metric: column.metric, values: places.map { column.values[Int($0)] }))
    }
    return EntityBuffer.layers(of: rows)
  }
}

/// A place for each of some entities, by their numbers in the store.
struct EntitySlots {
  private var places: [Int32]
  /// How many entities have one.
  let count: Int

  /// Gives places to `entities` in their order.
  init(_ entities: [Int64]) {
    places = [Int32](repeating: -1, count: Int(entities.max() ?? 0) + 1)
    for (slot, entity) in entities.enumerated() { places[Int(entity)] = Int32(slot) }
    count = entities.count
  }

  /// The place of `entity`, if it has one.
  subscript(entity: Int64) -> Int? {
    guard entity > 0, entity < places.count, places[Int(entity)] >= 0 else { return nil }
    return Int(places[Int(entity)])
  }
}
