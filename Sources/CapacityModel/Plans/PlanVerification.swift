public import HeadroomBasics

/// What became of the approved changes of a plan, read from samples taken since.
public struct PlanVerification: Sendable, Hashable, Codable {
  /// Whether a change can be seen.
  public enum Landing: String, CaseIterable, Sendable, Codable {
    /// On every rung that is sampled.
    case landed
    /// On some rungs and not on others.
    case partly
    /// On no rung that is sampled, or nothing was sampled.
    case notVisible = "not-visible"
  }

  /// Whether the new size can be seen in samples.
  public struct Sighting: Sendable, Hashable, Codable {
    /// Whether the change can be seen.
    public var landing: Landing
    /// The first rung on which it cannot: `desired`, `persisted`, `hypervisor`, `guest`, `cgroup`.
    public var rung: String?
    /// What was seen, rung by rung, for people.
    public var evidence: [String]

    /// Creates a sighting.
    package init(landing: Landing, rung: String?, evidence: [String]) {
      self.landing = landing
      self.rung = rung
      self.evidence = evidence
    }
  }

  /// Demand since the plan's origin.
  public struct DemandSince: Sendable, Hashable, Codable {
    /// The largest; `nil` where none was sampled.
    public var demand: ByteCount?
    /// Where that lies among the predicted peaks, for people.
    public var behaviour: String
    /// Whether demand stayed within the proposed size so far; `nil` where none was sampled.
    public var held: Bool?

    /// Creates a record.
    package init(demand: ByteCount?, behaviour: String, held: Bool?) {
      self.demand = demand
      self.behaviour = behaviour
      self.held = held
    }
  }

  /// One item. In JSON the fields of `sighting` and `since` stand beside the others.
  public struct Outcome: Sendable, Hashable {
    /// The entity that was to be resized.
    public var entity: EntityID
    /// Whether the new size can be seen.
    public var sighting: Sighting
    /// The size that was to be reached.
    public var proposed: ByteCount
    /// Demand since the plan's origin.
    public var since: DemandSince
    /// The probability that was promised for the whole horizon.
    public var score: Double?
    /// The probability that was aimed at.
    public var serviceLevel: Double

    /// Creates an outcome.
    package init(
      entity: EntityID, sighting: Sighting, proposed: ByteCount, since: DemandSince,
      score: Double?, serviceLevel: Double
    ) {
      self.entity = entity
      self.sighting = sighting
      self.proposed = proposed
      self.since = since
      self.score = score
      self.serviceLevel = serviceLevel
    }
  }

  /// The plan's id.
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

extension PlanVerification.Outcome: Codable {
  private enum CodingKeys: String, CodingKey {
    case entity, proposed, score, serviceLevel
  }

  /// Reads what `encode(to:)` wrote.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    entity = try container.decode(EntityID.self, forKey: .entity)
    sighting = try PlanVerification.Sighting(from: decoder)
    proposed = try container.decode(ByteCount.self, forKey: .proposed)
    since = try PlanVerification.DemandSince(from: decoder)
    score = try container.decodeIfPresent(Double.self, forKey: .score)
    serviceLevel = try container.decode(Double.self, forKey: .serviceLevel)
  }

  /// Writes all fields beside each other.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(entity, forKey: .entity)
    try sighting.encode(to: encoder)
    try container.encode(proposed, forKey: .proposed)
    try since.encode(to: encoder)
    try container.encodeIfPresent(score, forKey: .score)
    try container.encode(serviceLevel, forKey: .serviceLevel)
  }
}
