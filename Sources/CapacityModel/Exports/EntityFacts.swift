public import HeadroomBasics

/// What is known of one entity at the origin, beside its days.
public struct EntityFacts: Sendable, Hashable {
  /// The entity that is described.
  public var entity: EntityID
  /// What the inventory says; `nil` where it does not list the entity.
  public var listed: Inventory.Entity?
  /// The cluster, of the host where the entry names none; `nil` where neither does.
  public var cluster: String?
  /// The site, in the same way.
  public var site: String?
  /// The size in force; `nil` where none was ever recorded.
  public var configured: ByteCount?
  /// The first day with a sample of demand.
  public var firstDay: Timestamp
  /// The last day with a sample of demand.
  public var lastDay: Timestamp
  /// Days with demand.
  public var observedDays: Int
  /// Samples of demand.
  public var samples: Int
  /// How it behaves; `nil` where there was too little to tell.
  public var behaviour: BehaviourClass?

  /// Creates facts; what the inventory and the forecaster say is set afterwards.
  public init(
    entity: EntityID, configured: ByteCount?, firstDay: Timestamp, lastDay: Timestamp,
    observedDays: Int, samples: Int
  ) {
    (self.entity, self.configured) = (entity, configured)
    (self.firstDay, self.lastDay) = (firstDay, lastDay)
    (self.observedDays, self.samples) = (observedDays, samples)
  }
}
