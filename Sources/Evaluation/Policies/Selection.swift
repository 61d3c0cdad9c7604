internal import CapacityModel
internal import HeadroomBasics
internal import Sizing

/// Picks each policy's knobs by the cost of its training days and replays the picks on the judged ones.
struct Selection {
  let trials: [[SizingTrial]]
  let fleet: TrialFleet
  let settings: EvaluationSettings
  let loop: ParallelLoop

  /// Policies in the order in which they first appear: each tuned, and at its published knobs where it has some; without
  /// training each at its documented knobs.
  var contenders: [PolicyEvaluation.Contender] {
    var names: [String] = []
    for trial in trials.first ?? [] where !names.contains(trial.policy) {
      names.append(trial.policy)
    }
    if let wanted = settings.policies { names = names.filter(wanted.contains) }
    var contenders: [PolicyEvaluation.Contender] = []
    for name in names {
      let own = PolicyCatalogue.own.contains(name)
      guard settings.isTuned else {
        contenders.append(contender(name, variant: own ? .ours : .default) { $0.policy == name })
        continue
      }
      contenders.append(contender(name, variant: own ? .ours : .tuned) { $0.policy == name })
      if trials[0].contains(where: { $0.policy == name && $0.isDefault }) {
        contenders.append(
          contender(name, variant: .default) { $0.policy == name && $0.isDefault })
      }
    }
    for name in names where settings.isTuned && PolicyCatalogue.own.contains(name) {
      contenders.append(guarded(name))
    }
    contenders.append(bound)
    return contenders
  }

  /// What share of the rival's shortage-days a guarded policy may have in training: a bound that is only just kept there is
  /// often passed on later days.
  static let guardShare = 0.8

  /// A policy of this project whose knobs may not miss more days in training than the tuned rival does.
  private func guarded(_ name: String) -> PolicyEvaluation.Contender {
    var contender = PolicyEvaluation.Contender(
      policy: name, variant: .guarded, knobs: [], tallies: [])
    for fold in 0..<settings.folds {
      let groups = trainingGroups(of: fold)
      let rival = pick(fold: fold) { !PolicyCatalogue.own.contains($0.policy) }
      let missed = rival?.events(stretch: PolicyEvaluation.training, groups: groups)
      let limit = missed.map { $0 * Self.guardShare } ?? .infinity
      let offered = pick(fold: fold) {
        $0.policy == name && $0.events(stretch: PolicyEvaluation.training, groups: groups) <= limit
      }
      // Where no knobs keep to the limit, the unguarded ones stand in and the gate decides.
      guard let trial = offered ?? pick(fold: fold, where: { $0.policy == name }) else { continue }
      judge(trial, fold: fold, into: &contender)
    }
    return contender
  }

  /// The cheapest trial of a fold's training entities among those that `isOffered`.
  func pick(fold: Int, where isOffered: (SizingTrial) -> Bool) -> SizingTrial? {
    let groups = trainingGroups(of: fold)
    var (best, least) = (nil as SizingTrial?, Double.infinity)
    for trial in trials[fold] where isOffered(trial) {
      let cost = trial.cost(
        stretch: PolicyEvaluation.training, groups: groups, in: fleet, costs: settings.costs)
      if cost < least { (best, least) = (trial, cost) }
    }
    return best
  }

  /// The groups that a fold learns from.
  func trainingGroups(of fold: Int) -> [Int] {
    (0..<settings.folds).filter { $0 != fold || settings.folds == 1 }.flatMap(fleet.groups(ofFold:))
  }

  private func contender(
    _ name: String, variant: PolicyEvaluation.Contender.Variant,
    where isOffered: (SizingTrial) -> Bool
  ) -> PolicyEvaluation.Contender {
    var contender = PolicyEvaluation.Contender(
      policy: name, variant: variant, knobs: [], tallies: [])
    for fold in 0..<settings.folds {
      guard let trial = pick(fold: fold, where: isOffered) else { continue }
      judge(trial, fold: fold, into: &contender)
    }
    return contender
  }

  private func judge(
    _ trial: SizingTrial, fold: Int, into contender: inout PolicyEvaluation.Contender
  ) {
    contender.knobs.append(trial.knobs)
    contender.tallies += trial.tallies(
      of: fleet.entities(inFold: fold), over: fleet.stretches[PolicyEvaluation.judging],
      in: fleet, loop: loop)
  }

  private var bound: PolicyEvaluation.Contender {
    let days = fleet.stretches[PolicyEvaluation.judging]
    let trial = HindsightOptimum.trial(in: fleet, days: days, costs: settings.costs)
    let entities = (0..<settings.folds).flatMap { fleet.entities(inFold: $0) }
    return .init(
      policy: trial.policy, variant: .bound, knobs: Array(repeating: [:], count: settings.folds),
      tallies: trial.tallies(of: entities, over: days, in: fleet, loop: loop))
  }
}
