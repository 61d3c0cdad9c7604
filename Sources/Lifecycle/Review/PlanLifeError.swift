public import CapacityModel
public import HeadroomBasics

/// Why a step in the life of a plan is refused.
public enum PlanLifeError: Error, Hashable, Sendable {
  /// A decision without a name.
  case nobody
  /// An item that the plan does not have; the nearest name.
  case noSuchItem(EntityID, nearest: EntityID?)
  /// An item that changes nothing, so there is nothing to decide.
  case nothingToDecide(EntityID, action: PlanItem.Action)
  /// A plan without changes.
  case noChanges
  /// Neither items nor all of them were named.
  case noItemsNamed
  /// Sizes, data or inventory are not what the plan was made from.
  case stale(plan: String, changes: [String])
  /// No item is approved, so nothing may be done.
  case nothingApproved(step: String)
  /// The approved growths without the shrinks that make room for them; what would stand on which host.
  case hostsOverloaded([String])
  /// A step after the one that ends the way.
  case tooLate(step: String, after: AuditEvent, at: Timestamp, remedy: String)
  /// Decisions that stand in the plan file or in the audit log alone, or in another order.
  case unrecorded(decisions: [String])
  /// Two plans that are the same.
  case samePlan(String)
}

extension PlanLifeError: CustomStringConvertible {
  /// What is wrong and what to do.
  public var description: String {
    switch self {
    case .nobody:
      "a decision needs the name of who takes it; give --as NAME"
    case .noSuchItem(let entity, let nearest):
      "the plan has no item '\(entity)'"
        + (nearest.map { "; did you mean '\($0)'?" } ?? "; see: headroom plan show")
    case .nothingToDecide(let entity, let action):
      "'\(entity)' is to \(action.rawValue), which changes nothing; decide on items that grow or shrink"
    case .noChanges:
      "the plan changes nothing, so there is nothing to decide"
    case .noItemsNamed:
      "no item is named; give --item NAME (as often as needed) or --all"
    case .stale(let plan, let changes):
      "plan \(plan.prefix(12)) is stale, make it anew with 'headroom plan create'; since it was made: "
        + changes.prefix(10).joined(separator: "; ")
        + (changes.count > 10 ? "; and \(changes.count - 10) more" : "")
    case .nothingApproved(let step):
      "no item of the plan is approved, so there is nothing to \(step); approve first: "
        + "headroom plan approve PLAN --as NAME --all"
    case .hostsOverloaded(let hosts):
      "what is approved would break hosts: \(hosts.prefix(5).joined(separator: "; "))"
        + "\(hosts.count > 5 ? "; and \(hosts.count - 5) more" : ""); approve the shrinks on them "
        + "too, or reject growths"
    case .tooLate(let step, let after, let at, let remedy):
      "too late to \(step): the plan was \(after == .rolledBack ? "rolled back" : after.rawValue) on \(at); \(remedy)"
    case .unrecorded(let decisions):
      "the decisions in the plan file are not those of the audit log ("
        + "\(decisions.prefix(3).joined(separator: "; "))"
        + "\(decisions.count > 3 ? "; …" : "")); use the file that was decided on last, or name its "
        + "log with --audit"
    case .samePlan(let id):
      "both files are plan \(id.prefix(12)); compare two different plans"
    }
  }
}
