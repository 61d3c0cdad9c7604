public import HeadroomBasics

/// How high the demand of a host's entities is predicted to peak when it is added up future by future.
public struct HostPeak: Sendable, Hashable {
  /// The host of the inventory.
  public var host: String
  /// The 99 % quantile of the largest sum over the horizon.
  public var p99: ByteCount
  /// The entities in that sum.
  public var entities: Set<EntityID>

  /// Creates a peak.
  public init(host: String, p99: ByteCount, entities: Set<EntityID>) {
    (self.host, self.p99, self.entities) = (host, p99, entities)
  }
}
