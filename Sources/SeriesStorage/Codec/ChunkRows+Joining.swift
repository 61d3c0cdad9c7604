import CapacityModel

extension ChunkRows {
  /// Puts `later` behind these rows; columns that one side lacks get gaps.
  mutating func append(_ later: ChunkRows) {
    let before = count
    timestamps.append(contentsOf: later.timestamps)
    for column in later.columns {
      if let place = columns.firstIndex(where: { $0.matches(column) }) {
        columns[place].values.append(contentsOf: column.values)
      } else {
        let gap = [Int64](repeating: SampleBatch.missing, count: before)
        columns.append(
          Column(
            metric: column.metric, statistic: column.statistic, values: gap + column.values))
      }
    }
    for place in columns.indices where columns[place].values.count < count {
      let gap = count - columns[place].values.count
      columns[place].values.append(contentsOf: repeatElement(SampleBatch.missing, count: gap))
    }
    columns.sort(by: Column.precedes)
  }

  /// The rows from the first instant not before `first` through the last one not after `last`.
  func places(from first: Int64, through last: Int64) -> Range<Int> {
    let start = timestamps.firstIndex { $0 >= first } ?? count
    let end = timestamps.lastIndex { $0 <= last }.map { $0 + 1 } ?? 0
    return start..<max(start, end)
  }
}
