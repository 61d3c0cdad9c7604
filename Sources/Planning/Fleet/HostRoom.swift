import CapacityModel

/// Keeps a plan from breaking a host: a growth that its host cannot take waits, and where it could go is said.
///
/// What a host takes is its memory times its overcommit limit less its failover reserve, against the sum of configured
/// sizes after the plan, its shrinks included. Of several growths those that need least go first. The host suggested is
/// the one of the same cluster that has least room left over afterwards (best fit).
struct HostRoom {
  private let inventory: Inventory
  private let cluster: [String: String]
  private let hostOf: [EntityID: String]

  init(_ inventory: Inventory) {
    self.inventory = inventory
    let placed = inventory.entities.compactMap { entry in entry.host.map { (entry.entity, $0) } }
    hostOf = Dictionary(placed, uniquingKeysWith: { first, _ in first })
    cluster = Dictionary(
      inventory.entities.compactMap { entry in
        entry.host.flatMap { host in entry.cluster.map { (host, $0) } }
      }, uniquingKeysWith: { first, _ in first })
  }

  /// What keeps growths back, given what every item would be.
  func holds(of items: [PlanItem]) -> [EntityID: Hold] {
    var after: [String: Int64] = [:]
    for item in items {
      guard let host = hostOf[item.entity] else { continue }
      after[host, default: 0] += Self.size(item)
    }
    var holds: [EntityID: Hold] = [:]
    for host in inventory.hosts {
      var excess = (after[host.name] ?? 0) - limit(of: host)
      guard excess > 0 else { continue }
      let growths = items.filter { $0.action == .grow && hostOf[$0.entity] == host.name }
        .sorted { (Self.growth($1), $0.entity) < (Self.growth($0), $1.entity) }
      for item in growths where excess > 0 {
        excess -= Self.growth(item)
        after[host.name, default: 0] -= Self.growth(item)
        holds[item.entity] = Hold(guardrail: "host-capacity", why: "")
      }
    }
    for item in items where holds[item.entity] != nil {
      holds[item.entity] = Hold(guardrail: "host-capacity", why: why(item, after: after))
    }
    return holds
  }

  private func why(_ item: PlanItem, after: [String: Int64]) -> String {
    let own = hostOf[item.entity] ?? ""
    let needed = Self.size(item)
    let full = "\(own) has no room for \(PlanText.gibibytes(ByteCount(needed)))"
    let others = inventory.hosts.filter {
      $0.name != own && cluster[own] != nil && cluster[$0.name] == cluster[own]
    }
    let fits = others.compactMap { host -> (room: Int64, name: String)? in
      let room = limit(of: host) - (after[host.name] ?? 0)
      return room >= needed ? (room, host.name) : nil
    }
    if let best = fits.min(by: { $0 < $1 }) {
      return "\(full); move it to \(best.name) of the same cluster, which has "
        + "\(PlanText.gibibytes(ByteCount(best.room))) free after the plan, then grow it"
    }
    let largest = (others + inventory.hosts.filter { $0.name == own }).map(limit).max() ?? 0
    return largest < needed
      ? "\(full), and no host of its cluster is large enough for it at all"
      : "\(full), and no other host of its cluster has; add memory or move others away"
  }

  private func limit(of host: Inventory.Host) -> Int64 {
    let reserve = (host.failoverReserve ?? .zero).bytes
    return Int64(Double(host.memory.bytes) * (host.overcommitLimit ?? 1)) - reserve
  }

  private static func size(_ item: PlanItem) -> Int64 {
    (item.proposed.configured ?? item.current.configured ?? .zero).bytes
  }

  private static func growth(_ item: PlanItem) -> Int64 {
    size(item) - (item.current.configured ?? .zero).bytes
  }
}
