internal import CapacityModel
internal import HeadroomBasics
internal import Sizing

extension PolicyWalk {
  /// What every policy would have cost, over the entities and steps for which all of them had a size.
  ///
  /// - Returns: The scores in the policies' order, and how many entities could not be judged.
  func scores() -> (scores: [BacktestReport.PolicyScore], unjudged: Int) {
    guard let first else { return ([], 0) }
    var outcomes: [[ReplayOutcome]] = Array(repeating: [], count: policies.count)
    for series in histories.indices {
      guard let judged = replayed(series, from: first) else { continue }
      for policy in policies.indices { outcomes[policy].append(judged[policy]) }
    }
    let count = outcomes.first?.count ?? 0
    guard count > 0 else { return ([], histories.count) }
    let costs = outcomes.map { $0.map { $0.costPerMonth ?? 0 } }
    let baseline = policies.firstIndex { !isOwn($0) }
    let scores = policies.indices.map { policy in
      var score = score(policy, outcomes[policy], costs[policy])
      if let baseline, baseline != policy {
        score.relativeCost = PairedBootstrap.ratio(
          of: costs[policy], over: costs[baseline], seed: settings.seed)
      }
      return score
    }
    return (scores, histories.count - count)
  }

  private func isOwn(_ policy: any SizingPolicy) -> Bool {
    settings.ownPolicies.contains(type(of: policy).name)
  }

  private func score(
    _ policy: Int, _ outcomes: [ReplayOutcome], _ costs: [Double]
  ) -> BacktestReport.PolicyScore {
    let total = outcomes.reduce(.zero, +)
    return BacktestReport.PolicyScore(
      name: type(of: policies[policy]).name, variant: isOwn(policies[policy]) ? "ours" : "default",
      knobs: policies[policy].knobs, cost: costs.reduce(0, +) / Double(costs.count),
      relativeCost: nil, slack: total.slackShare ?? 0,
      shortageDaysPerMonth: total.shortageDaysPerMonth ?? 0,
      resizesPerMonth: total.resizesPerMonth ?? 0)
  }

  /// One outcome a policy; `nil` for an entity without enough warm-up, a size, or an observed step that was not cut
  /// off.
  private func replayed(_ series: Int, from first: Int) -> [ReplayOutcome]? {
    let history = histories[series]
    let warmup = history.peaks.prefix(first)
    guard warmup.count(where: { $0 != nil }) >= settings.minimumObserved else { return nil }
    let usual = SizingReplay.usualPeak(of: dailyPeaks(warmup, step: history.step))
    let held = policies.indices.map { sizes[$0][series] }
    // Whole windows are skipped, so that all policies are judged on the same ones.
    let isSized = { (offset: Int) in held.allSatisfy { ($0[offset] ?? 0) > 0 } }
    let length = held.first?.count ?? 0
    let starts = stride(from: 0, to: length, by: settings.decisionWindow)
    guard let start = starts.first(where: isSized) else { return nil }
    let steps = (first + start)..<(first + length)
    let outcomes = held.map { sizes in
      SizingReplay.score(
        peaks: Array(history.peaks[steps]),
        censored: history.censoredMilliseconds[steps].map { $0 > 0 },
        sizes: sizes[start...].compactMap { $0 }, step: history.step,
        stepsPerWindow: settings.decisionWindow, costs: settings.costs, usualPeak: usual)
    }
    return outcomes.allSatisfy { $0.days > 0 } ? outcomes : nil
  }

  /// The largest value of each whole or begun day; the steps themselves where they are a day or longer.
  private func dailyPeaks(_ peaks: ArraySlice<Double?>, step: Duration) -> [Double?] {
    let perDay = max(1, Int(86_400_000 / step.wholeMilliseconds))
    return stride(from: 0, to: peaks.count, by: perDay).map { start in
      peaks[start..<min(start + perDay, peaks.count)].compactMap { $0 }.max()
    }
  }
}
