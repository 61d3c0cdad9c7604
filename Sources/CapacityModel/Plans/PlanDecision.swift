public import HeadroomBasics

/// What one person decided on one item of a plan.
public struct PlanDecision: Sendable, Hashable, Codable {
  /// What was decided.
  public enum Verdict: String, CaseIterable, Sendable, Codable {
    /// The change may be made.
    case approved
    /// The change must not be made.
    case rejected
  }

  /// The entity whose item was decided on.
  public var entity: EntityID
  /// What was decided.
  public var verdict: Verdict
  /// The name of the person who decided.
  public var name: String
  /// The instant of the decision.
  public var at: Timestamp
  /// Why, where a reason was given.
  public var comment: String?

  /// Creates a decision.
  public init(
    entity: EntityID, verdict: Verdict, name: String, at: Timestamp, comment: String? = nil
  ) {
    (self.entity, self.verdict, self.name) = (entity, verdict, name)
    (self.at, self.comment) = (at, comment)
  }
}
