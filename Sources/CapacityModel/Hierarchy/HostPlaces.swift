import HeadroomBasics

/// Where each host stands, and what it brings.
struct HostPlaces: Sendable, Hashable {
  private let cluster: [String: String]
  private let site: [String: String]
  private let hosts: [Inventory.Host]

  init(_ inventory: Inventory) {
    var (cluster, site) = ([String: String](), [String: String]())
    for host in inventory.hosts where cluster[host.name] == nil {
      cluster[host.name] = host.cluster
    }
    for entity in inventory.entities {
      guard let host = entity.host else { continue }
      if let name = entity.cluster, cluster[host] == nil { cluster[host] = name }
      if let name = entity.site, site[host] == nil { site[host] = name }
    }
    (self.cluster, self.site, hosts) = (cluster, site, inventory.hosts)
  }

  func name(of entity: Inventory.Entity?, at level: HierarchyLevel) -> String {
    let host = entity?.host
    let name: String? =
      switch level {
      case .vm: entity?.entity.name
      case .host: host
      case .cluster: host.flatMap { cluster[$0] } ?? entity?.cluster
      case .site: host.flatMap { site[$0] } ?? entity?.site
      case .fleet: HierarchyLevel.fleet.rawValue
      }
    return name ?? Hierarchy.unassigned
  }

  /// Where a host stands; `nil` where neither the hosts nor an entity names it.
  func place(ofHost host: String, at level: HierarchyLevel) -> String? {
    guard cluster[host] != nil || site[host] != nil || hosts.contains(where: { $0.name == host })
    else { return nil }
    switch level {
    case .vm: return nil
    case .host: return host
    case .cluster: return cluster[host] ?? Hierarchy.unassigned
    case .site: return site[host] ?? Hierarchy.unassigned
    case .fleet: return HierarchyLevel.fleet.rawValue
    }
  }

  func installed(_ name: String, at level: HierarchyLevel) -> ByteCount? {
    let own = hosts.filter { host in
      switch level {
      case .vm: false
      case .host: host.name == name
      case .cluster: cluster[host.name] == name
      case .site: site[host.name] == name
      case .fleet: true
      }
    }
    guard !own.isEmpty else { return nil }
    return own.reduce(ByteCount.zero) { $0 + $1.usable }
  }
}
