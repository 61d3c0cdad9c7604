import CapacityModel
import HeadroomBasics

/// Whether a cluster that names no failover reserve could lose its largest host (N+1).
///
/// Where every host has a reserve of its own the growths were held against that, and nothing is left to check. Elsewhere
/// what stands on all hosts after the plan must fit the others: configured memory their memory × overcommit limit, and
/// the predicted peaks, added up, their memory.
struct FailoverCheck {
  /// The cluster's name.
  let cluster: String
  /// Its hosts after the plan, two or more.
  let loads: [HostLoad]

  /// One sentence; `nil` where the cluster could.
  var warning: String? {
    guard loads.contains(where: { $0.host.failoverReserve == nil }),
      let largest = loads.map(\.host).reduce(nil, Self.larger)
    else { return nil }
    let others = loads.map(\.host).filter { $0.name != largest.name }
    let allowed = others.reduce(ByteCount.zero) { $0 + $1.overcommitted }
    let memory = others.reduce(ByteCount.zero) { $0 + $1.memory }
    let configured = loads.reduce(ByteCount.zero) { $0 + $1.configured }
    let peaks = loads.reduce(ByteCount.zero) { $0 + $1.peak }
    guard configured > allowed || peaks > memory else { return nil }
    return "Cluster \(cluster) could not lose its largest host, \(largest.name), after the plan: "
      + "\(PlanText.gibibytes(configured)) are configured where the others allow "
      + "\(PlanText.gibibytes(allowed)), and the hosts' 99 % peaks add up to "
      + "\(PlanText.gibibytes(peaks)) where the others have \(PlanText.gibibytes(memory)); "
      + "not every host names a failover reserve."
  }

  /// The first of equals.
  private static func larger(_ one: Inventory.Host?, _ other: Inventory.Host) -> Inventory.Host? {
    one.map { $0.memory >= other.memory } == true ? one : other
  }
}
