public import CapacityModel
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
  }

  /// The plan.
  public var plan: String
  /// The instant up to which samples were looked at.
  public var asOf: Timestamp
  /// Whether the horizon is over, so that outcomes are final.
  public var final: Bool
  /// One an approved item, in the plan's order.
  public var outcomes: [Outcome]

  /// Compares a plan's approved items with what is known now.
  ///
  /// - Parameter end: The end of the horizon.
  public init(of review: PlanReview, state: PresentState, end: Timestamp?) {
    (plan, asOf) = (review.plan.id, state.asOf)
    final = end.map { state.asOf >= $0 } ?? false
    outcomes = review.approved.compactMap { item in
      item.proposed.configured.map {
        Self.outcome(of: item, proposed: $0, now: state.entities[item.entity])
      }
    }
  }

  /// The verification and its outcomes as lines of the audit log, for the record that the next plan shows.
  public func records(by actor: String) -> [AuditRecord] {
    let landed = outcomes.count { $0.landing == .landed }
    let summary = AuditRecord(
      .verified, actor: actor, plan: plan,
      details: ["landed": "\(landed)", "items": "\(outcomes.count)"])
    let scores = outcomes.compactMap { outcome in
      ScoredOutcome.record(of: outcome, plan: plan, isFinal: final, by: actor)
    }
    return [summary] + scores
  }

  private static func outcome(
    of item: PlanItem, proposed: ByteCount, now: PresentState.Entity?
  ) -> Outcome {
    let ladder = SizeLadder(proposed: proposed, limit: item.proposed.limit, now: now)
    return Outcome(
      entity: item.entity, landing: ladder.landing, rung: ladder.firstMiss,
      evidence: ladder.evidence, proposed: proposed, demand: now?.demand,
      behaviour: behaviour(of: item, demand: now?.demand),
      held: now?.demand.map { $0 <= proposed }, score: item.confidence.score,
      serviceLevel: item.serviceLevel)
  }

  private static func behaviour(of item: PlanItem, demand: ByteCount?) -> String {
    guard let demand else { return "no demand was sampled since the plan was made" }
    let seen = "demand reached \(PlanText.gibibytes(demand))"
    let quantiles = [("p50", item.peak.p50), ("p90", item.peak.p90), ("p99", item.peak.p99)]
    let passed = quantiles.last { $0.1.map { demand > $0 } ?? false }
    let next = quantiles.first { $0.1.map { demand <= $0 } ?? false }
    switch (passed, next) {
    case (nil, let next?):
      return "\(seen), at most the predicted \(next.0) of \(PlanText.gibibytes(next.1 ?? .zero))"
    case (let passed?, let next?):
      return "\(seen), between the predicted \(passed.0) and \(next.0)"
    case (let passed?, nil):
      return "\(seen), beyond the predicted \(passed.0) of "
        + PlanText.gibibytes(passed.1 ?? .zero)
    case (nil, nil): return "\(seen); no peak was predicted"
    }
  }
}
