import HeadroomBasics

/// The peak regressions of several steps ahead, and how their quantiles are mixed with those of the scores.
struct PeakRegressions: Sendable {
  private let panel: PreparedPanel
  private let levels: [Double]
  private let fits: [PeakRegression]
  private let unit: Int
  /// The fleet's typical maximum in natural units, `> 0`.
  private let typical: Double

  /// Share of the regression in the logarithm of a quantile, where it learnt from a large fleet.
  private static let share = 0.7
  /// Independent paths' worth of trust in the scores alone.
  private static let prior = 40.0

  /// Fits what history supports.
  init(
    _ panel: PreparedPanel, anchors: [Int], levels: [Double], unit: Int
  ) throws(ForecastingError) {
    (self.panel, self.levels, self.unit) = (panel, levels, unit)
    let highs = (0..<panel.seriesCount).map { panel.highest[$0] * panel.unit[$0] }
      .filter { $0 > 0 }
    typical = highs.isEmpty ? 1 : OrderStatistics.median(highs)
    let typical = typical
    fits = try ParallelLoop.threads.tryMap(anchors.count) { index throws(ForecastingError) in
      try PeakRegression(panel, ahead: anchors[index], unit: unit, typical: typical)
    }.compactMap { $0 }
  }

  /// `scored` drawn towards the regressions, never descending in the step.
  ///
  /// Between the regressed steps the correction is linear in the logarithm of the step; beyond the last it is held.
  ///
  /// - Parameter scored: Quantiles by level and step, in the unit of `series`, shape `[levels × h]`.
  func blended(_ scored: [[Double]], series: Int) -> [[Double]] {
    let horizon = scored.first?.count ?? 0
    let usable = fits.filter { $0.ahead <= horizon }
    guard !usable.isEmpty, panel.teachesPeaks(series, at: panel.length, needed: 7 * unit) else {
      return scored
    }
    var floor = 0.0
    let corrections = usable.map { fit in
      let features = PeakFeatures(
        panel, series: series, end: panel.length, ahead: fit.ahead, unit: unit,
        typical: typical / panel.unit[series])
      floor = features.floor
      let share = Self.share * fit.independent / (fit.independent + Self.prior)
      return zip(fit.quantiles(features, levels: levels), scored).map { regressed, path in
        share
          * Exponential.logarithm((regressed + floor) / (max(path[fit.ahead - 1], 0) + floor))
      }
    }
    var result = scored
    for step in 0..<horizon {
      let (below, above, part) = place(of: step + 1, in: usable)
      for level in result.indices {
        let correction =
          (1 - part) * corrections[below][level] + part * corrections[above][level]
        let value = (max(scored[level][step], 0) + floor) * Exponential.of(correction) - floor
        result[level][step] = max(value, step > 0 ? result[level][step - 1] : value)
      }
    }
    return result
  }

  /// The regressions around `step` and the share of the upper one.
  private func place(of step: Int, in fits: [PeakRegression]) -> (Int, Int, Double) {
    guard let above = fits.firstIndex(where: { $0.ahead >= step }) else {
      return (fits.count - 1, fits.count - 1, 0)
    }
    guard above > 0 else { return (0, 0, 0) }
    let (low, high) = (Double(fits[above - 1].ahead), Double(fits[above].ahead))
    let share = Exponential.logarithm(Double(step) / low) / Exponential.logarithm(high / low)
    return (above - 1, above, share)
  }
}
