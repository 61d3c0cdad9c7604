import HeadroomBasics

/// One entity's samples in time order, its metrics side by side on the same instants.
public struct SampleBlock: Sendable, Hashable {
  /// The entity that was sampled.
  public var entity: EntityID
  /// Milliseconds since the epoch, strictly ascending.
  public var timestamps: [Int64]
  /// For each metric, its values in stored units, one an instant; `SampleBatch.missing` where there is none.
  public var values: [MemoryMetric: [Int64]]

  /// Creates a block.
  public init(
    entity: EntityID, timestamps: [Int64] = [], values: [MemoryMetric: [Int64]] = [:]
  ) {
    (self.entity, self.timestamps, self.values) = (entity, timestamps, values)
  }

  /// The part of one metric that is there, as a series.
  public func series(of metric: MemoryMetric) -> TimeSeries {
    var series = TimeSeries(entity: entity, metric: metric)
    guard let column = values[metric] else { return series }
    let scale = metric.storedUnits
    for (instant, value) in zip(timestamps, column) where value != SampleBatch.missing {
      series.timestamps.append(Timestamp(milliseconds: instant))
      series.values.append(Double(value) / scale)
    }
    return series
  }
}
