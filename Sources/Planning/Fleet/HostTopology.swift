import CapacityModel
import HeadroomBasics

/// Which entity runs on which host, which host belongs to which cluster, and what a host may carry.
struct HostTopology {
  /// The inventory's hosts, in its order.
  let hosts: [Inventory.Host]
  private let byName: [String: Inventory.Host]
  private let hostNames: [EntityID: String]
  private let clusters: [String: String]
  private let members: [String: [Inventory.Host]]
  /// Of each cluster, the host that can give one entity the most; the first of equals.
  private let largest: [String: Inventory.Host]

  /// Reads an inventory.
  init(_ inventory: Inventory) {
    hosts = inventory.hosts
    byName = Dictionary(hosts.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let placed = inventory.entities.compactMap { entry in entry.host.map { (entry.entity, $0) } }
    hostNames = Dictionary(placed, uniquingKeysWith: { first, _ in first })
    let hierarchy = Hierarchy(of: [], in: inventory)
    var clusters: [String: String] = [:]
    var members: [String: [Inventory.Host]] = [:]
    for host in hosts {
      guard let name = hierarchy.place(ofHost: host.name, at: .cluster),
        name != Hierarchy.unassigned
      else { continue }
      clusters[host.name] = name
      members[name, default: []].append(host)
    }
    (self.clusters, self.members) = (clusters, members)
    largest = members.compactMapValues { hosts in
      hosts.dropFirst().reduce(hosts.first) { best, host in
        best.map { host.usable > $0.usable ? host : $0 }
      }
    }
  }

  /// The described host that an entity runs on.
  func host(of entity: EntityID) -> Inventory.Host? {
    hostNames[entity].flatMap { byName[$0] }
  }

  /// The hosts among which an entity of `host` may move: those of its cluster; itself alone where that is not known.
  func cluster(around host: Inventory.Host) -> [Inventory.Host] {
    clusters[host.name].flatMap { members[$0] } ?? [host]
  }

  /// The host of a cluster that can give one entity the most; the first of equals.
  func largest(around host: Inventory.Host) -> Inventory.Host {
    clusters[host.name].flatMap { largest[$0] } ?? host
  }

  /// Clusters of more than one host, by name.
  var sharedClusters: [(name: String, hosts: [Inventory.Host])] {
    members.filter { $0.value.count > 1 }.sorted { $0.key < $1.key }
      .map { (name: $0.key, hosts: $0.value) }
  }
}
