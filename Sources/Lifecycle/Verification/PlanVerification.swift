public import CapacityModel
public import HeadroomBasics

extension PlanVerification {
  /// Compares a plan's approved items with what is known now.
  ///
  /// - Parameter end: The end of the horizon.
  public init(of review: PlanReview, state: PresentState, end: Timestamp?) {
    self.init(
      plan: review.plan.id, asOf: state.asOf, final: end.map { state.asOf >= $0 } ?? false,
      outcomes: review.approved.compactMap { item in
        item.proposed.configured.map {
          Self.outcome(of: item, proposed: $0, now: state.entities[item.entity])
        }
      })
  }

  /// The verification and its outcomes as lines of the audit log, for the record that the next plan shows.
  public func records(by actor: String) -> [AuditRecord] {
    let landed = outcomes.count { $0.sighting.landing == .landed }
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
      entity: item.entity,
      sighting: Sighting(
        landing: ladder.landing, rung: ladder.firstMiss, evidence: ladder.evidence),
      proposed: proposed,
      since: DemandSince(
        demand: now?.demand, behaviour: behaviour(of: item, demand: now?.demand),
        held: now?.demand.map { $0 <= proposed }),
      score: item.confidence.score, serviceLevel: item.serviceLevel)
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
