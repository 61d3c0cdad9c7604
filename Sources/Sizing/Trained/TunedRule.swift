public import CapacityModel
public import HeadroomBasics

/// A rule with the knobs that suited a fleet's own past best: what `headroom backtest --policy-output` writes where a rule
/// was chosen (`headroom.policy/v1`).
public struct TunedRule: Sendable, Hashable, Codable {
  /// The format that the policy is written in, `TrainedSizing.schemaName`.
  public var schema = TrainedSizing.schemaName
  /// The registered name.
  public var policy: String
  /// Its knobs, as it was replayed with them.
  public var rule: [String: Double]
  /// Days from one decision to the next that it was tuned for.
  public var window: Int
  /// The prices that it was tuned for.
  public var costs: CostSchedule
  /// What it was tuned on.
  public var data: TrainedSizing.Data
  /// Why it was chosen, for people.
  public var why: String

  /// Creates a record.
  public init(
    policy: String, rule: [String: Double], window: Int, costs: CostSchedule,
    data: TrainedSizing.Data, why: String
  ) {
    (self.policy, self.rule, self.window) = (policy, rule, window)
    (self.costs, self.data, self.why) = (costs, data, why)
  }

  /// The policy at work.
  ///
  /// - Parameter origin: Where sizes are asked for: nothing that was tuned on may lie after it.
  /// - Throws: `SizingError.trainedOtherwise`, `.trainedLater`.
  public func sizingPolicy(at origin: Timestamp) throws(SizingError) -> any SizingPolicy {
    guard schema == TrainedSizing.schemaName else {
      throw .trainedOtherwise(what: "schema", expected: TrainedSizing.schemaName, actual: schema)
    }
    guard data.range.end <= origin else {
      throw .trainedLater(until: data.range.end, origin: origin)
    }
    if policy == PeakQuantilePolicy.name, let coverage = rule["coverage"], 0 < coverage,
      coverage < 1
    {
      return PeakQuantilePolicy(target: .coverage(coverage))
    }
    guard let known = RuleVariants.rule(named: policy, knobs: rule) else {
      throw .trainedOtherwise(
        what: "rule", expected: "one of its own with knobs that it tries",
        actual:
          "\(policy) with \(rule.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", "))"
      )
    }
    return known
  }
}
