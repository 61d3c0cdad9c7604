import CapacityModel
import HeadroomBasics

/// Quantiles of the scores, errors in units of scale × profile, for every series: the same at all steps.
struct StepQuantiles: Sendable {
  /// The levels asked for, the median and those of `BoostingLevels`, ascending.
  let levels: [Double]
  /// Whether any error was measured at all.
  let isMeasured: Bool
  /// Shape `[N × levels]`.
  private let values: [Double]

  init(
    _ errors: BacktestErrors, scales: ErrorScales, profile: HorizonProfile, levels: [Double],
    settings: EngineSettings
  ) {
    let levels = Set(levels + BoostingLevels.all).sorted()
    let now = errors.origins.ends.count
    let own = ParallelLoop.threads.map(errors.seriesCount) { series in
      errors.origins.ends.indices.map { origin in
        errors.isJudged(series, origin)
          ? Self.scores(errors, scales, profile, series, origin) : []
      }
    }
    var scores = PooledQuantiles.Scores()
    for series in own.indices {
      for origin in own[series].indices where errors.teaches(series, origin) {
        scores.add(own[series][origin], behaviour: errors.behaviour(series, origin))
      }
    }
    let pooled = PooledQuantiles(scores, levels: levels, origins: now)
    values = ParallelLoop.threads.map(errors.seriesCount) { series in
      let count = Double(errors.count(series))
      return pooled.quantiles(
        own: own[series].flatMap { $0 }, behaviour: errors.behaviour(series, now),
        trust: count / (count + settings.quantilePrior))
    }.flatMap { $0 }
    self.levels = levels
    isMeasured = pooled.isMeasured
  }

  /// The quantiles of `series`, one a level.
  func quantiles(_ series: Int) -> ArraySlice<Double> {
    values[(series * levels.count)..<((series + 1) * levels.count)]
  }

  /// The quantiles of `series` at the levels of `BoostingLevels`.
  func lanes(_ series: Int) -> SIMD16<Float> {
    let own = quantiles(series)
    var result = SIMD16<Float>.zero
    for (level, value) in zip(levels, own) {
      guard let lane = BoostingLevels.all.firstIndex(of: level) else { continue }
      result[lane] = Float(value)
    }
    return result
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
