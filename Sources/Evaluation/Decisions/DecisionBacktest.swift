public import CapacityModel
internal import Forecasting
public import HeadroomBasics
internal import LinearAlgebra
public import Sizing

/// Follows the plans of past origins and holds them against what came: the same decisions as a plan makes.
public struct DecisionBacktest: Sendable {
  private let fleet: DecisionFleet
  private let seed: UInt64
  private var judged: [Judged] = []
  private var held: [Judged]?
  private var origins: [Int] = []
  private var policies = HorizonGate.unscored
  private var hindsight = HorizonGate.Score(policy: "hindsight")

  private static let worstCount = 10
  /// Entities that every policy is replayed on, at most.
  private static let policySample = 200
  private static let resamples = 500

  /// A decision and what came of it.
  private struct Judged: Sendable {
    let place: Int
    let origin: Int
    let action: PlanItem.Action
    let current: Double
    let size: Double
    /// `nil` for what somebody must look at first.
    let score: Double?
    let came: Double
    let behaviour: BehaviourClass

    var missed: Bool { came > size }
  }

  /// Starts with nothing.
  public init(_ fleet: DecisionFleet, seed: UInt64) { (self.fleet, self.seed) = (fleet, seed) }

  /// Decides at an origin as a plan would and judges it.
  ///
  /// - Parameters:
  ///   - origin: Steps seen; its horizon must lie inside the history.
  ///   - sizes: What hosts made of the decisions, by entity, given them and what they rest on; `nil` where no host is known.
  /// - Throws: `LinearAlgebraError`.
  public mutating func visit(
    _ origin: Int, weights: DecisionWeights, loop: ParallelLoop,
    choice: FleetDecisions.Choice = .best,
    holding sizes: (
      (_ decisions: [SizeDecision], _ learning: DecisionLearning) throws -> [SizeDecision]
    )? = nil
  ) throws {
    let made = try FleetDecisions(
      fleet, at: origin, weights: weights, choice: choice, loop: loop)
    let decisions = made.decisions
    origins.append(origin)
    judged += judge(decisions, at: origin)
    replayPolicies(made.learning, at: origin, loop: loop)
    if let sizes { held = (held ?? []) + judge(try sizes(decisions, made.learning), at: origin) }
  }

  /// Every policy on a sample of the fleet, and the least size that would have done.
  private mutating func replayPolicies(
    _ learning: DecisionLearning, at origin: Int, loop: ParallelLoop
  ) {
    let fleet = fleet
    let sample = fleet.sample(Self.policySample, of: fleet.members.indices)
    let replayed = loop.map(sample.count) { turn -> (decisions: [SizeDecision], came: Double)? in
      let place = sample[turn]
      guard let came = Self.came(fleet, fleet.members[place].history, at: origin) else {
        return nil
      }
      return (
        HorizonGate.decisions(
          fleet.context(place, at: origin), knowing: learning.knowledge(for: place, in: fleet)),
        came
      )
    }
    for (place, item) in zip(sample, replayed) {
      // All policies are judged on the same decisions.
      guard let item, item.decisions.allSatisfy({ $0.size != nil }) else { continue }
      for (policy, decision) in item.decisions.enumerated() {
        policies[policy].add(decision, peak: item.came)
      }
      let bounds = fleet.members[place].bounds
      let least = ByteCount(roundingUp: item.came).roundedUp(to: bounds.step)
      hindsight.count += 1
      hindsight.gib += min(max(least, bounds.floor), bounds.cap).gibibytes
    }
  }

  private func judge(_ decisions: [SizeDecision], at origin: Int) -> [Judged] {
    let classes = behaviour(before: origin)
    return decisions.enumerated().compactMap { place, decision in
      let history = fleet.members[place].history
      guard let current = decision.current, let came = Self.came(fleet, history, at: origin),
        history.peaks.prefix(origin).contains(where: { $0 != nil })
          || history.offMilliseconds.prefix(origin).contains(where: { $0 > 0 })
      else { return nil }
      // What is to be looked into stays as it is: it counts at its present size, and promises nothing.
      return Judged(
        place: place, origin: origin, action: decision.action, current: Double(current.bytes),
        size: Double((decision.size ?? current).bytes), score: decision.score, came: came,
        behaviour: classes[place])
    }
  }

  /// The largest demand of the horizon; `nil` where less than half of it was watched.
  private static func came(
    _ fleet: DecisionFleet, _ history: EntityHistory, at origin: Int
  ) -> Double? {
    let ahead = origin..<min(origin + fleet.horizon, history.peaks.count)
    let watched = ahead.reduce(0) { $0 + history.observedMilliseconds[$1] }
    guard
      2 * watched >= Int64(fleet.horizon) * history.step.wholeMilliseconds
    else { return nil }
    return ahead.compactMap { history.peaks[$0] }.max() ?? 0
  }

  /// How demand of each entity behaved before the origin, as a forecast from there knows it; what never ran is idle.
  private func behaviour(before origin: Int) -> [BehaviourClass] {
    let histories = fleet.members.map(\.history)
    guard let start = histories.first?.start else { return [] }
    var panel = Panel(
      entities: histories.map(\.entity),
      calendar: StepCalendar(start: start, step: .days(1), count: origin))
    for (series, history) in histories.enumerated() {
      for day in 0..<origin { panel[day, series] = history.peaks[day] }
    }
    return BehaviourClassifier.classes(ofDaily: panel, horizon: fleet.horizon).map { $0 ?? .idle }
  }

  /// The finished result.
  ///
  /// - Parameter horizon: As people write it.
  public func result(horizon: String) -> BacktestReport.Decisions {
    let start = fleet.members.first?.history.start ?? Timestamp(milliseconds: 0)
    let gib = ByteCount.bytesPerGibibyte
    return BacktestReport.Decisions(
      horizon: horizon, origins: origins.map { start + .days(Int64($0)) },
      byAction: rows(judged),
      byTier: groups(judged) { fleet.members[$0.place].tier.rawValue },
      byClass: groups(judged) { $0.behaviour.rawValue }, withHostHolds: held.map(rows),
      policies: policyRows,
      memory: .init(
        before: judged.reduce(0) { $0 + $1.current } / gib,
        after: judged.reduce(0) { $0 + $1.size } / gib,
        peaks: judged.reduce(0) { $0 + $1.came } / gib,
        missesBefore: judged.count { $0.came > $0.current }),
      worst: worst(from: start))
  }

  private var policyRows: [BacktestReport.Decisions.PolicyRow] {
    let missCost = fleet.limits.missCost(of: .standard, horizon: fleet.horizon)
    var bound = hindsight.row(missCost: missCost)
    bound.promised = nil
    return policies.map { $0.row(missCost: missCost) } + [bound]
  }

  private func rows(_ judged: [Judged]) -> [BacktestReport.Decisions.Row] {
    let actions: [PlanItem.Action] = [.grow, .shrink, .hold, .investigate]
    return actions.compactMap { action in
      row(judged.filter { $0.action == action }, action.rawValue, nil)
    } + [row(judged, "all", nil)].compactMap { $0 }
  }

  private func groups(
    _ judged: [Judged], by name: (Judged) -> String
  ) -> [BacktestReport.Decisions.Row] {
    let groups = Dictionary(grouping: judged, by: name)
    return groups.keys.sorted().compactMap { row(groups[$0] ?? [], "all", $0) }
  }

  private func row(
    _ judged: [Judged], _ action: String, _ group: String?
  ) -> BacktestReport.Decisions.Row? {
    guard !judged.isEmpty else { return nil }
    let (low, high) = interval(judged)
    let growths = judged.filter { $0.action == .grow }
    return BacktestReport.Decisions.Row(
      action: action, group: group, n: judged.count,
      promised: judged.reduce(0) { $0 + 1 - ($1.score ?? 1) },
      came: judged.count { $0.missed }, low: low, high: high,
      gib: judged.reduce(0) { $0 + $1.size - $1.current } / ByteCount.bytesPerGibibyte,
      needed: growths.isEmpty
        ? nil : growths.count { $0.came >= EntityHistory.cutOffShare * $0.current })
  }

  /// The middle 90 % of misses when entities are drawn with replacement: the origins of one entity tell one story.
  private func interval(_ judged: [Judged]) -> (low: Int, high: Int) {
    let byEntity = Dictionary(grouping: judged, by: \.place)
    let misses = byEntity.keys.sorted().map { (byEntity[$0] ?? []).count { $0.missed } }
    guard misses.contains(where: { $0 > 0 }) else { return (0, 0) }
    var generator = SplitMix64(state: seed)
    var sums = (0..<Self.resamples).map { _ in
      misses.indices.reduce(0) { sum, _ in
        sum + misses[Int.random(in: misses.indices, using: &generator)]
      }
    }
    sums.sort()
    return (sums[Self.resamples / 20], sums[Self.resamples - 1 - Self.resamples / 20])
  }

  private func worst(from start: Timestamp) -> [BacktestReport.Decisions.Case] {
    let missed = judged.filter { $0.missed && $0.score != nil }.sorted {
      ($0.came - $0.size, $1.place, $1.origin) > ($1.came - $1.size, $0.place, $0.origin)
    }
    return missed.prefix(Self.worstCount).map { item in
      let history = fleet.members[item.place].history
      let day = (item.origin..<(item.origin + fleet.horizon)).first {
        history.peaks.indices.contains($0) && history.peaks[$0] ?? 0 > item.size
      }
      return BacktestReport.Decisions.Case(
        entity: history.entity, origin: start + .days(Int64(item.origin)),
        action: item.action.rawValue, current: ByteCount(Int64(item.current)),
        size: ByteCount(Int64(item.size)), score: item.score ?? 0,
        came: ByteCount(Int64(item.came)),
        passed: start + .days(Int64(day ?? item.origin)),
        highest: ByteCount(
          Int64(history.peaks.prefix(item.origin).compactMap { $0 }.max() ?? 0)))
    }
  }
}
