internal import CapacityModel
internal import HeadroomBasics
internal import Sizing

/// Which policy a plan should use: every registered one that needs no forecast, replayed at the plan's horizon through the same
/// bounds, on the fleet's own past.
///
/// Another policy takes the place of the expected cost only where it would have cost less and its shrinks missed no more often
/// than the service level allows.
public struct HorizonGate: Sendable, Hashable, Codable {
  /// What one policy would have done.
  public struct Score: Sendable, Hashable, Codable {
    /// The registered name.
    public var policy: String
    /// How many decisions were compared.
    public var count = 0
    /// The sum of the decided sizes, GiB.
    public var gib = 0.0
    /// Misses that the scores promised.
    public var promised = 0.0
    /// Misses that came.
    public var came = 0
    /// Shrinks, and misses among them.
    public var shrinks = 0, shrinkMisses = 0

    mutating func add(_ decision: SizeDecision, peak: Double) {
      guard let size = decision.size, let score = decision.score else { return }
      let missed = peak > Double(size.bytes)
      count += 1
      gib += size.gibibytes
      promised += 1 - score
      came += missed ? 1 : 0
      guard decision.action == .shrink else { return }
      shrinks += 1
      shrinkMisses += missed ? 1 : 0
    }

    /// GiB over the horizon, misses included.
    func cost(missCost: Double) -> Double { gib + missCost * Double(came) }

    /// The same as a row of a report.
    func row(missCost: Double) -> BacktestReport.Decisions.PolicyRow {
      .init(
        policy: policy, n: count, gib: gib, promised: promised, came: came,
        cost: cost(missCost: missCost))
    }
  }

  /// What every policy would have done, in the registry's order; empty where no past decision could be judged.
  public let scores: [Score]
  /// The policy that a plan uses.
  public let chosen: String
  /// Another policy must cost less than this share of what the expected cost's sizes cost.
  private static let margin = 0.97
  /// Decisions below which nothing is chosen.
  public static let leastDecisions = 100

  /// The policies that take part: those that look at demand alone.
  static let rivals = PolicyCatalogue.rivals

  /// Scores before the first decision: the expected cost's, then the others'.
  static let unscored =
    [Score(policy: ExceedancePolicy.name)] + rivals.map { Score(policy: type(of: $0).name) }

  /// What the expected cost and every other policy decide, in the order of `unscored`.
  static func decisions(
    _ context: DecisionContext, knowing knowledge: DecisionKnowledge
  ) -> [SizeDecision] {
    let sizing = SizingContext(
      history: context.history, peak: nil, serviceLevel: context.serviceLevel, tier: context.tier)
    return SizeDecider.decide(
      context, knowing: knowledge,
      wanted: [nil] + rivals.map { $0.recommendation(for: sizing) })
  }

  /// Chooses among scores.
  init(_ scores: [Score], limits: Guardrails, horizon: Int) {
    let missCost = limits.missCost(of: .standard, horizon: horizon)
    let serviceLevel = Tier.standard.serviceLevel
    self.scores = scores
    let own = scores.first { $0.policy == ExceedancePolicy.name }
    guard let own, own.count >= Self.leastDecisions else {
      chosen = ExceedancePolicy.name
      return
    }
    let honest = scores.filter { score in
      score.policy == ExceedancePolicy.name
        || Double(score.shrinkMisses) <= (1 - serviceLevel) * Double(score.shrinks)
          && Double(score.came) <= max(1, 1.5 * score.promised)
    }
    // A few GiB of a sample are luck.
    let best = honest.min { $0.cost(missCost: missCost) < $1.cost(missCost: missCost) } ?? own
    chosen =
      best.cost(missCost: missCost) < Self.margin * own.cost(missCost: missCost)
      ? best.policy : own.policy
  }
}
