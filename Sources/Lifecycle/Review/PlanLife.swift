public import CapacityModel
internal import HeadroomBasics

/// What the audit log tells of one plan, and which step may follow.
public struct PlanLife: Sendable {
  /// The plan, with decisions that only the log knows: a file is a copy that may be behind.
  public private(set) var plan: ResizePlan
  private let past: [AuditEntry]

  /// Reads a plan's past.
  ///
  /// - Parameter entries: All lines of the log.
  public init(of plan: ResizePlan, in entries: [AuditEntry]) {
    self.plan = plan
    past = entries.filter { $0.plan == plan.id }
    let stated = (plan.approvals ?? []).map { Fact($0) }
    let known = decisions
    if known.count > stated.count, known.map({ Fact($0) }).starts(with: stated) {
      self.plan.approvals = known
    }
  }

  /// Where a plan is in its life: the last of what happened to it that counts.
  public enum State: String, Sendable {
    /// Nothing was decided.
    case draft
    /// Items were signed off.
    case approved
    /// Items were refused, and none was signed off.
    case rejected
    /// Commands were written.
    case exported
    /// Samples taken since were compared with it.
    case verified
    /// The plan that takes it back was written.
    case rolledBack = "rolled-back"
    /// Nothing more happens to it.
    case closed

    /// The state as people read it.
    public var text: String { self == .rolledBack ? "rolled back" : rawValue }
  }

  /// Where the plan is in its life.
  public var state: State {
    if let end = past.last(where: { $0.event == .closed || $0.event == .rolledBack }) {
      return end.event == .closed ? .closed : .rolledBack
    }
    let order: [(AuditEvent, State)] = [
      (.verified, .verified), (.exported, .exported), (.approved, .approved),
      (.rejected, .rejected),
    ]
    return order.first { event, _ in past.contains { $0.event == event } }?.1 ?? .draft
  }

  /// Checks that decisions may still be taken.
  public func mayDecide(_ verdict: PlanDecision.Verdict) throws(PlanLifeError) {
    let step = verdict == .approved ? "approve" : "reject"
    try notOver(step)
    try recorded()
    guard verdict == .rejected, let exported = last(.exported) else { return }
    throw .tooLate(
      step: step, after: .exported, at: exported.time,
      remedy: "its commands may have run; take it back with: headroom plan rollback")
  }

  /// Checks that commands may be written, samples compared, or the plan taken back.
  ///
  /// - Parameters:
  ///   - step: What is to be done, as the command is called.
  ///   - isWayBack: Whether it undoes or checks what was done. A plan that was rolled back keeps its way back: the inverse plan
  ///     has yet to be approved, and what stands in the night is the old script.
  public func mayAct(_ step: String, isWayBack: Bool = false) throws(PlanLifeError) {
    try notOver(step, ends: isWayBack ? [.closed] : [.closed, .rolledBack])
    try recorded()
    guard plan.lastDecisions.values.contains(where: { $0.verdict == .approved }) else {
      throw .nothingApproved(step: step)
    }
  }

  /// Checks that the plan is not closed yet.
  public func mayClose() throws(PlanLifeError) {
    if let closed = last(.closed) {
      throw .tooLate(
        step: "close", after: .closed, at: closed.time, remedy: "it is closed already")
    }
  }

  /// The decisions that the log knows, in order.
  private var decisions: [PlanDecision] {
    past.compactMap { entry in
      guard let verdict = PlanDecision.Verdict(rawValue: entry.event.rawValue),
        let entity = entry.details["entity"],
        let at = entry.details["at"].flatMap({ Timestamp(parsing: $0) })
      else { return nil }
      return PlanDecision(
        entity: EntityID(entity), verdict: verdict, name: entry.actor, at: at,
        comment: entry.details["comment"])
    }
  }

  /// What the log says of a decision.
  public static func record(of decision: PlanDecision, plan: ResizePlan) -> AuditRecord {
    var details = ["entity": decision.entity.name, "at": "\(decision.at)"]
    details["comment"] = decision.comment
    return AuditRecord(
      decision.verdict == .approved ? .approved : .rejected, actor: decision.name, plan: plan.id,
      details: details)
  }

  /// Decisions can be written into a file, or deleted from it, by hand; the log tells.
  private func recorded() throws(PlanLifeError) {
    let stated = (plan.approvals ?? []).map { Fact($0) }
    let known = past.filter { $0.event == .approved || $0.event == .rejected }.map { Fact($0) }
    guard stated != known else { return }
    let strange = Set(stated).symmetricDifference(known)
    let named = (stated + known).filter { strange.contains($0) }
    throw .unrecorded(
      decisions: (named.isEmpty ? stated : named).map {
        "\($0.event) '\($0.entity ?? "")' by \($0.actor)"
      })
  }

  private func notOver(
    _ step: String, ends: [AuditEvent] = [.closed, .rolledBack]
  ) throws(PlanLifeError) {
    for event in ends {
      guard let end = last(event) else { continue }
      throw .tooLate(
        step: step, after: event, at: end.time, remedy: "make a new one: headroom plan create")
    }
  }

  private func last(_ event: AuditEvent) -> AuditEntry? { past.last { $0.event == event } }

  /// A decision as both the file and the log state it.
  private struct Fact: Hashable {
    let event: String
    let actor: String
    let entity: String?
    let at: String?

    init(_ decision: PlanDecision) {
      (event, actor) = (decision.verdict.rawValue, decision.name)
      (entity, at) = (decision.entity.name, "\(decision.at)")
    }

    init(_ entry: AuditEntry) {
      (event, actor) = (entry.event.rawValue, entry.actor)
      (entity, at) = (entry.details["entity"], entry.details["at"])
    }
  }
}
