import CapacityModel

/// Whether hosts can take the growths of a plan, and where an entity could go that its host cannot let grow.
///
/// The plan counts as a whole: what shrinks makes room. Growths are let in by tier, the critical first, then by the date at
/// which the present size is passed, then by name. A growth that does not fit is withheld. The move suggested for it is best
/// fit by the predicted joint peak: of the hosts of the cluster that could take the entity at its new size, the one that
/// it leaves with the least room. Suggestions are booked, so that they fit together, and what a move frees is not counted.
struct PlacementReview {
  /// Why growths do not happen.
  private(set) var withheld: [EntityID: Withholding] = [:]
  /// Where those entities could go.
  private(set) var moves: [EntityID: PlanItem.Move] = [:]

  private let topology: HostTopology
  private var loads: [String: HostLoad] = [:]

  /// Reviews the items of a plan.
  init(of items: [PlanItem], in topology: HostTopology) {
    self.topology = topology
    for host in topology.hosts { loads[host.name] = HostLoad(host) }
    for item in items {
      guard let host = topology.host(of: item.entity), let size = Self.settled(item) else {
        continue
      }
      loads[host.name]?.add(item, at: size)
    }
    var refused: [PlanItem] = []
    for item in items.filter({ $0.action == .grow }).sorted(by: Self.isMoreUrgent)
    where !admit(item) { refused.append(item) }
    for item in refused { suggestMove(for: item) }
  }

  /// The size before any growth.
  private static func settled(_ item: PlanItem) -> ByteCount? {
    item.action == .grow
      ? item.current.configured : item.proposed.configured ?? item.current.configured
  }

  private static func isMoreUrgent(_ left: PlanItem, than right: PlanItem) -> Bool {
    if left.tier != right.tier { return left.tier.urgency > right.tier.urgency }
    switch (left.breach.p10, right.breach.p10) {
    case (let one?, let other?) where one != other: return one < other
    case (.some, nil): return true
    case (nil, .some): return false
    default: return left.entity < right.entity
    }
  }

  /// Lets a growth in, or withholds it; true where it is let in or nothing is known of its host.
  private mutating func admit(_ item: PlanItem) -> Bool {
    guard let host = topology.host(of: item.entity), var load = loads[host.name],
      let current = item.current.configured, let size = item.proposed.configured
    else { return true }
    load.remove(item, at: current)
    load.add(item, at: size)
    guard let excess = load.excess else {
      loads[host.name] = load
      return true
    }
    withheld[item.entity] = Withholding(name: "host-capacity", why: excess)
    return false
  }

  private mutating func suggestMove(for item: PlanItem) {
    guard let home = topology.host(of: item.entity), let size = item.proposed.configured else {
      return
    }
    var best: HostLoad?
    for host in topology.neighbours(of: item.entity) where host.name != home.name {
      guard var load = loads[host.name] else { continue }
      load.add(item, at: size)
      guard load.excess == nil else { continue }
      if best.map({ load.free < $0.free }) ?? true { best = load }
    }
    guard let best else { return }
    loads[best.host.name] = best
    moves[item.entity] = PlanItem.Move(
      host: best.host.name,
      why: "\(best.host.name) can take it at \(PlanText.gibibytes(size)) and is the fullest that "
        + "can: the 99 % peaks there, as if all came at once, then leave "
        + "\(PlanText.gibibytes(best.free)) of \(PlanText.gibibytes(best.host.usable)).")
  }
}
