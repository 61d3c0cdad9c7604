public import CapacityModel
internal import Sizing

extension PolicyEvaluation {
  /// The policy that a plan should use.
  ///
  /// A policy of this project is offered only where, on the judged days of entities it never saw, it costs less than
  /// every tuned or published rival, and misses no more days than the cheapest of them. Otherwise that rival is chosen.
  public var choice: BacktestReport.Choice? {
    guard let rival else {
      let own = cheapest(contenders.filter { $0.variant == "ours" })
      return own.map { .init(policy: $0.policy, why: "no other rule took part") }
    }
    let own = contenders.filter { $0.variant == "ours" || $0.variant == "guarded" }
    let limit = total(rival)
    let passing = own.filter { total($0).cost < limit.cost && total($0).events <= limit.events }
    if let best = cheapest(passing) {
      let share = ((total(best).cost / limit.cost - 1) * 1000).rounded() / 10
      return .init(
        policy: best.policy,
        why: "on held-out entities and later days it costs \(share) % against \(rival.policy) "
          + "(\(rival.variant)), the cheapest other rule, at no more shortage-days")
    }
    let cheaper = own.contains { total($0).cost < limit.cost }
    let why =
      cheaper
      ? "own policies cost less on held-out days, but at more shortage-days"
      : "no own policy cost less on held-out days"
    return .init(policy: rival.policy, why: why)
  }

  private func total(_ contender: Contender) -> (cost: Double, events: Double) {
    (
      costs(of: contender, at: settings.costs).reduce(0, +),
      contender.tallies.reduce(0) { $0 + $1.events }
    )
  }
}
