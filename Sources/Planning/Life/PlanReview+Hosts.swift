import CapacityModel
import HeadroomBasics

extension PlanReview {
  /// Checks that what is approved breaks no host when what is not approved does not happen.
  ///
  /// The plan was judged as a whole, and a growth may fit only because of a shrink that nobody approved.
  ///
  /// - Throws: `PlanLifeError.hostsOverloaded`.
  public func checkHosts() throws(PlanLifeError) {
    let approved = Set(approved.map(\.entity))
    var configured: [String: ByteCount] = [:]
    var grown: [String: ByteCount] = [:]
    for item in plan.items {
      guard let host = item.host, let before = item.current.configured else { continue }
      let isDone = approved.contains(item.entity)
      let after = isDone ? item.proposed.configured ?? before : before
      configured[host, default: .zero] += after
      if after > before { grown[host, default: .zero] += after - before }
    }
    let broken = plan.hosts.compactMap { summary -> String? in
      let allowed = summary.described.configurable
      guard grown[summary.host] != nil, let sum = configured[summary.host], sum > allowed else {
        return nil
      }
      return "\(PlanText.gibibytes(sum)) on \(summary.host), which allows "
        + PlanText.gibibytes(allowed)
    }
    guard broken.isEmpty else { throw .hostsOverloaded(broken) }
  }
}

extension ResizePlan.HostSummary {
  /// The host as the inventory described it when the plan was made.
  var described: Inventory.Host {
    var host = Inventory.Host(name: host, memory: memory)
    (host.failoverReserve, host.overcommitLimit) = (failoverReserve, overcommitLimit)
    return host
  }
}
