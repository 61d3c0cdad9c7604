public import HeadroomBasics

/// One metric of one entity over time, at the instants it was measured.
public struct TimeSeries: Sendable, Hashable {
  /// The entity that was sampled.
  public var entity: EntityID
  /// The metric that was sampled.
  public var metric: MemoryMetric
  /// Instants, strictly ascending.
  public var timestamps: [Timestamp]
  /// Natural units of the metric (bytes, per second, per cent), one an instant.
  public var values: [Double]

  /// Creates a series.
  public init(
    entity: EntityID, metric: MemoryMetric, timestamps: [Timestamp] = [], values: [Double] = []
  ) {
    precondition(
      timestamps.count == values.count, "\(timestamps.count) instants, \(values.count) values")
    (self.entity, self.metric) = (entity, metric)
    (self.timestamps, self.values) = (timestamps, values)
  }
}
