/// How many past decisions of a fleet were followed, what they promised and what came.
public struct DecisionRecord: Sendable, Hashable {
  /// Decisions of one action.
  public struct Tally: Sendable, Hashable {
    /// Decisions.
    public var count = 0
    /// Misses promised: the sum of 1 − score.
    public var promised = 0.0
    /// Misses that came: decisions whose size demand passed within the horizon.
    public var came = 0
  }

  /// By action.
  public private(set) var tallies: [PlanItem.Action: Tally] = [:]

  /// Creates a record of no decisions.
  public init() {}

  /// All decisions.
  public var count: Int { tallies.values.reduce(0) { $0 + $1.count } }

  /// Counts one decision.
  ///
  /// - Parameters:
  ///   - promised: The probability of a miss that was stated.
  ///   - missed: Whether demand passed the size within the horizon.
  package mutating func add(_ action: PlanItem.Action, promised: Double, missed: Bool) {
    tallies[action, default: Tally()].count += 1
    tallies[action, default: Tally()].promised += promised
    tallies[action, default: Tally()].came += missed ? 1 : 0
  }
}
