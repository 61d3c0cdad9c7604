internal import CapacityModel
internal import HeadroomBasics
internal import Sizing

/// Lets every policy decide, window by window, from what was known, and keeps the sizes that would have been in force.
struct PolicyWalk {
  /// The rules, in the report's order.
  let policies: [any SizingPolicy]
  /// One a series, whole.
  let histories: [EntityHistory]
  /// How to walk.
  let settings: BacktestSettings
  /// Steps seen at the first decision.
  private(set) var first: Int?
  /// Sizes in force, bytes, one row a policy and entity: a value a step from `first`; `nil` where no size is known.
  private(set) var sizes: [[[Double?]]]

  /// Starts before the first decision.
  init(policies: [any SizingPolicy], histories: [EntityHistory], settings: BacktestSettings) {
    (self.policies, self.histories, self.settings) = (policies, histories, settings)
    sizes = Array(
      repeating: Array(repeating: [], count: histories.count), count: policies.count)
  }

  /// Decides at every window that begins from `origin` to before `next`.
  ///
  /// A decision later than the origin still rests on the origin's forecast, so its peak spans the steps since then
  /// too: a little too careful, never too well informed.
  mutating func decide(from origin: Int, until next: Int, forecast: ForecastPanel) {
    let start = first ?? origin
    first = start
    for step in origin..<next {
      let isDecision = (step - start) % settings.decisionWindow == 0
      let through = min(forecast.horizon, step - origin + settings.cover)
      for series in histories.indices {
        guard isDecision else {
          for policy in policies.indices { holdSize(policy, series) }
          continue
        }
        let known = histories[series].known(after: step)
        let peak = forecast.peak(of: series, through: through)
        for policy in policies.indices {
          decide(policy, series, known: known, peak: peak, start: start)
        }
      }
    }
  }

  private mutating func decide(
    _ policy: Int, _ series: Int, known: EntityHistory, peak: PeakDistribution?, start: Int
  ) {
    var history = known
    let held = sizes[policy][series]
    // The policy lives with its own past decisions, not with the sizes that were recorded beside them.
    for (offset, size) in held.enumerated() { history.sizes[start + offset] = size }
    if let size = held.last.flatMap({ $0 }) { history.configured = ByteCount(Int64(size)) }
    let context = SizingContext(
      history: history, peak: peak, serviceLevel: settings.serviceLevel, costs: settings.costs)
    let answer = policies[policy].recommendation(for: context).size
    // A size that stays needs no rounding, even where it was set before there was a step.
    let stays = answer == nil || answer == history.configured
    let size = stays ? history.configured : answer?.roundedUp(to: settings.sizeStep)
    sizes[policy][series].append(size.map { Double($0.bytes) })
  }

  private mutating func holdSize(_ policy: Int, _ series: Int) {
    let last = sizes[policy][series].last.flatMap { $0 }
    sizes[policy][series].append(last)
  }
}
