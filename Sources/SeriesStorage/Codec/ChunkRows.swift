package import CapacityModel

/// The rows of one chunk in columns: instants, and for each metric one value an instant or a gap.
package struct ChunkRows: Sendable, Hashable {
  /// One metric's values.
  package struct Column: Sendable, Hashable {
    /// What is measured.
    package var metric: MemoryMetric
    /// Of which the numbers are samples or a statistic.
    package var statistic: Statistic
    /// Stored units, one an instant, `SampleBatch.missing` where there is none.
    package var values: [Int64]

    /// Creates a column.
    package init(metric: MemoryMetric, statistic: Statistic = .value, values: [Int64]) {
      (self.metric, self.statistic, self.values) = (metric, statistic, values)
    }

    /// Whether `other` has numbers of the same kind.
    package func matches(_ other: Column) -> Bool {
      metric == other.metric && statistic == other.statistic
    }

    /// The order of columns in a chunk.
    package static func precedes(_ left: Column, _ right: Column) -> Bool {
      (left.metric.code, left.statistic.rawValue) < (right.metric.code, right.statistic.rawValue)
    }
  }

  /// Milliseconds since the epoch, strictly ascending.
  package var timestamps: [Int64]
  /// The columns, ascending by metric code and statistic; each has at least one value.
  package var columns: [Column]

  /// The number of rows.
  package var count: Int { timestamps.count }

  /// Values present in all columns.
  package var sampleCount: Int {
    columns.reduce(0) { sum, column in
      sum + column.values.reduce(0) { $0 + ($1 == SampleBatch.missing ? 0 : 1) }
    }
  }

  /// Creates rows from their columns.
  package init(timestamps: [Int64] = [], columns: [Column] = []) {
    (self.timestamps, self.columns) = (timestamps, columns)
  }

  /// The rows of `range` alone; a column without a value there is left out.
  package func rows(_ range: Range<Int>) -> ChunkRows {
    if range == 0..<count { return self }
    return part(timestamps: Array(timestamps[range])) { Array($0[range]) }
  }

  /// The rows at some places, ascending; a column without a value there is left out.
  func rows(at places: [Int]) -> ChunkRows {
    part(timestamps: places.map { timestamps[$0] }) { values in places.map { values[$0] } }
  }

  private func part(timestamps: [Int64], _ values: ([Int64]) -> [Int64]) -> ChunkRows {
    var part = ChunkRows(timestamps: timestamps)
    for column in columns {
      let values = values(column.values)
      guard values.contains(where: { $0 != SampleBatch.missing }) else { continue }
      part.columns.append(
        Column(metric: column.metric, statistic: column.statistic, values: values))
    }
    return part
  }
}
