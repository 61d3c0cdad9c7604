import CapacityModel

/// The rows of one entity that wait to become a chunk, in the order of their arrival.
struct EntityBuffer {
  /// The entity whose rows wait.
  let entity: EntityID
  /// The entity's number in the store and its place there; `nil` until the first rows are written.
  var stored: StoredEntity?
  /// Waiting rows; columns in the order of their arrival, repeated instants possible.
  private(set) var rows = ChunkRows()

  /// An empty buffer.
  init(entity: EntityID) { self.entity = entity }

  /// Numbers held, instants included.
  var heldValues: Int { rows.count * (1 + rows.columns.count) }

  /// Appends rows `range` of `batch`, all of this entity.
  mutating func append(_ batch: SampleBatch, _ range: Range<Int>) {
    let before = rows.count
    if range.count == 1 {
      rows.timestamps.append(batch.timestamps[range.lowerBound])
    } else {
      rows.timestamps.append(contentsOf: batch.timestamps[range])
    }
    for (position, column) in batch.columns.enumerated() {
      let place = place(of: column.metric, expectedAt: position, rows: before)
      if range.count == 1 {
        rows.columns[place].values.append(column.values[range.lowerBound])
      } else {
        rows.columns[place].values.append(contentsOf: column.values[range])
      }
    }
    guard rows.columns.count > batch.columns.count else { return }
    for place in rows.columns.indices where rows.columns[place].values.count < rows.count {
      let gap = rows.count - rows.columns[place].values.count
      rows.columns[place].values.append(
        contentsOf: repeatElement(SampleBatch.missing, count: gap))
    }
  }

  /// Appends rows of this entity.
  mutating func append(_ later: ChunkRows) { rows.append(later) }

  private mutating func place(of metric: MemoryMetric, expectedAt position: Int, rows before: Int)
    -> Int
  {
    if position < rows.columns.count && rows.columns[position].metric == metric { return position }
    if let place = rows.columns.firstIndex(where: { $0.metric == metric }) { return place }
    let gap = [Int64](repeating: SampleBatch.missing, count: before)
    rows.columns.append(ChunkRows.Column(metric: metric, values: gap))
    return rows.columns.count - 1
  }

  /// Empties the buffer into layers.
  mutating func take() -> [ChunkRows] {
    defer { rows = ChunkRows() }
    return Self.layers(of: rows)
  }

  /// Divides rows of any order into layers: the first row of every instant, then the second of those that have one,
  /// and so on.
  ///
  /// Each layer is strictly ascending and has only rows and columns with a value; without repeated instants there is
  /// one layer. Duplicates are thus resolved and counted in the order of their arrival, wherever a buffer happens to
  /// end.
  static func layers(of arrived: ChunkRows) -> [ChunkRows] {
    var columns = arrived.columns.filter { $0.values.contains { $0 != SampleBatch.missing } }
    if columns.isEmpty { return [] }
    columns.sort(by: ChunkRows.Column.precedes)
    let taken = ChunkRows(timestamps: arrived.timestamps, columns: columns)
    if ascends(taken.timestamps) && !hasEmptyRow(taken) { return [taken] }
    return divided(taken)
  }

  private static func ascends(_ timestamps: [Int64]) -> Bool {
    for index in timestamps.indices.dropFirst() where timestamps[index] <= timestamps[index - 1] {
      return false
    }
    return true
  }

  private static func hasEmptyRow(_ rows: ChunkRows) -> Bool {
    if rows.columns.contains(where: { !$0.values.contains(SampleBatch.missing) }) { return false }
    return rows.timestamps.indices.contains { row in
      rows.columns.allSatisfy { $0.values[row] == SampleBatch.missing }
    }
  }

  private static func divided(_ rows: ChunkRows) -> [ChunkRows] {
    let filled = rows.timestamps.indices.filter { row in
      rows.columns.contains { $0.values[row] != SampleBatch.missing }
    }
    var order = filled.sorted { (rows.timestamps[$0], $0) < (rows.timestamps[$1], $1) }
    var layers: [ChunkRows] = []
    while !order.isEmpty {
      var layer: [Int] = []
      var rest: [Int] = []
      for row in order {
        if let last = layer.last, rows.timestamps[last] == rows.timestamps[row] {
          rest.append(row)
        } else {
          layer.append(row)
        }
      }
      layers.append(rows.rows(at: layer))
      order = rest
    }
    return layers
  }
}
