import CapacityModel

/// Which entity runs on which host, which host belongs to which cluster, and what a host may carry.
struct HostTopology {
  /// The inventory's hosts, in its order.
  let hosts: [Inventory.Host]
  private let byName: [String: Inventory.Host]
  private let hostNames: [EntityID: String]
  private let clusters: [String: String]

  /// Reads an inventory.
  init(_ inventory: Inventory) {
    hosts = inventory.hosts
    byName = Dictionary(hosts.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let placed = inventory.entities.compactMap { entry in entry.host.map { (entry.entity, $0) } }
    hostNames = Dictionary(placed, uniquingKeysWith: { first, _ in first })
    let hierarchy = Hierarchy(of: [], in: inventory)
    var clusters: [String: String] = [:]
    for host in hosts {
      let name = hierarchy.place(ofHost: host.name, at: .cluster)
      clusters[host.name] = name == Hierarchy.unassigned ? nil : name
    }
    self.clusters = clusters
  }

  /// The described host that an entity runs on.
  func host(of entity: EntityID) -> Inventory.Host? {
    hostNames[entity].flatMap { byName[$0] }
  }

  /// The hosts among which an entity of `host` may move: those of its cluster; itself alone where that is not known.
  func cluster(around host: Inventory.Host) -> [Inventory.Host] {
    guard let cluster = clusters[host.name] else { return [host] }
    return hosts.filter { clusters[$0.name] == cluster }
  }

  /// The host of a cluster that can give one entity the most; the first of equals.
  func largest(around host: Inventory.Host) -> Inventory.Host {
    cluster(around: host).reduce(host) { $1.usable > $0.usable ? $1 : $0 }
  }

  /// Clusters of more than one host, in the order in which the inventory lists their first.
  var sharedClusters: [(name: String, hosts: [Inventory.Host])] {
    var names: [String] = []
    for host in hosts {
      if let name = clusters[host.name], !names.contains(name) { names.append(name) }
    }
    return names.map { name in (name, hosts.filter { clusters[$0.name] == name }) }
      .filter { $0.hosts.count > 1 }
  }
}

extension Inventory.Host {
  /// Installed memory less the failover reserve: the most that demand may take, and that one entity may have.
  var usable: ByteCount { max(memory - (failoverReserve ?? .zero), .zero) }

  /// The most that may be configured: installed memory × overcommit limit − failover reserve, whole bytes rounded down.
  var configurable: ByteCount { max(overcommitted - (failoverReserve ?? .zero), .zero) }

  /// Installed memory × overcommit limit, whole bytes rounded down.
  var overcommitted: ByteCount {
    ByteCount(Int64(min(Double(memory.bytes) * (overcommitLimit ?? 1), 0x1p60).rounded(.down)))
  }
}
