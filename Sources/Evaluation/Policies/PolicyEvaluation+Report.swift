public import CapacityModel
public import HeadroomBasics
public import LinearAlgebra
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
    cheapest(contenders.filter { $0.variant == .tuned || $0.variant == .default })
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
    let bound = contenders.first { $0.variant == .bound }
    let optimum = bound.map { costs(of: $0, at: settings.costs).reduce(0, +) }
    return contenders.map { contender in
      let own = costs(of: contender, at: settings.costs)
      var score = score(contender, costs: own)
      if !rivalCosts.isEmpty {
        score.relativeCost = PairedBootstrap.ratio(
          of: own, over: rivalCosts, resamples: settings.resamples, seed: settings.seed
        ).map { BacktestReport.Ratio(value: $0.value, low: $0.low, high: $0.high) }
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
      name: contender.policy, variant: contender.variant.rawValue,
      knobs: Self.shared(contender.knobs),
      cost: total * perMonth, relativeCost: nil, slack: size > 0 ? slack / size : 0,
      shortageDaysPerMonth: sum.events * perMonth, resizesPerMonth: sum.resizes * perMonth)
    score.restartsPerMonth = sum.restarts * perMonth
    score.money = settings.costs.prices.perGibibyteMonth.map { _ in
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

extension PolicyEvaluation {
  /// Caps on shortage-days, a VM and 30 days.
  public static let caps = [0.05, 0.1, 0.25, 0.5, 1, 2]

  /// For each policy and cap the least mean size over all knobs on the judged days; a policy without a point under a cap
  /// has none.
  public var front: [BacktestReport.ParetoPoint] {
    var names: [String] = []
    for trial in trials.first ?? [] where !names.contains(trial.policy) {
      names.append(trial.policy)
    }
    if let wanted = settings.policies { names = names.filter(wanted.contains) }
    return names.flatMap { name in
      let points = points(of: name)
      return Self.caps.compactMap { cap in
        points.filter { $0.shortageDaysPerMonth <= cap }.min { $0.size < $1.size }.map {
          var point = $0
          point.cap = cap
          return point
        }
      }
    }
  }

  /// One point for each set of knobs: the same knobs in every fold, each fold's entities under its own model.
  private func points(of policy: String) -> [BacktestReport.ParetoPoint] {
    let lists = trials.map { $0.filter { $0.policy == policy } }
    return (lists.first ?? []).indices.map { place in
      var sum = ReplayTally()
      for (fold, list) in lists.enumerated() {
        for group in fleet.groups(ofFold: fold) { sum += list[place].sums[Self.judging][group] }
      }
      return BacktestReport.ParetoPoint(
        policy: policy, cap: 0, shortageDaysPerMonth: sum.days > 0 ? sum.events / sum.days * 30 : 0,
        size: sum.days > 0 ? sum.size / sum.days : 0,
        slackOverPeak: sum.size > 0 ? sum.slackOverPeak / sum.size : 0,
        knobs: lists[0][place].knobs)
    }
  }
}

extension PolicyEvaluation {
  /// The central prices and their neighbours: shortage times 5, events cheap and dear, resizes dear.
  public static func priceGrid(around costs: CostModel) -> [CostModel] {
    var grid: [CostModel] = []
    for shortage in [1.0, 5] {
      for event in [3.0 / 7, 1, 30.0 / 7] {
        for resize in [1.0, 4] {
          var prices = costs
          prices.shortage *= shortage
          prices.event *= event
          prices.resize *= resize
          prices.restart *= resize
          grid.append(prices)
        }
      }
    }
    return grid
  }

  /// Which policy wins at each of `grid`, every policy tuned for it: whether the choice hangs on a number.
  public func sensitivity(
    over grid: [CostModel], loop: ParallelLoop
  ) throws(LinearAlgebraError) -> [BacktestReport.PriceRegion] {
    var regions: [BacktestReport.PriceRegion] = []
    for prices in grid {
      let schedule = CostSchedule(standard: prices)
      let offered = try contenders(at: schedule, loop: loop).filter { $0.variant != .bound }
      let priced = offered.map { contender in
        (contender, costs(of: contender, at: schedule).reduce(0, +))
      }.sorted { $0.1 < $1.1 }
      let rival = priced.first { $0.0.variant == .tuned || $0.0.variant == .default }
      guard let first = priced.first, let rival, rival.1 > 0 else { continue }
      var ranking: [String] = []
      for (contender, _) in priced where !ranking.contains(contender.policy) {
        ranking.append(contender.policy)
      }
      regions.append(
        .init(
          costs: prices, cheapest: first.0.policy, overRival: first.1 / rival.1, ranking: ranking))
    }
    return regions
  }
}
