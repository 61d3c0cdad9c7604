public import HeadroomBasics

/// One measurement of one entity at one instant.
public struct Sample: Hashable, Sendable {
  /// Whose.
  public var entity: EntityID
  /// When.
  public var timestamp: Timestamp
  /// Of what.
  public var metric: MemoryMetric
  /// Stored units of the metric: bytes, or thousandths.
  public var value: Int64

  /// Creates a sample.
  public init(entity: EntityID, timestamp: Timestamp, metric: MemoryMetric, value: Int64) {
    (self.entity, self.timestamp) = (entity, timestamp)
    (self.metric, self.value) = (metric, value)
  }
}
