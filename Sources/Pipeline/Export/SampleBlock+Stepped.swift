import CapacityModel
import HeadroomBasics
import SeriesStorage

extension SampleBlock {
  /// One row a step, all metrics side by side; each value is what `aggregation` makes of its metric's samples in the
  /// step, rounded to stored units.
  ///
  /// - Parameters:
  ///   - step: Milliseconds, `> 0`; rows stand at its multiples since the epoch.
  ///   - aggregation: See `Aggregation.value(of:)`, whose numbers these are.
  func stepped(every step: Int64, by aggregation: Aggregation) -> SampleBlock {
    precondition(step > 0, "a step of \(step) ms holds nothing")
    var starts: [Int64] = []
    var bounds: [Int] = []
    var row = 0
    while row < timestamps.count {
      let number = SteppedSeries.step(of: Timestamp(milliseconds: timestamps[row]), length: step)
      starts.append(number * step)
      bounds.append(row)
      let end = (number + 1) * step
      while row < timestamps.count && timestamps[row] < end { row += 1 }
    }
    bounds.append(timestamps.count)
    var result = SampleBlock(entity: entity, timestamps: starts)
    for (metric, column) in values {
      result.values[metric] = starts.indices.map { index in
        Self.value(of: column[bounds[index]..<bounds[index + 1]], by: aggregation)
      }
    }
    return result
  }

  private static func value(of column: ArraySlice<Int64>, by aggregation: Aggregation) -> Int64 {
    // `missing` is the least of all numbers, so it is the largest of none.
    if aggregation == .max { return column.reduce(SampleBatch.missing) { Swift.max($0, $1) } }
    if aggregation == .last {
      return column.last { $0 != SampleBatch.missing } ?? SampleBatch.missing
    }
    let samples = column.filter { $0 != SampleBatch.missing }.map(Double.init)
    if samples.isEmpty { return SampleBatch.missing }
    return Int64(aggregation.value(of: samples[...]).rounded())
  }
}
