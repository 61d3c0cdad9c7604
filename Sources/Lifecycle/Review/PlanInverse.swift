public import CapacityModel
public import HeadroomBasics

/// The plan that takes another one back.
public enum PlanInverse {
  /// A plan that brings every approved item of `review` back to the size it had.
  ///
  /// It is a plan of its own: it has its own id and waits for its own approval.
  ///
  /// - Throws: `PlanIdentityError.notEncodable`.
  public static func plan(
    of review: PlanReview, created: Timestamp
  ) throws(PlanIdentityError) -> ResizePlan {
    var inverse = review.plan
    (inverse.approvals, inverse.created) = (nil, created)
    inverse.rollbackOf = review.plan.id
    inverse.items = review.approved.compactMap { item($0, of: review.plan) }.inOrderOfReview
    inverse.summary = ResizePlan.Summary(of: inverse.items)
    inverse.hosts = []
    inverse.warnings = [
      "This plan takes back plan \(review.plan.id): it restores sizes and forecasts nothing anew."
    ]
    inverse.id = try PlanIdentity.id(of: inverse)
    return inverse
  }

  private static func item(_ item: PlanItem, of plan: ResizePlan) -> PlanItem? {
    guard let before = item.current.configured, let after = item.proposed.configured else {
      return nil
    }
    var inverse = item
    inverse.action = item.action == .grow ? .shrink : .grow
    (inverse.current, inverse.proposed) = (item.proposed, item.current)
    // The size is the old one whatever demand does, so the way back to it is margin.
    inverse.explanation?.margin += before - after
    inverse.confidence = confidence(in: before, of: item)
    inverse.confidence.contradiction = nil
    inverse.guardrails = []
    inverse.thresholds = nil
    inverse.placement = nil
    inverse.reasons = [
      "Back to the size before plan \(plan.id.prefix(12)), which made it \(PlanText.gibibytes(after))."
    ]
    inverse.replay.shortageDaysBefore = item.replay.shortageDaysAfter
    inverse.replay.shortageDaysAfter = item.replay.shortageDaysBefore
    inverse.breach = PlanItem.Breach()
    return inverse
  }

  /// P(peak ≤ size), read between the quantiles that the plan kept.
  private static func confidence(in size: ByteCount, of item: PlanItem) -> PlanItem.Confidence {
    let peaks = [(0.5, item.peak.p50), (0.9, item.peak.p90), (0.99, item.peak.p99)]
    let known = peaks.compactMap { level, value in value.map { (level, Double($0.bytes)) } }
    guard known.count >= 2 else { return item.confidence }
    let peak = PeakDistribution(levels: known.map { $0.0 }, values: known.map { $0.1 })
    let exact = peak.probability(ofPeakAtMost: Double(size.bytes))
    let score = (exact * 10_000).rounded() / 10_000
    return PlanItem.Confidence(
      score: score,
      meaning: "in \(PlanText.ofHundred(score)) of 100 such cases demand stays within "
        + "\(PlanText.gibibytes(size)) for the horizon of the plan that is taken back",
      calibratedOn: "read between that plan's p50, p90 and p99; \(item.confidence.calibratedOn)")
  }
}
