import CapacityModel

/// Quantiles of each step ahead: standardised back-test errors, a series' own shrunk to its class.
///
/// Source: split conformal prediction (Vovk, Gammerman, Shafer 2005), without its guarantee: a series' errors are not
/// exchangeable.
struct StepQuantiles: Sendable {
  /// For each level the standardised quantile of each series, shape `[levels][N]`.
  let standardised: [[Double]]

  /// Errors a series needs before its own quantiles are looked at.
  private static let leastOwn = 8

  init(
    _ residuals: [[Double]], _ test: BackTest, _ scale: ResidualScale, profiles: [SeriesProfile],
    levels: [Double], prior: Double
  ) {
    let n = profiles.count
    var pooled: [BehaviourClass: [Double]] = [:]
    var own = [[Double]](repeating: [], count: n)
    var seen = [Double](repeating: 0, count: n)
    for (index, origin) in test.origins.enumerated() {
      for series in 0..<n {
        var any = false
        for k in scale.profile.indices where origin.valid[k * n + series] {
          let size = scale.leftOut[index][series] * scale.profile[k]
          let score = residuals[index][k * n + series] / size
          pooled[origin.classes[series].behaviour, default: []].append(score)
          own[series].append(score)
          any = true
        }
        if any { seen[series] += 1 }
      }
    }
    let pools = GroupPools(pooled, groups: BehaviourClass.allCases)
    let ownPools = own.map { $0.count >= Self.leastOwn ? QuantilePool($0) : nil }
    standardised = levels.map { level in
      (0..<n).map { series in
        let common = pools.quantile(level, profiles[series].behaviour)
        guard let pool = ownPools[series] else { return common }
        let trust = seen[series] / (seen[series] + prior)
        return trust * pool.quantile(level) + (1 - trust) * common
      }
    }
  }
}
