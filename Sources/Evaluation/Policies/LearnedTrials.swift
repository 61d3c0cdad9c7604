internal import CapacityModel
internal import HeadroomBasics
internal import LinearAlgebra
internal import Sizing

/// The policies that learn, trained on the entities outside one fold before the judged days.
struct LearnedTrials: Sendable {
  private let panel: ExceedancePanel
  private let inputs: NewsvendorInputs
  private let training: [Int]
  private let days: Range<Int>

  /// Fits the exceedance models, which know no prices.
  init(
    _ panel: ExceedancePanel, fleet: TrialFleet, fold: Int, settings: EvaluationSettings,
    loop: ParallelLoop
  ) throws(LinearAlgebraError) {
    self.panel = panel
    training = fleet.entities(inFold: fold, isMember: settings.folds == 1)
    days = min(14, settings.warmup)..<settings.judgeFrom
    inputs = try NewsvendorInputs(
      panel, training: training, days: days, seen: settings.judgeFrom, loop: loop)
  }

  /// Trials of every learned policy at the prices of `settings`, replayed.
  ///
  /// - Parameter isWide: Whether the newsvendor's knobs for the front take part.
  func trials(
    in fleet: TrialFleet, settings: EvaluationSettings, isWide: Bool, loop: ParallelLoop
  ) throws(LinearAlgebraError) -> [SizingTrial] {
    let costs = settings.costs
    let knobs =
      NewsvendorKnobs.all(forWindow: settings.window) + (isWide ? NewsvendorKnobs.frontier : [])
    let newsvendors = knobs.map { inputs.trial($0, costs: costs, schedule: fleet.schedule) }
    let fitted = try CrossFittedQ(
      inputs, training: training, days: days, schedule: fleet.schedule, costs: costs, loop: loop)
    let fittedTrials = try fitted.trials(
      FittedQKnobs.all(gammas: fitted.whole.gammas), inputs: inputs, costs: costs,
      schedule: fleet.schedule, loop: loop)
    let tables = tabular(in: fleet, settings: settings, loop: loop)
    return TrialSweep.replay(newsvendors + fittedTrials + tables, in: fleet, loop: loop)
  }

  private func tabular(
    in fleet: TrialFleet, settings: EvaluationSettings, loop: ParallelLoop
  ) -> [SizingTrial] {
    let gammas = [0.9, 0.95]
    let tables = loop.map(gammas.count) { turn in
      TabularSizing(
        panel, training: training, days: days, warmup: settings.warmup, costs: settings.costs,
        schedule: LearningSchedule(gamma: gammas[turn], floor: 0.002), seed: settings.seed)
    }
    return tables.flatMap { table in
      [0, 0.1, 0.3, 1].flatMap { tilt in
        [0.9, 1, 1.1].map { multiple in
          table.trial(panel, tilt: tilt, multiple: multiple, schedule: fleet.schedule)
        }
      }
    }
  }
}
