public import CapacityModel

/// How sizing policies are tuned and judged on a fleet's own past. `docs/methods/sizing.md` says why so.
public struct EvaluationSettings: Sendable {
  /// Days before the first decision.
  public var warmup: Int
  /// Days from one decision to the next.
  public var window: Int
  /// Days that training and tuning may see; judging starts after them.
  public var trainUntil: Int
  /// The end of the judged days; the end of the records where absent.
  public var judgeUntil: Int?
  /// Folds by the hash of the entity's name; every fold is judged by what the others taught.
  public var folds: Int
  /// What slack, shortage and change cost.
  public var costs: CostSchedule
  /// The seed of the bootstrap.
  public var seed: UInt64
  /// Draws of the bootstrap.
  public var resamples: Int
  /// Candidate sizes of learned policies.
  public var candidates: Int
  /// Registered names of the policies to judge; all where absent.
  public var policies: [String]?
  /// Observed days an entity needs to take part.
  public var minimumDays: Int
  /// Observed days it needs in the warm-up.
  public var minimumWarmupDays: Int

  /// Creates the settings of the sizing evaluation.
  public init(trainUntil: Int, judgeUntil: Int? = nil) {
    (warmup, window, self.trainUntil, self.judgeUntil) = (28, 1, trainUntil, judgeUntil)
    (folds, costs, seed, resamples, candidates) = (2, CostSchedule(), 7, 2000, 40)
    (policies, minimumDays, minimumWarmupDays) = (nil, 60, 10)
  }
}
