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
    trials = TrialSweep.replay(newsvendors, in: fleet, loop: loop)
  }
}
