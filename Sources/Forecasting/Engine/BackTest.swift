/// What members said at past origins, and what came; natural units.
struct BackTest: Sendable {
  /// One origin.
  struct Origin: Sendable {
    /// Steps seen.
    var seenSteps: Int
    /// For each member its forecasts, shape `[h × N]`.
    var forecasts: [[Double]]
    /// What came, shape `[h × N]`.
    var actual: [Double]
    /// Where it is known and the series had enough history, shape `[h × N]`.
    var valid: [Bool]
    /// Each series' scale as known then.
    var scales: [Double]
    /// Each series' class as known then.
    var classes: [SeriesProfile]
  }

  /// Ascending.
  var origins: [Origin]
}

/// Runs members on a panel, now or at a past origin.
struct MemberRun {
  let members: [any Member]
  let whole: PreparedPanel
  let horizon: Int

  /// Every member's forecast from the first `seen` steps, natural units, within the plausible range of each series.
  func forecasts(seen: Int, crossFitted: Bool) -> (panel: PreparedPanel, forecasts: [[Double]]) {
    let past = seen == whole.stepCount ? whole : whole.prefix(seen)
    let bounds = (0..<past.seriesCount).map { PlausibleRange(past, $0) }
    var results: [[Double]] = []
    var fallback: [Double] = []
    for member in members {
      let usable = past.stepCount >= member.neededSteps
      var forecast =
        usable ? member.forecast(past, horizon: horizon, crossFitted: crossFitted) : fallback
      if fallback.isEmpty { fallback = forecast }
      for series in 0..<past.seriesCount where usable && past.length(series) < member.neededSteps {
        for k in 0..<horizon {
          forecast[k * past.seriesCount + series] = fallback[k * past.seriesCount + series]
        }
      }
      results.append(forecast)
    }
    let natural = results.map { forecast in
      forecast.enumerated().map { index, value in
        let series = index % past.seriesCount
        return bounds[series].clamp(past.natural(value, series))
      }
    }
    return (past, natural)
  }
}

/// Where forecasts of a series may lie: half a range below and one above what was seen, not below 0 for values ≥ 0.
private struct PlausibleRange {
  let low: Double
  let high: Double

  init(_ panel: PreparedPanel, _ series: Int) {
    let t = panel.stepCount
    var (least, most) = (Double.infinity, -Double.infinity)
    for step in min(panel.start[series], t - 1)..<t {
      let value = panel.natural(panel.rows[series * t + step], series)
      (least, most) = (min(least, value), max(most, value))
    }
    let width = most - least
    low = least >= 0 ? max(least - 0.5 * width, 0) : least - 0.5 * width
    high = most + width
  }

  func clamp(_ value: Double) -> Double { value.isFinite ? min(max(value, low), high) : high }
}
