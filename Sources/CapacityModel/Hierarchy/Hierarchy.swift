public import HeadroomBasics

/// How the series of a panel add up to hosts, clusters, sites and the fleet.
///
/// What the inventory does not place goes to a node named `(unassigned)` of its level, so that every level adds up to
/// the fleet. A host's cluster is the one it names itself; else its cluster, and always its site,
/// are those that the first entity on it names.
public struct Hierarchy: Sendable, Hashable {
  /// The series, in the order of the panel.
  public let entities: [EntityID]
  /// Hosts, clusters, sites and the fleet, in this order; inside a level by name.
  public private(set) var nodes: [HierarchyNode]
  /// Entities of the inventory that have no series.
  public let withoutSeries: [EntityID]
  /// Series that the inventory does not list.
  public let unlisted: [EntityID]
  private let places: HostPlaces

  /// What stands for "the inventory does not say".
  public static let unassigned = "(unassigned)"

  /// Places every series by what the inventory says of it.
  public init(of entities: [EntityID], in inventory: Inventory) {
    self.entities = entities
    let listed = inventory.byEntity
    let known = Set(entities)
    withoutSeries = inventory.entities.map(\.entity).filter { !known.contains($0) }
    unlisted = entities.filter { listed[$0] == nil }
    let places = HostPlaces(inventory)
    self.places = places
    var nodes: [HierarchyNode] = []
    for level in [HierarchyLevel.host, .cluster, .site, .fleet] {
      var members: [String: [Int]] = [:]
      for (column, entity) in entities.enumerated() {
        members[places.name(of: listed[entity], at: level), default: []].append(column)
      }
      nodes += members.keys.sorted().map { name in
        HierarchyNode(
          level: level, name: name, members: members[name] ?? [],
          installed: places.installed(name, at: level))
      }
    }
    self.nodes = nodes
  }

  /// The hierarchy with the sum of its entities' sizes in place of what is installed in a node of which no host is known.
  ///
  /// - Parameter sizes: Configured sizes; a node of which none is known stays as it is.
  public func falling(backOn sizes: [EntityID: ByteCount]) -> Hierarchy {
    var hierarchy = self
    for place in nodes.indices where nodes[place].installed == nil {
      let known = nodes[place].members.compactMap { sizes[entities[$0]] }
      guard !known.isEmpty else { continue }
      hierarchy.nodes[place].installed = known.reduce(.zero, +)
      hierarchy.nodes[place].source = .configured
    }
    return hierarchy
  }

  /// The node of `level` that a host belongs to; `nil` where the inventory does not know the host.
  public func place(ofHost host: String, at level: HierarchyLevel) -> String? {
    places.place(ofHost: host, at: level)
  }

  /// The node of `level` that each series belongs to, where the inventory names one.
  public func names(at level: HierarchyLevel) -> [EntityID: String] {
    var names: [EntityID: String] = [:]
    for node in nodes(at: level) where node.name != Self.unassigned {
      for member in node.members { names[entities[member]] = node.name }
    }
    return names
  }

  /// The nodes of one level, by name; none for single VMs.
  public func nodes(at level: HierarchyLevel) -> [HierarchyNode] {
    nodes.filter { $0.level == level }
  }
}
