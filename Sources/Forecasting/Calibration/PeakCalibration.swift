import CapacityModel

/// The largest value up to each step, calibrated directly.
///
/// At earlier origins the realised maximum up to step k is held against the largest forecast up to k, in units of the
/// series' scale; quantiles of these scores, a series' own shrunk to its class's and to the pool's, are added to the
/// largest forecast. Scores are taken at some steps and interpolated over the logarithm of the step. Beyond the steps
/// that history lets one judge they grow with the power of the step at which they grew before.
struct PeakCalibration: Sendable {
  let errors: BacktestErrors
  let scales: ErrorScales
  let settings: EngineSettings
  /// Steps at which scores are taken, counted from 1, ascending.
  private let anchors: [Int]
  private let pooled: [PooledQuantiles]
  private let growth: Double
  private let regressions: PeakRegressions

  init(
    _ errors: BacktestErrors, scales: ErrorScales, profile: HorizonProfile, levels: [Double],
    panel: PreparedPanel, settings: EngineSettings
  ) throws(ForecastingError) {
    (self.errors, self.scales, self.settings) = (errors, scales, settings)
    let known = max(1, errors.origins.calibratedSteps)
    anchors = Self.anchors(to: known)
    regressions = try PeakRegressions(
      panel, anchors: anchors, levels: levels, unit: settings.peakUnit)
    growth = profile.growth
    pooled = anchors.map { anchor in
      var scores = PooledQuantiles.Scores()
      for series in 0..<errors.seriesCount {
        for origin in errors.origins.ends.indices where errors.teaches(series, origin) {
          scores.add(
            Self.score(errors, scales, series, origin, anchor).map { [$0] } ?? [],
            behaviour: errors.behaviour(series, origin))
        }
      }
      return PooledQuantiles(scores, levels: levels, origins: errors.origins.ends.count)
    }
  }

  /// Quantiles of the peak of `series` in its unit, shape `[levels × h]`, never descending in the step.
  ///
  /// - Parameter ahead: The combined forecast, shape `[h]`.
  func quantiles(_ series: Int, ahead: ArraySlice<Double>) -> [[Double]] {
    let table = anchors.indices.map { scoreQuantiles(series, anchor: $0) }
    let scale = scales.scale(series, errors.origins.ends.count)
    var result = (table.first ?? []).map { _ in [Double]() }
    var largest = -Double.infinity
    for (step, value) in ahead.enumerated() {
      largest = max(largest, value)
      let (below, above, share, factor) = place(of: step + 1)
      for level in result.indices {
        let score = (1 - share) * table[below][level] + share * table[above][level]
        let quantile = largest + scale * factor * score
        result[level].append(max(quantile, result[level].last ?? quantile))
      }
    }
    return regressions.blended(result, series: series)
  }

  private func scoreQuantiles(_ series: Int, anchor: Int) -> [Double] {
    let own = errors.origins.ends.indices.compactMap { origin in
      errors.isJudged(series, origin)
        ? Self.score(errors, scales, series, origin, anchors[anchor]) : nil
    }
    let count = Double(own.count)
    return pooled[anchor].quantiles(
      own: own, behaviour: errors.behaviour(series, errors.origins.ends.count),
      trust: count / (count + settings.quantilePrior))
  }

  /// The anchors around `step`, the share of the upper one, and the growth beyond the last.
  private func place(of step: Int) -> (below: Int, above: Int, share: Double, factor: Double) {
    guard let above = anchors.firstIndex(where: { $0 >= step }) else {
      let last = anchors.count - 1
      let factor = Exponential.power(Double(step) / Double(anchors[last]), growth)
      return (last, last, 0, factor)
    }
    guard above > 0 else { return (0, 0, 0, 1) }
    let (low, high) = (Double(anchors[above - 1]), Double(anchors[above]))
    let share = Exponential.logarithm(Double(step) / low) / Exponential.logarithm(high / low)
    return (above - 1, above, share, 1)
  }

  private static func score(
    _ errors: BacktestErrors, _ scales: ErrorScales, _ series: Int, _ origin: Int, _ anchor: Int
  ) -> Double? {
    let residual = errors.peakResiduals[errors.offset(series, origin) + anchor - 1]
    return residual.isNaN ? nil : residual / scales.scale(series, origin)
  }

  /// 1, 2, 3, 5, 7, 10, 14, … and the last step.
  private static func anchors(to last: Int) -> [Int] {
    var (anchors, next) = ([Int](), 1.0)
    while Int(next) < last {
      if anchors.last != Int(next) { anchors.append(Int(next)) }
      next *= 1.4
    }
    return anchors + [last]
  }
}
