import CapacityModel
import HeadroomBasics

/// Keeps a plan from breaking a host: whether hosts can take the growths of a plan, and where an entity could go that its
/// host cannot let grow.
///
/// The plan counts as a whole: what shrinks makes room. Growths are let in by tier, the critical first, then by the date at
/// which the present size is passed, then by name; one that does not fit is held. The move suggested for it is best fit
/// by the predicted peak: of the hosts of the cluster that could take the entity at its new size, the one that it leaves
/// with the least room. Suggestions are booked, so that they fit together, and what a move frees is not counted.
struct PlacementReview {
  /// Growths that do not happen.
  private(set) var holds: [EntityID: Hold] = [:]
  /// Where those entities could go.
  private(set) var moves: [EntityID: PlanItem.Move] = [:]
  /// What must be done before a growth that fits only once others have shrunk, a sentence.
  private(set) var conditions: [EntityID: String] = [:]

  private let topology: HostTopology
  private var loads: [String: HostLoad] = [:]
  /// The same without the plan's shrinks.
  private var unrelieved: [String: HostLoad] = [:]

  /// Reviews the items of a plan.
  init(of items: [PlanItem], in topology: HostTopology, peaks: [String: HostPeak]) {
    self.topology = topology
    for host in topology.hosts {
      loads[host.name] = HostLoad(host, joint: peaks[host.name])
      unrelieved[host.name] = HostLoad(host, joint: peaks[host.name])
    }
    for item in items {
      guard let host = topology.host(of: item.entity) else { continue }
      loads[host.name]?.add(item, at: item.action == .grow ? item.current : item.settled)
      let isChange = item.action.changesSize
      unrelieved[host.name]?.add(item, at: isChange ? item.current : item.settled)
    }
    var refused: [(item: PlanItem, why: String)] = []
    for item in items.filter({ $0.action == .grow }).sorted(by: Self.isMoreUrgent) {
      if let why = refusal(of: item) { refused.append((item, why)) }
    }
    for (item, why) in refused { hold(item, because: why) }
  }

  private static func isMoreUrgent(_ left: PlanItem, than right: PlanItem) -> Bool {
    if left.tier != right.tier { return rank(left.tier) < rank(right.tier) }
    switch (left.breach.p10, right.breach.p10) {
    case (let one?, let other?) where one != other: return one < other
    case (.some, nil): return true
    case (nil, .some): return false
    default: return left.entity < right.entity
    }
  }

  private static func rank(_ tier: Tier) -> Int {
    switch tier {
    case .critical: 0
    case .standard: 1
    case .batch: 2
    }
  }

  /// Lets a growth in, or says why it cannot be; `nil` also where nothing is known of its host.
  private mutating func refusal(of item: PlanItem) -> String? {
    guard let host = topology.host(of: item.entity), var load = loads[host.name],
      let size = item.proposed.configured
    else { return nil }
    if size > host.usable {
      return "\(host.name) can give one entity \(PlanText.gibibytes(host.usable)) at most"
    }
    load.change(item, from: item.current, to: item.proposed)
    if let excess = load.excess { return excess }
    loads[host.name] = load
    unrelieved[host.name]?.change(item, from: item.current, to: item.proposed)
    if let excess = unrelieved[host.name]?.excess {
      conditions[item.entity] =
        "It fits once the shrinks on \(host.name) are made, so make those first: without them "
        + "\(excess)."
    }
    return nil
  }

  private mutating func hold(_ item: PlanItem, because why: String) {
    let remedy: String
    if let move = suggestMove(for: item) {
      moves[item.entity] = move
      remedy = "move it to \(move.host) of the same cluster, then grow it"
    } else if isTooLarge(item) {
      remedy = "no host of its cluster is large enough for it at all"
    } else if let gone = home(of: item)?.goneText {
      remedy = "\(gone): remove those first"
    } else {
      remedy = "no other host of its cluster has room; add memory or move others away"
    }
    holds[item.entity] = Hold(guardrail: .hostCapacity, why: "\(why); \(remedy)")
  }

  private func home(of item: PlanItem) -> HostLoad? {
    topology.host(of: item.entity).flatMap { loads[$0.name] }
  }

  /// Whether the size that an item has or asks for is more than any host of its cluster can give.
  private func isTooLarge(_ item: PlanItem) -> Bool {
    guard let home = topology.host(of: item.entity), let size = item.settled.configured else {
      return false
    }
    return size > topology.largest(around: home).usable
  }

  private mutating func suggestMove(for item: PlanItem) -> PlanItem.Move? {
    guard let home = topology.host(of: item.entity), let size = item.proposed.configured else {
      return nil
    }
    var best: HostLoad?
    for host in topology.cluster(around: home) where host.name != home.name && size <= host.usable {
      guard var load = loads[host.name] else { continue }
      load.add(item, at: item.proposed)
      guard load.excess == nil else { continue }
      if best.map({ load.free < $0.free }) ?? true { best = load }
    }
    guard let best else { return nil }
    loads[best.host.name] = best
    return PlanItem.Move(
      host: best.host.name,
      why: "\(best.host.name) can take it at \(PlanText.gibibytes(size)) and is the fullest of the "
        + "cluster that can: \(best.peakText) there then leaves \(PlanText.gibibytes(best.free)) of "
        + "\(PlanText.gibibytes(best.host.usable)).")
  }

  /// `item`, as it is after the review, with what its host has to say.
  ///
  /// - Parameter wanted: The item before the review.
  func annotated(_ item: PlanItem, wanted: PlanItem) -> PlanItem {
    guard let home = topology.host(of: item.entity) else { return item }
    var item = item
    if let condition = conditions[item.entity] { item.reasons.append(condition) }
    var placement = item.placement ?? PlanItem.Placement(host: home.name)
    placement.suggestedMove = moves[item.entity]
    if isTooLarge(wanted), let size = wanted.settled.configured {
      let largest = topology.largest(around: home)
      placement.warning =
        "\(PlanText.gibibytes(size)) is more than any host of its cluster can give one entity: "
        + "\(PlanText.gibibytes(largest.usable)) on \(largest.name)."
    }
    item.placement = placement.isEmpty ? nil : placement
    return item
  }
}
