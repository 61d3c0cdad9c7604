import CapacityModel
import HeadroomBasics

/// What a plan does to the hosts of the inventory.
struct HostLedger {
  /// One summary a host, in the order of the inventory.
  let summaries: [ResizePlan.HostSummary]
  /// What is wrong with whole clusters, a sentence each.
  let clusterWarnings: [String]

  /// Adds up the finished items of a plan.
  init(_ items: [PlanItem], in topology: HostTopology, peaks: [String: HostPeak]) {
    var before: [String: HostLoad] = [:]
    for host in topology.hosts { before[host.name] = HostLoad(host, joint: peaks[host.name]) }
    var after = before
    for item in items {
      guard let host = topology.host(of: item.entity) else { continue }
      before[host.name]?.add(item, at: item.current)
      after[host.name]?.add(item, at: item.settled)
    }
    summaries = topology.hosts.compactMap { host in
      guard let old = before[host.name], let new = after[host.name] else { return nil }
      return Self.summary(before: old, after: new)
    }
    clusterWarnings = topology.sharedClusters.compactMap { name, hosts in
      FailoverCheck(cluster: name, loads: hosts.compactMap { after[$0.name] }).warning
    }
  }

  private static func summary(before: HostLoad, after: HostLoad) -> ResizePlan.HostSummary {
    let host = after.host
    let warnings = [
      overload(before: before, after: after), crowding(before: before, after: after),
      overbooking(of: host, reserved: after.reserved), blindSpot(after.unsized),
      after.goneText.map { "\($0): removing them would free that" },
    ]
    let warning = warnings.compactMap { $0 }.joined(separator: "; ")
    var summary = ResizePlan.HostSummary(
      host: host.name, memory: host.memory, configuredBefore: before.configured,
      configuredAfter: after.configured, warning: warning.isEmpty ? nil : warning)
    summary.failoverReserve = host.failoverReserve
    summary.overcommitLimit = host.overcommitLimit
    summary.reservedBefore = before.hasUnknownReservation ? nil : before.reserved
    summary.reservedAfter = after.reserved
    (summary.peakBefore, summary.peakAfter) = (before.peak, after.peak)
    summary.peakBasis = after.basis
    return summary
  }

  private static func overload(before: HostLoad, after: HostLoad) -> String? {
    let host = after.host
    guard after.configured > host.configurable else { return nil }
    var text = "\(PlanText.gibibytes(after.configured)) configured after the plan exceed the "
    text += "\(PlanText.gibibytes(host.configurable)) allowed: "
    text += "\(PlanText.gibibytes(host.memory)) installed"
    text += host.overcommitLimit.map { " × \($0)" } ?? ", no overcommit limit given"
    if let reserve = host.failoverReserve, reserve > .zero {
      text += ", less \(PlanText.gibibytes(reserve)) for a failover"
    }
    return text + "; before it were \(PlanText.gibibytes(before.configured))"
  }

  private static func crowding(before: HostLoad, after: HostLoad) -> String? {
    guard after.peak > after.host.usable else { return nil }
    return "\(after.peakText) after the plan, \(PlanText.gibibytes(after.peak)), exceeds the "
      + "\(PlanText.gibibytes(after.host.usable)) that the host has beside its failover reserve; "
      + "before it was \(PlanText.gibibytes(before.peak))"
  }

  /// A guarantee must hold when the failover reserve is in use, so no overcommit counts here.
  private static func overbooking(of host: Inventory.Host, reserved: ByteCount) -> String? {
    guard reserved > host.usable else { return nil }
    return "\(PlanText.gibibytes(reserved)) reserved after the plan exceed the "
      + "\(PlanText.gibibytes(host.usable)) that the host can guarantee beside its failover reserve"
  }

  private static func blindSpot(_ unknown: Int) -> String? {
    unknown == 0
      ? nil : "\(PlanText.count(unknown, "size")) unknown and not in these sums"
  }
}
