import CapacityModel

/// Rows that come together in time order, and what became of each value.
struct RowMerge {
  /// What is there, strictly ascending.
  private(set) var rows: ChunkRows
  /// Values that were added.
  private(set) var added = 0
  /// Of those, values before the bound given to `merge`.
  private(set) var late = 0
  /// Values that equalled the one that was there.
  private(set) var equal = 0
  /// Values that differed from the one that was there.
  private(set) var unequal = 0

  /// Starts with `rows`, strictly ascending.
  init(_ rows: ChunkRows) { self.rows = rows }

  /// Whether `merge` changed nothing.
  var isUnchanged: Bool { added == 0 && unequal == 0 }

  /// Takes in `incoming`, strictly ascending; its values count as the later ones.
  ///
  /// - Parameter lateBefore: Added values before this instant are late; `nil` for none.
  mutating func merge(_ incoming: ChunkRows, lateBefore: Int64?) {
    let pairs = Self.pairs(rows.timestamps, incoming.timestamps)
    var merged = ChunkRows(
      timestamps: pairs.map { pair in
        pair.there >= 0 ? rows.timestamps[pair.there] : incoming.timestamps[pair.new]
      })
    for metric in Self.metrics(rows, incoming) {
      let there = rows.columns.first { $0.metric == metric }?.values
      let new = incoming.columns.first { $0.metric == metric }?.values
      var values = [Int64](repeating: SampleBatch.missing, count: pairs.count)
      for (row, pair) in pairs.enumerated() {
        let old = pair.there >= 0 ? there?[pair.there] ?? SampleBatch.missing : SampleBatch.missing
        let later = pair.new >= 0 ? new?[pair.new] ?? SampleBatch.missing : SampleBatch.missing
        values[row] = resolve(old, later, metric, merged.timestamps[row], lateBefore)
      }
      merged.columns.append(ChunkRows.Column(metric: metric, values: values))
    }
    rows = merged
  }

  /// The values that `before`, with which this merge began, did not have; rows and columns without any are left out.
  func additions(to before: ChunkRows) -> ChunkRows {
    var there = 0
    let old = rows.columns.map { column in before.columns.first { $0.matches(column) }?.values }
    var added = ChunkRows(
      columns: rows.columns.map { ChunkRows.Column(metric: $0.metric, values: []) })
    for (row, instant) in rows.timestamps.enumerated() {
      while there < before.count, before.timestamps[there] < instant { there += 1 }
      let isThere = there < before.count && before.timestamps[there] == instant
      let values = rows.columns.indices.map { place in
        isThere && (old[place]?[there] ?? SampleBatch.missing) != SampleBatch.missing
          ? SampleBatch.missing : rows.columns[place].values[row]
      }
      guard values.contains(where: { $0 != SampleBatch.missing }) else { continue }
      added.timestamps.append(instant)
      for (place, value) in values.enumerated() { added.columns[place].values.append(value) }
    }
    return added
  }

  private mutating func resolve(
    _ old: Int64, _ later: Int64, _ metric: MemoryMetric, _ instant: Int64, _ lateBefore: Int64?
  ) -> Int64 {
    if later == SampleBatch.missing { return old }
    if old == SampleBatch.missing {
      added += 1
      if let lateBefore, instant < lateBefore { late += 1 }
      return later
    }
    if old == later {
      equal += 1
      return old
    }
    unequal += 1
    return metric.resolved(earlier: old, later: later)
  }

  private static func metrics(_ left: ChunkRows, _ right: ChunkRows) -> [MemoryMetric] {
    Set((left.columns + right.columns).map(\.metric)).sorted { $0.code < $1.code }
  }

  /// For each instant of either side its row in both, −1 where there is none.
  private static func pairs(_ left: [Int64], _ right: [Int64]) -> [(there: Int, new: Int)] {
    var pairs: [(there: Int, new: Int)] = []
    pairs.reserveCapacity(left.count + right.count)
    var (there, new) = (0, 0)
    while there < left.count || new < right.count {
      if new == right.count || (there < left.count && left[there] < right[new]) {
        pairs.append((there, -1))
        there += 1
      } else if there == left.count || right[new] < left[there] {
        pairs.append((-1, new))
        new += 1
      } else {
        pairs.append((there, new))
        there += 1
        new += 1
      }
    }
    return pairs
  }
}
