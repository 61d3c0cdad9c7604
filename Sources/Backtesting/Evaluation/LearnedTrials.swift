internal import CapacityModel
internal import LinearAlgebra
internal import Sizing

/// The policies that learn, trained on the entities outside one fold before the judged days.
struct LearnedTrials {
  /// Replayed.
  let trials: [SizingTrial]

  init(
    _ panel: ExceedancePanel, fleet: TrialFleet, fold: Int, settings: EvaluationSettings,
    loop: ParallelLoop
  ) throws(LinearAlgebraError) {
    let training = fleet.entities(inFold: fold, isMember: settings.folds == 1)
    let days = min(14, settings.warmup)..<settings.trainUntil
    let near = try ExceedanceForecast(
      panel, horizon: 1, training: training, days: days, loop: loop)
    let far = try ExceedanceForecast(
      panel, horizon: 7, training: training, days: days, loop: loop)
    let inputs = NewsvendorInputs(
      panel, near: near, far: far, training: training, days: 0..<settings.trainUntil)
    let newsvendors = NewsvendorKnobs.all(forWindow: settings.window).map {
      inputs.trial($0, costs: settings.costs, schedule: fleet.schedule)
    }
    let fitted = try FittedQ(
      inputs, training: training, days: days, schedule: fleet.schedule, costs: settings.costs,
      loop: loop)
    let fittedTrials = try fitted.trials(
      FittedQKnobs.all(gammas: fitted.gammas), inputs: inputs, costs: settings.costs,
      schedule: fleet.schedule, loop: loop)
    let tables = loop.map(2) { turn in
      TabularSizing(
        panel, training: training, days: days, warmup: settings.warmup, costs: settings.costs,
        schedule: LearningSchedule(gamma: [0.9, 0.95][turn], floor: 0.002), seed: settings.seed)
    }
    let tabular = tables.flatMap { table in
      [0, 0.1, 0.3, 1].flatMap { tilt in
        [0.9, 1, 1.1].map { multiple in
          table.trial(panel, tilt: tilt, multiple: multiple, schedule: fleet.schedule)
        }
      }
    }
    trials = TrialSweep.replay(newsvendors + fittedTrials + tabular, in: fleet, loop: loop)
  }
}
