public import CapacityModel
public import HeadroomBasics
internal import LinearAlgebra
public import Sizing

/// Learns a policy from all entities of a fleet and tunes its knobs on predictions of models that had not seen them.
public struct SizingTraining: Sendable {
  /// Days of warm-up before the first day that knobs are tuned on.
  public var warmup = 28
  /// Days from one decision to the next.
  public var window = 1
  /// Candidate sizes of each entity.
  public var candidates = 40
  /// What slack, shortage and change cost.
  public var costs = CostSchedule()

  /// The most shortage-days over the tuning days that knobs may have; where none keep to it, the cheapest are taken.
  public var mostShortageDays = Double.infinity

  /// Creates a training with the documented settings.
  public init() {}

  /// Trains.
  ///
  /// - Parameters:
  ///   - policy: `exceedance` or `fitted-q`.
  ///   - records: Demand up to the end of training and nothing later.
  ///   - data: What it is, for the record.
  /// - Throws: `SizingError.untrainable` for another policy, too few days, or sums that cannot be solved.
  public func train(
    _ policy: String, on records: [DemandRecord], data: TrainedSizing.Data, loop: ParallelLoop
  ) throws(SizingError) -> TrainedSizing {
    let days = records.first?.days ?? 0
    guard PolicyCatalogue.trainable.contains(policy) else {
      throw .untrainable(
        policy: policy,
        reason: "only \(PolicyCatalogue.trainable.joined(separator: " and ")) are trained")
    }
    guard days > warmup + 7, !records.isEmpty else {
      throw .untrainable(
        policy: policy,
        reason:
          "\(QuantityText.count(days, "day is", "days are")) too few; it takes more than \(warmup + 7)"
      )
    }
    do throws(LinearAlgebraError) {
      return try trained(policy, on: records, days: days, data: data, loop: loop)
    } catch {
      throw .untrainable(policy: policy, reason: "\(error)")
    }
  }

  private func trained(
    _ policy: String, on records: [DemandRecord], days: Int, data: TrainedSizing.Data,
    loop: ParallelLoop
  ) throws(LinearAlgebraError) -> TrainedSizing {
    let fleet = TrialFleet(
      records, folds: 1, schedule: OriginSchedule(first: warmup, stride: window),
      stretches: [warmup..<days])
    let panel = ExceedancePanel(records, candidateCount: candidates, warmup: warmup, loop: loop)
    let all = Array(records.indices)
    let taught = min(14, warmup)..<days
    let inputs = try NewsvendorInputs(panel, training: all, days: taught, seen: days, loop: loop)
    var result = TrainedSizing(
      policy: policy, window: window, candidates: candidates, costs: costs, data: data,
      inputs: inputs)
    if policy == PolicyCatalogue.newsvendor {
      let knobs = NewsvendorKnobs.all(forWindow: window)
      let trials = knobs.map { inputs.trial($0, costs: costs, schedule: fleet.schedule) }
      result.newsvendor = knobs[cheapest(trials, in: fleet, loop: loop)]
      return result
    }
    let crossed = try CrossFittedQ(
      inputs, training: all, days: taught, schedule: fleet.schedule, costs: costs,
      loop: loop)
    let fitted = crossed.whole
    let knobs = FittedQKnobs.all(gammas: fitted.gammas)
    let trials = try crossed.trials(
      knobs, inputs: inputs, costs: costs, schedule: fleet.schedule, loop: loop)
    let best = knobs[cheapest(trials, in: fleet, loop: loop)]
    let column = fitted.gammas.firstIndex(of: best.gamma) ?? 0
    result.fitted = best
    result.theta = (0..<fitted.theta.rows).map { fitted.theta[$0, column] }
    result.curve = fitted.changes
    return result
  }

  private func cheapest(_ trials: [SizingTrial], in fleet: TrialFleet, loop: ParallelLoop) -> Int {
    let groups = fleet.groups(ofFold: 0)
    let replayed = TrialSweep.replay(trials, in: fleet, loop: loop)
    let costs = replayed.map {
      $0.cost(stretch: 0, groups: groups, in: fleet, costs: self.costs)
    }
    let kept = replayed.indices.filter {
      replayed[$0].events(stretch: 0, groups: groups) <= mostShortageDays
    }
    return (kept.isEmpty ? Array(costs.indices) : kept).min { costs[$0] < costs[$1] } ?? 0
  }
}
