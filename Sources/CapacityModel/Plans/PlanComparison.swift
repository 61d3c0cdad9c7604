/// What differs between two plans, and why.
public struct PlanComparison: Sendable, Hashable, Codable {
  /// One entity that the plans treat differently.
  public struct Difference: Sendable, Hashable, Codable {
    /// The entity that the plans treat differently.
    public var entity: EntityID
    /// The earlier plan's size and action, for people.
    public var before: String
    /// The later plan's.
    public var after: String
    /// Why, for people, the main reason first.
    public var why: [String]

    /// Creates a difference.
    package init(entity: EntityID, before: String, after: String, why: [String]) {
      self.entity = entity
      self.before = before
      self.after = after
      self.why = why
    }
  }

  /// `headroom.plan-comparison/v1`.
  public private(set) var schema = "headroom.plan-comparison/v1"
  /// What the plans were made from and with, where that differs; one sentence each.
  public let basis: [String]
  /// The entities that differ, by name.
  public let differences: [Difference]
  /// Items that both plans treat alike.
  public let same: Int

  /// Creates a comparison.
  package init(basis: [String], differences: [Difference], same: Int) {
    self.basis = basis
    self.differences = differences
    self.same = same
  }
}
