internal import CapacityModel

/// Picks the policy that a plan would use.
///
/// A policy of this project is chosen only where it costs less than every other rule at no more shortage-days than the
/// cheapest of them; otherwise that rule is chosen, and the report says so.
struct PolicyChoice {
  /// Names of this project's policies.
  let ownPolicies: [String]

  /// The choice; `nil` without policies.
  func choice(among scores: [BacktestReport.PolicyScore]) -> BacktestReport.Choice? {
    let offered = scores.filter { $0.variant != "bound" }
    let own = cheapest(offered.filter { ownPolicies.contains($0.name) })
    let rival = cheapest(offered.filter { !ownPolicies.contains($0.name) })
    guard let own else {
      return rival.map { .init(policy: $0.name, why: "the cheapest rule of this replay") }
    }
    guard let rival else {
      return .init(policy: own.name, why: "no other rule took part in this replay")
    }
    if own.cost >= rival.cost {
      return .init(
        policy: rival.name, why: "\(own.name) did not cost less on this history")
    }
    if own.shortageDaysPerMonth > rival.shortageDaysPerMonth {
      return .init(
        policy: rival.name,
        why: "\(own.name) costs less, but at more shortage-days than \(rival.name)")
    }
    return .init(
      policy: own.name,
      why: "costs less than every other rule, at no more shortage-days than \(rival.name)")
  }

  private func cheapest(
    _ scores: [BacktestReport.PolicyScore]
  ) -> BacktestReport.PolicyScore? {
    scores.min { $0.cost < $1.cost }
  }
}
