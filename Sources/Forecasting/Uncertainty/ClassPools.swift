import CapacityModel

/// Quantiles of scores by behaviour class, each shrunk to the quantiles of all.
struct ClassPools: Sendable {
  private let all: QuantilePool
  private let byClass: [BehaviourClass: QuantilePool]

  /// Scores' worth of trust in the pool of all classes.
  private static let prior = 100.0

  init(_ scores: [BehaviourClass: [Double]]) {
    all = QuantilePool(BehaviourClass.allCases.flatMap { scores[$0] ?? [] })
    byClass = scores.mapValues(QuantilePool.init)
  }

  /// Whether no score is there at all.
  var isEmpty: Bool { all.count == 0 }

  /// The quantile at `level` for a series of a class.
  func quantile(_ level: Double, _ behaviour: BehaviourClass) -> Double {
    guard let own = byClass[behaviour], own.count > 0 else { return all.quantile(level) }
    let trust = Double(own.count) / (Double(own.count) + Self.prior)
    return trust * own.quantile(level) + (1 - trust) * all.quantile(level)
  }
}
