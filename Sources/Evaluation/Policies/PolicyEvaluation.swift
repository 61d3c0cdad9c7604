internal import CapacityModel
public import HeadroomBasics
public import LinearAlgebra
public import Sizing

/// Replays every policy day by day over a fleet's past.
///
/// With training it tunes each policy on one part of the past and judges it on another: other entities, later days. Without,
/// rules decide with their documented knobs.
public struct PolicyEvaluation: Sendable {
  /// One policy as it was chosen in each fold, judged on the fold's entities.
  public struct Contender: Sendable {
    /// How a policy takes part; a report keeps the text. Without training there are `ours`, `default` and `bound`.
    public enum Variant: String, Sendable {
      /// One of Headroom's own.
      case ours
      /// The own ones with no more shortage-days in training than the rival.
      case guarded
      /// A rule of others with the knobs that were best in training.
      case tuned
      /// A rule of others with its documented knobs.
      case `default`
      /// The cheapest sizes in hindsight, which no policy can know.
      case bound
    }

    /// The registered name.
    public var policy: String
    /// How it takes part.
    public var variant: Variant
    /// The knobs chosen in each fold.
    public var knobs: [[String: Double]]
    /// What each judged entity added up to, folds one after the other.
    package var tallies: [ReplayTally]
  }

  /// How it was done.
  public let settings: EvaluationSettings
  /// The entities that took part.
  package let fleet: TrialFleet
  /// Places of the judged entities in the order of `Contender.tallies`.
  public let judged: [Int]
  /// The policies that were judged, each with its parameters.
  public let contenders: [Contender]
  /// Every trial with its sums, a list a fold: the fold's own learned trials after those that need no training.
  package let trials: [[SizingTrial]]

  private let learners: [LearnedTrials]
  private let rules: [SizingTrial]

  /// The stretch of training days.
  static let training = 0
  /// The stretch of judged days.
  static let judging = 1

  /// Tunes, where the settings say so, and judges.
  ///
  /// - Parameter peaks: What the plain newsvendor decides from; without them it takes no part.
  public init(
    _ records: [DemandRecord], settings: EvaluationSettings, peaks: PeakForecasts? = nil,
    loop: ParallelLoop
  ) throws(LinearAlgebraError) {
    let able = records.filter { settings.admits($0) }
    let end = settings.judgeUntil ?? records.first?.days ?? 0
    let fleet = TrialFleet(
      able, folds: settings.folds, schedule: settings.schedule,
      stretches: [settings.warmup..<settings.judgeFrom, settings.judgeFrom..<end])
    let catalogue = settings.isTuned ? RuleVariants.all : PolicyCatalogue.documented
    let wanted = catalogue.filter { settings.wants(type(of: $0.rule).name) }
    let forecast = peaks?.trials(in: fleet, bands: settings.isTuned ? RuleVariants.bands : [.none])
    let rules =
      TrialSweep.rules(wanted, in: fleet, loop: loop)
      + TrialSweep.replay(forecast ?? [], in: fleet, loop: loop)
    var learners: [LearnedTrials] = []
    var trials: [[SizingTrial]] = []
    let learns = settings.isTuned && PolicyCatalogue.learned.contains(where: settings.wants)
    if learns {
      let panel = ExceedancePanel(
        able, candidateCount: settings.candidates, warmup: settings.warmup, loop: loop)
      for fold in 0..<settings.folds {
        let learner = try LearnedTrials(
          panel, fleet: fleet, fold: fold, settings: settings, loop: loop)
        learners.append(learner)
        trials.append(
          rules + (try learner.trials(in: fleet, settings: settings, isWide: true, loop: loop)))
      }
    } else {
      trials = Array(repeating: rules, count: settings.folds)
    }
    (self.settings, self.fleet, self.trials) = (settings, fleet, trials)
    (self.learners, self.rules) = (learners, rules)
    judged = (0..<settings.folds).flatMap { fleet.entities(inFold: $0) }
    contenders = Selection(trials: trials, fleet: fleet, settings: settings, loop: loop).contenders
  }
}

extension PolicyEvaluation {
  /// The same evaluation at other prices: rules are priced anew, learned policies taught anew on the same probabilities.
  func contenders(
    at costs: CostSchedule, loop: ParallelLoop
  ) throws(LinearAlgebraError) -> [Contender] {
    var changed = settings
    changed.costs = costs
    var trials: [[SizingTrial]] = []
    for learner in learners {
      trials.append(
        rules + (try learner.trials(in: fleet, settings: changed, isWide: false, loop: loop)))
    }
    if learners.isEmpty { trials = Array(repeating: rules, count: settings.folds) }
    return Selection(trials: trials, fleet: fleet, settings: changed, loop: loop).contenders
  }
}
