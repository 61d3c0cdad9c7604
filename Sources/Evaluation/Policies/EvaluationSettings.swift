public import CapacityModel
public import Sizing

/// How sizing policies are judged on a fleet's own past, and how they are tuned before. `docs/methods/sizing.md` says why so.
public struct EvaluationSettings: Sendable {
  /// Days before the first decision.
  public var warmup: Int
  /// Days from one decision to the next.
  public var window: Int
  /// Days that training and tuning may see; judging starts after them. `nil` for policies with their documented knobs,
  /// judged on all days after the warm-up.
  public var trainUntil: Int?
  /// The end of the judged days; the end of the records where absent.
  public var judgeUntil: Int?
  /// Folds by the hash of the entity's name; every fold is judged by what the others taught. Without training there is one.
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
  public init(trainUntil: Int? = nil, judgeUntil: Int? = nil) {
    (warmup, window, self.trainUntil, self.judgeUntil) = (28, 1, trainUntil, judgeUntil)
    (folds, costs, seed, resamples, candidates) = (
      trainUntil == nil ? 1 : 2, CostSchedule(), 7, 2000, 40
    )
    (policies, minimumDays, minimumWarmupDays) = (nil, 60, 10)
  }

  /// When sizes are decided.
  public var schedule: OriginSchedule { OriginSchedule(first: warmup, stride: window) }

  /// Whether policies are trained and tuned before they are judged.
  public var isTuned: Bool { trainUntil != nil }

  /// The first judged day.
  public var judgeFrom: Int { trainUntil ?? warmup }

  /// Whether a policy was asked for.
  public func wants(_ policy: String) -> Bool { policies?.contains(policy) ?? true }

  /// Whether an entity was watched long enough, and on for most of that time.
  public func admits(_ record: DemandRecord) -> Bool {
    let seen = record.peaks.count { $0 >= 0 }
    let warm = record.peaks.prefix(warmup).count { $0 >= 0 }
    return seen >= minimumDays && warm >= minimumWarmupDays && record.onShare >= 0.5
  }
}
