import CapacityModel

/// What a plan does to the hosts of the inventory.
enum HostLedger {
  /// One summary a host, in the order of the inventory.
  static func summaries(
    of inventory: Inventory, items: [EntityID: PlanItem]
  ) -> [ResizePlan.HostSummary] {
    var residents: [String: [PlanItem]] = [:]
    for entry in inventory.entities {
      guard let host = entry.host, let item = items[entry.entity] else { continue }
      residents[host, default: []].append(item)
    }
    return inventory.hosts.map { summary(of: $0, residents: residents[$0.name] ?? []) }
  }

  private static func summary(
    of host: Inventory.Host, residents: [PlanItem]
  ) -> ResizePlan.HostSummary {
    var (before, after) = (ByteCount.zero, ByteCount.zero)
    for item in residents {
      before += item.current.configured ?? .zero
      after += item.proposed.configured ?? item.current.configured ?? .zero
    }
    let unknown = residents.count { $0.current.configured == nil }
    let reserved = residents.reduce(ByteCount.zero) { $0 + ($1.proposed.reservation ?? .zero) }
    let warnings = [
      overload(of: host, before: before, after: after), overbooking(of: host, reserved: reserved),
      blindSpot(unknown),
    ]
    let warning = warnings.compactMap { $0 }.joined(separator: "; ")
    return ResizePlan.HostSummary(
      host: host.name, memory: host.memory, configuredBefore: before, configuredAfter: after,
      warning: warning.isEmpty ? nil : warning)
  }

  private static func overload(
    of host: Inventory.Host, before: ByteCount, after: ByteCount
  ) -> String? {
    let factor = host.overcommitLimit ?? 1
    let reserve = host.failoverReserve ?? .zero
    let limit = Double(host.memory.bytes) * factor - Double(reserve.bytes)
    guard Double(after.bytes) > limit else { return nil }
    let allowed = ByteCount(Int64(max(0, limit).rounded(.down)))
    var text = "\(PlanText.gibibytes(after)) configured after the plan exceed the "
    text += "\(PlanText.gibibytes(allowed)) allowed: \(PlanText.gibibytes(host.memory)) installed"
    text += host.overcommitLimit == nil ? ", no overcommit limit given" : " × \(factor)"
    if reserve > .zero { text += ", less \(PlanText.gibibytes(reserve)) for a failover" }
    return text + "; before it were \(PlanText.gibibytes(before))"
  }

  /// A guarantee must hold when the failover reserve is in use, so no overcommit counts here.
  private static func overbooking(of host: Inventory.Host, reserved: ByteCount) -> String? {
    let free = max(host.memory - (host.failoverReserve ?? .zero), .zero)
    guard reserved > free else { return nil }
    return "\(PlanText.gibibytes(reserved)) reserved after the plan exceed the "
      + "\(PlanText.gibibytes(free)) that the host can guarantee beside its failover reserve"
  }

  private static func blindSpot(_ unknown: Int) -> String? {
    unknown == 0
      ? nil : "\(PlanText.count(unknown, "size")) unknown and not in these sums"
  }
}
