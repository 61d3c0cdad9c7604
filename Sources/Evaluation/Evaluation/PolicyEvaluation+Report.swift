public import CapacityModel
internal import HeadroomBasics
internal import Sizing

extension PolicyEvaluation {
  /// The prices of each judged entity, in the order of the tallies.
  private func prices(_ costs: CostSchedule) -> [CostModel] {
    judged.map { costs.costs(of: fleet.records[$0].tier) }
  }

  /// The cost of each judged entity under a contender.
  func costs(of contender: Contender, at costs: CostSchedule) -> [Double] {
    zip(contender.tallies, prices(costs)).map { $0.cost($1) }
  }

  /// The cheapest contender that is not of this project, over the judged entities.
  public var rival: Contender? {
    cheapest(contenders.filter { $0.variant == "tuned" || $0.variant == "default" })
  }

  func cheapest(_ offered: [Contender]) -> Contender? {
    var (best, least) = (nil as Contender?, Double.infinity)
    for contender in offered {
      let cost = costs(of: contender, at: settings.costs).reduce(0, +)
      if cost < least { (best, least) = (contender, cost) }
    }
    return best
  }

  /// A score for every contender, with its cost over the rival's and over the optimum's.
  public var scores: [BacktestReport.PolicyScore] {
    let rivalCosts = rival.map { costs(of: $0, at: settings.costs) } ?? []
    let bound = contenders.first { $0.variant == "bound" }
    let optimum = bound.map { costs(of: $0, at: settings.costs).reduce(0, +) }
    return contenders.map { contender in
      let own = costs(of: contender, at: settings.costs)
      var score = score(contender, costs: own)
      if !rivalCosts.isEmpty {
        score.relativeCost = PairedBootstrap.ratio(
          of: own, over: rivalCosts, resamples: settings.resamples, seed: settings.seed)
      }
      if let optimum, optimum > 0 { score.regret = own.reduce(0, +) / optimum - 1 }
      return score
    }
  }

  private func score(_ contender: Contender, costs own: [Double]) -> BacktestReport.PolicyScore {
    var sum = ReplayTally()
    var (slack, size) = (0.0, 0.0)
    for (tally, entity) in zip(contender.tallies, judged) {
      sum += tally
      slack += tally.slack * fleet.records[entity].usualPeak
      size += tally.size * fleet.records[entity].usualPeak
    }
    let perMonth = sum.days > 0 ? 30 / sum.days : 0
    let total = own.reduce(0, +)
    var score = BacktestReport.PolicyScore(
      name: contender.policy, variant: contender.variant, knobs: Self.shared(contender.knobs),
      cost: total * perMonth, relativeCost: nil, slack: size > 0 ? slack / size : 0,
      shortageDaysPerMonth: sum.events * perMonth, resizesPerMonth: sum.resizes * perMonth)
    score.restartsPerMonth = sum.restarts * perMonth
    score.money = settings.costs.perGibibyteMonth.map { _ in
      zip(own, judged).reduce(0) { money, part in
        let peak = ByteCount(Int64(fleet.records[part.1].usualPeak))
        return money
          + (settings.costs.money(part.0, usualPeak: peak, window: .days(1)) ?? 0) * perMonth
      }
    }
    return score
  }

  /// The knobs of the first fold; where folds differ, those of each under `name@fold`.
  static func shared(_ knobs: [[String: Double]]) -> [String: Double] {
    guard let first = knobs.first, knobs.contains(where: { $0 != first }) else {
      return knobs.first ?? [:]
    }
    var all: [String: Double] = [:]
    for (fold, set) in knobs.enumerated() {
      for (name, value) in set { all["\(name)@\(fold)"] = value }
    }
    return all
  }
}
