import CapacityModel

/// Rows of many entities with few rows each, side by side: what a fleet reports at one instant.
///
/// A chunk an entity would cost more than such rows are worth, so they wait together until enough of them make chunks.
/// A block is written as a chunk whose instants are row numbers; two columns tell entity and instant
/// (`docs/formats/chunk.md`).
struct HeadBlock {
  /// What a block's checksum takes for the number of its entity.
  static let owner: Int64 = 0

  /// For each row, the number of its entity.
  var owners: [Int64] = []
  /// For each row, milliseconds since the epoch.
  var instants: [Int64] = []
  /// One value a row, `SampleBatch.missing` where there is none.
  var columns: [ChunkRows.Column] = []

  /// The number of rows.
  var count: Int { owners.count }

  /// The part with the rows of `range`.
  func rows(_ range: Range<Int>) -> HeadBlock {
    HeadBlock(
      owners: Array(owners[range]), instants: Array(instants[range]),
      columns: columns.map { column in
        ChunkRows.Column(metric: column.metric, values: Array(column.values[range]))
      })
  }

  /// The rows in the order of `places`.
  func ordered(by places: [Int]) -> HeadBlock {
    HeadBlock(
      owners: places.map { owners[$0] }, instants: places.map { instants[$0] },
      columns: columns.map { column in
        ChunkRows.Column(metric: column.metric, values: places.map { column.values[$0] })
      })
  }

  /// Appends a row with one value a column, in the order of the columns.
  mutating func append(owner: Int64, instant: Int64, _ value: (Int) -> Int64) {
    owners.append(owner)
    instants.append(instant)
    for place in columns.indices { columns[place].values.append(value(place)) }
  }

  /// Appends the rows of one entity.
  mutating func append(_ rows: ChunkRows, owner: Int64) {
    let values = columns.map { column in rows.columns.first { $0.matches(column) }?.values }
    for row in 0..<rows.count {
      append(owner: owner, instant: rows.timestamps[row]) {
        values[$0]?[row] ?? SampleBatch.missing
      }
    }
  }

  /// The rows of `range`, all of one entity.
  func chunkRows(_ range: Range<Int>) -> ChunkRows {
    ChunkRows(
      timestamps: Array(instants[range]),
      columns: columns.map { column in
        ChunkRows.Column(metric: column.metric, values: Array(column.values[range]))
      })
  }

  /// The rows as a chunk has them, columns without gaps as changes since `base` where there is one.
  ///
  /// - Parameter base: A block with the same entities in the same order.
  func chunk(since base: HeadBlock? = nil) -> ChunkRows {
    let present = columns.filter { $0.values.contains { $0 != SampleBatch.missing } }.map {
      column in
      let old = base?.columns.first { $0.metric == column.metric }
      return old.flatMap { column.changes(since: $0) } ?? column
    }
    let all =
      present + [
        ChunkRows.Column(metric: .used, statistic: .owner, values: owners),
        ChunkRows.Column(metric: .used, statistic: .instant, values: instants),
      ]
    return ChunkRows(
      timestamps: (0..<Int64(count)).map { $0 }, columns: all.sorted(by: ChunkRows.Column.precedes))
  }

  /// Reads a block back from its chunk.
  ///
  /// - Parameter base: The block it was written as changes since, if it was.
  init(_ chunk: ChunkRows, base: HeadBlock?) throws(ChunkDamage) {
    guard let owners = chunk.columns.first(where: { $0.statistic == .owner }),
      let instants = chunk.columns.first(where: { $0.statistic == .instant }),
      !owners.values.contains(where: { $0 <= 0 }),
      !instants.values.contains(SampleBatch.missing)
    else { throw .invalid("a block of many entities does not tell whose its rows are") }
    (self.owners, self.instants) = (owners.values, instants.values)
    columns = []
    for column in chunk.columns {
      switch column.statistic {
      case .value: columns.append(column)
      case .change:
        guard let old = base?.columns.first(where: { $0.metric == column.metric }),
          old.values.count == column.values.count, !old.values.contains(SampleBatch.missing)
        else { throw .invalid("a block of changes does not fit the one that it builds on") }
        let values = zip(column.values, old.values).map { $0 &+ $1 }
        columns.append(ChunkRows.Column(metric: column.metric, values: values))
      default: continue
      }
    }
  }

  /// Creates a block.
  init(owners: [Int64] = [], instants: [Int64] = [], columns: [ChunkRows.Column] = []) {
    (self.owners, self.instants, self.columns) = (owners, instants, columns)
  }
}

extension ChunkRows.Column {
  /// The differences to `old`; `nil` where either has gaps or a difference would pass for one.
  fileprivate func changes(since old: ChunkRows.Column) -> ChunkRows.Column? {
    guard old.values.count == values.count, !values.contains(SampleBatch.missing),
      !old.values.contains(SampleBatch.missing)
    else { return nil }
    let changes = zip(values, old.values).map { $0 &- $1 }
    guard !changes.contains(SampleBatch.missing) else { return nil }
    return ChunkRows.Column(metric: metric, statistic: .change, values: changes)
  }
}
