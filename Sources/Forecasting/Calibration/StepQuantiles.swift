import CapacityModel

/// Quantiles of each step: the combined forecast plus scale × profile × score quantile.
struct StepQuantiles: Sendable {
  let errors: BacktestErrors
  let scales: ErrorScales
  let profile: HorizonProfile
  let settings: EngineSettings
  private let pooled: PooledQuantiles

  init(
    _ errors: BacktestErrors, scales: ErrorScales, profile: HorizonProfile, levels: [Double],
    settings: EngineSettings
  ) {
    (self.errors, self.scales, self.profile, self.settings) = (errors, scales, profile, settings)
    var scores = PooledQuantiles.Scores()
    for series in 0..<errors.seriesCount {
      for origin in errors.origins.ends.indices where errors.isJudged(series, origin) {
        scores.add(
          Self.scores(errors, scales, profile, series, origin),
          behaviour: errors.behaviour(series, origin))
      }
    }
    pooled = PooledQuantiles(scores, levels: levels, origins: errors.origins.ends.count)
  }

  /// Whether any error was measured at all.
  var isMeasured: Bool { pooled.isMeasured }

  /// Offsets from the combined forecast of `series` in its unit, shape `[levels × h]`.
  func offsets(_ series: Int) -> [[Double]] {
    let origins = errors.origins.ends.indices.filter { errors.isJudged(series, $0) }
    let own = origins.flatMap { Self.scores(errors, scales, profile, series, $0) }
    let count = Double(origins.count)
    let quantiles = pooled.quantiles(
      own: own, behaviour: errors.behaviour(series, errors.origins.ends.count),
      trust: count / (count + settings.quantilePrior))
    let scale = scales.scale(series, errors.origins.ends.count)
    return quantiles.map { quantile in profile.values.map { scale * $0 * quantile } }
  }

  private static func scores(
    _ errors: BacktestErrors, _ scales: ErrorScales, _ profile: HorizonProfile, _ series: Int,
    _ origin: Int
  ) -> [Double] {
    let (path, scale) = (errors.offset(series, origin), scales.scale(series, origin))
    return profile.values.indices.compactMap { step in
      let residual = errors.residuals[path + step]
      return residual.isNaN ? nil : residual / (scale * profile.values[step])
    }
  }
}
