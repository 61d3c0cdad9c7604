public import HeadroomBasics

/// What became of the approved changes of a plan, read from samples taken since.
public struct PlanVerification: Sendable, Hashable, Codable {
  /// Whether a change can be seen.
  public enum Landing: String, CaseIterable, Sendable, Codable {
    /// On every rung that is sampled.
    case landed
    /// On some rungs and not on others.
    case partly
    /// On none.
    case notVisible = "not-visible"
  }

  /// One item.
  public struct Outcome: Sendable, Hashable, Codable {
    /// Whose.
    public var entity: EntityID
    /// Whether the change can be seen.
    public var landing: Landing
    /// The first rung on which it cannot: `desired`, `persisted`, `hypervisor`, `guest`, `cgroup`.
    public var rung: String?
    /// What was seen, rung by rung, for people.
    public var evidence: [String]
    /// The size that was to be reached.
    public var proposed: ByteCount
    /// The largest demand since the plan's origin; `nil` where none was sampled.
    public var demand: ByteCount?
    /// Where that lies among the predicted peaks, for people.
    public var behaviour: String
    /// Whether demand stayed within the proposed size so far; `nil` where none was sampled.
    public var held: Bool?
    /// The probability that was promised for the whole horizon.
    public var score: Double?
    /// The probability that was aimed at.
    public var serviceLevel: Double

    /// Creates an outcome.
    package init(
      entity: EntityID, landing: Landing, rung: String?, evidence: [String], proposed: ByteCount,
      demand: ByteCount?, behaviour: String, held: Bool?, score: Double?, serviceLevel: Double
    ) {
      self.entity = entity
      self.landing = landing
      self.rung = rung
      self.evidence = evidence
      self.proposed = proposed
      self.demand = demand
      self.behaviour = behaviour
      self.held = held
      self.score = score
      self.serviceLevel = serviceLevel
    }
  }

  /// The plan.
  public var plan: String
  /// The instant up to which samples were looked at.
  public var asOf: Timestamp
  /// Whether the horizon is over, so that outcomes are final.
  public var final: Bool
  /// One an approved item, in the plan's order.
  public var outcomes: [Outcome]

  /// Creates a verification.
  package init(plan: String, asOf: Timestamp, final: Bool, outcomes: [Outcome]) {
    self.plan = plan
    self.asOf = asOf
    self.final = final
    self.outcomes = outcomes
  }
}
