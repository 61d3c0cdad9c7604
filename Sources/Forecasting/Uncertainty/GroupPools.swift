/// Quantiles of scores by group, such as a behaviour class, each shrunk to the quantiles of all.
struct GroupPools<Group: Hashable & Sendable>: Sendable {
  private let all: QuantilePool
  private let byGroup: [Group: QuantilePool]

  /// Scores' worth of trust in the pool of all groups.
  private static var prior: Double { 100 }

  /// Pools scores; `groups` gives the order in which all of them are joined, so that the result has no other.
  init(_ scores: [Group: [Double]], groups: [Group]) {
    all = QuantilePool(groups.flatMap { scores[$0] ?? [] })
    byGroup = scores.mapValues(QuantilePool.init)
  }

  /// Whether no score is there at all.
  var isEmpty: Bool { all.count == 0 }

  /// The quantile at `level` for a series of a group.
  func quantile(_ level: Double, _ group: Group) -> Double {
    guard let own = byGroup[group], own.count > 0 else { return all.quantile(level) }
    let trust = Double(own.count) / (Double(own.count) + Self.prior)
    return trust * own.quantile(level) + (1 - trust) * all.quantile(level)
  }
}
