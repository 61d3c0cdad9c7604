public import HeadroomBasics

/// A host, cluster, site or the fleet: series whose demand adds up, and the memory that carries them.
public struct HierarchyNode: Sendable, Hashable {
  /// Whether it is a host, a cluster, a site or the fleet.
  public var level: HierarchyLevel
  /// Its name; `fleet` for the fleet.
  public var name: String
  /// The columns of the panel that add up to it, ascending.
  public var members: [Int]
  /// Memory of its hosts less their failover reserve; `nil` where the inventory lists no host of it.
  public var installed: ByteCount?
  /// Where `installed` comes from; `nil` where it is not known.
  public var source: ForecastSummary.Installed.Source?

  /// Creates a node.
  public init(level: HierarchyLevel, name: String, members: [Int], installed: ByteCount?) {
    (self.level, self.name, self.members, self.installed) = (level, name, members, installed)
    source = installed == nil ? nil : .hosts
  }
}
