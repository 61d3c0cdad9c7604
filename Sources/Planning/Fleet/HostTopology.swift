import CapacityModel

/// Which host belongs to which cluster, and what a host may carry.
struct HostTopology {
  /// The inventory's hosts, in its order.
  let hosts: [Inventory.Host]
  /// Each entity's line.
  let entries: [EntityID: Inventory.Entity]
  private let byName: [String: Inventory.Host]
  private let clusters: [String: String]

  /// Reads an inventory. A host that names no cluster is of that which its first entity with one names.
  init(_ inventory: Inventory) {
    hosts = inventory.hosts
    byName = Dictionary(hosts.map { ($0.name, $0) }) { first, _ in first }
    entries = Dictionary(inventory.entities.map { ($0.entity, $0) }) { first, _ in first }
    var clusters: [String: String] = [:]
    for host in hosts { clusters[host.name] = host.cluster }
    for entry in inventory.entities {
      guard let host = entry.host, clusters[host] == nil else { continue }
      clusters[host] = entry.cluster
    }
    self.clusters = clusters
  }

  /// The described host that an entity runs on.
  func host(of entity: EntityID) -> Inventory.Host? {
    entries[entity]?.host.flatMap { byName[$0] }
  }

  /// The cluster of a host; `nil` where nothing tells.
  func cluster(of host: String) -> String? { clusters[host] }

  /// The hosts among which an entity may move: those of its own host's cluster, all that have none where it has none.
  func neighbours(of entity: EntityID) -> [Inventory.Host] {
    guard let host = host(of: entity) else { return [] }
    return hosts.filter { cluster(of: $0.name) == cluster(of: host.name) }
  }

  /// The host of an entity's cluster that can give one entity the most.
  func largest(around entity: EntityID) -> Inventory.Host? {
    // The first of equals, as in the inventory.
    neighbours(of: entity).reduce(nil) { best, host in
      best.map { $0.usable >= host.usable } == true ? best : host
    }
  }
}

extension Inventory.Host {
  /// Installed memory less the failover reserve: the most that demand may take.
  var usable: ByteCount { max(memory - (failoverReserve ?? .zero), .zero) }

  /// The most that may be configured: installed memory × overcommit limit − failover reserve, whole bytes rounded down.
  var configurable: ByteCount {
    let limit = Double(memory.bytes) * (overcommitLimit ?? 1)
    let reserve = Double((failoverReserve ?? .zero).bytes)
    return ByteCount(Int64(min(max(0, limit - reserve), 0x1p62).rounded(.down)))
  }
}
