public import CapacityModel
public import HeadroomBasics

/// Who signed off what in a plan.
public struct PlanReview: Sendable {
  /// The plan under review.
  public private(set) var plan: ResizePlan

  /// Opens a plan whose content is what its id says.
  ///
  /// - Throws: `PlanIdentityError.mismatch` where it was changed by hand.
  public init(of plan: ResizePlan) throws(PlanIdentityError) {
    try PlanIdentity.verify(plan)
    self.plan = plan
  }

  /// The items that change a size.
  public var changes: [PlanItem] {
    plan.items.filter { $0.action.changesSize }
  }

  /// The items that may be changed: the last word on each is an approval.
  public var approved: [PlanItem] {
    let words = plan.lastDecisions
    return changes.filter { words[$0.entity]?.verdict == .approved }
  }

  /// How far decisions are: `3 of 5 changes approved, 1 rejected, 1 not decided on`.
  public var standing: String {
    let words = plan.lastDecisions
    let verdicts = changes.map { words[$0.entity]?.verdict }
    let counts = [
      (verdicts.count { $0 == .rejected }, "rejected"),
      (verdicts.count { $0 == nil }, "not decided on"),
    ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    let share = QuantityText.part(approved.count, of: changes.count, "change", "changes")
    return (["\(share) approved"] + counts)
      .joined(separator: ", ")
  }

  /// Records a decision on some items.
  ///
  /// - Parameters:
  ///   - verdict: What is decided.
  ///   - entities: The items; all that change a size where `nil`.
  ///   - name: Who decides.
  ///   - time: When.
  ///   - comment: Why.
  /// - Returns: The decisions taken, in the order of the plan.
  /// - Throws: `PlanLifeError` for a decision of nobody, on nothing, or on an item that is not there.
  @discardableResult
  public mutating func decide(
    _ verdict: PlanDecision.Verdict, on entities: [EntityID]?, by name: String, at time: Timestamp,
    comment: String? = nil
  ) throws(PlanLifeError) -> [PlanDecision] {
    let name = try Self.checked(name)
    let items = try items(named: entities)
    let decisions = items.map {
      PlanDecision(
        entity: $0.entity, verdict: verdict, name: name, at: time, comment: comment)
    }
    plan.approvals = (plan.approvals ?? []) + decisions
    return decisions
  }

  /// A name without the space around it.
  ///
  /// - Throws: `PlanLifeError.nobody` where nothing visible is left.
  public static func checked(_ name: String) throws(PlanLifeError) -> String {
    let hidden: (Character) -> Bool = { character in
      character.isWhitespace
        || character.unicodeScalars.allSatisfy {
          $0.properties.generalCategory == .control || $0.properties.generalCategory == .format
        }
    }
    let visible = name.drop(while: hidden)
    guard !visible.isEmpty else { throw .nobody }
    return String(visible.reversed().drop(while: hidden).reversed())
  }

  private func items(named entities: [EntityID]?) throws(PlanLifeError) -> [PlanItem] {
    guard let entities else {
      if changes.isEmpty { throw .noChanges }
      return changes
    }
    if entities.isEmpty { throw .noItemsNamed }
    for entity in entities {
      guard let item = plan.items.first(where: { $0.entity == entity }) else {
        let nearest = changes.map(\.entity).min {
          $0.name.editDistance(to: entity.name) < $1.name.editDistance(to: entity.name)
        }
        throw .noSuchItem(entity, nearest: nearest)
      }
      guard item.action.changesSize else {
        throw .nothingToDecide(entity, action: item.action)
      }
    }
    let wanted = Set(entities)
    return changes.filter { wanted.contains($0.entity) }
  }
}

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
