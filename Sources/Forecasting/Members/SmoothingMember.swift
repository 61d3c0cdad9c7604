/// Exponential smoothing: simple, or with a damped trend, over a grid of parameters for all series in lockstep.
///
/// Each series keeps the grid point whose forecasts `lead` steps ahead had the least mean absolute error.
/// Source: Gardner & McKenzie (1985), Management Science 31(10); Hyndman, Koehler, Ord, Snyder (2008), "Forecasting
/// with Exponential Smoothing".
struct SmoothingMember: Member {
  /// One grid point.
  struct Parameters: Sendable {
    /// Weight of a new value in the level.
    var level: Double
    /// Weight of a new slope in the trend; 0 for none.
    var trend: Double
    /// What is left of the trend after a step.
    var damping: Double

    /// φ + φ² + … + φ^steps: how many trend steps so many damped ones make.
    func reach(_ steps: Int) -> Double {
      damping >= 1 ? Double(steps) : damping * (1 - power(damping, steps)) / (1 - damping)
    }
  }

  let name: String
  /// The grid.
  let grid: [Parameters]
  /// Latest steps run over.
  let span: Int
  /// Steps ahead at which a grid point is judged.
  let lead: Int

  private static let levels = [0.03, 0.08, 0.15, 0.25, 0.4, 0.55, 0.7, 0.85, 0.97]

  /// Without a trend.
  static func simple(span: Int, lead: Int) -> SmoothingMember {
    let grid = levels.map { Parameters(level: $0, trend: 0, damping: 1) }
    return SmoothingMember(name: "simple-smoothing", grid: grid, span: span, lead: lead)
  }

  /// With a damped trend.
  static func damped(span: Int, lead: Int) -> SmoothingMember {
    let grid = levels[2...].flatMap { level in
      [0.05, 0.2].flatMap { trend in
        [0.8, 0.9, 0.96].map { Parameters(level: level, trend: trend, damping: $0) }
      }
    }
    return SmoothingMember(name: "damped-trend", grid: grid, span: span, lead: lead)
  }

  func forecast(_ panel: PreparedPanel, horizon: Int, crossFitted: Bool) -> [Double] {
    let n = panel.seriesCount
    var best = [Double](repeating: .infinity, count: n)
    var result = [Double](repeating: 0, count: horizon * n)
    for parameters in grid {
      let run = run(parameters, over: panel)
      let reaches = (1...horizon).map(parameters.reach)
      for series in 0..<n where run.error[series] < best[series] {
        best[series] = run.error[series]
        for k in 0..<horizon {
          result[k * n + series] = run.level[series] + reaches[k] * run.trend[series]
        }
      }
    }
    return result
  }

  /// Level, trend and summed absolute error of every series at the end, for one grid point.
  private func run(
    _ parameters: Parameters, over panel: PreparedPanel
  ) -> (level: [Double], trend: [Double], error: [Double]) {
    let (n, t) = (panel.seriesCount, panel.stepCount)
    let first = max(0, t - span)
    let lead = max(1, min(lead, (t - first) / 4))
    let settled = panel.start.map { max($0, first) + lead + min(10, (t - first) / 5) }
    var level = Array(panel.values[(first * n)..<(first * n + n)])
    var trend = [Double](repeating: 0, count: n)
    var error = trend
    var pending = (0..<lead).map { _ in level }
    let (alpha, gain, damping) = (
      parameters.level, parameters.level * parameters.trend, parameters.damping
    )
    let ahead = parameters.reach(lead)
    panel.values.withUnsafeBufferPointer { values in
      for step in first..<t {
        let due = (step - first) % lead
        for series in 0..<n {
          let value = values[step * n + series]
          if step >= settled[series] { error[series] += (value - pending[due][series]).magnitude }
          let carried = damping * trend[series]
          let surprise = value - level[series] - carried
          level[series] += carried + alpha * surprise
          trend[series] = carried + gain * surprise
          pending[due][series] = level[series] + ahead * trend[series]
        }
      }
    }
    return (level, trend, error)
  }
}

/// `base` to a whole power.
private func power(_ base: Double, _ exponent: Int) -> Double {
  (0..<exponent).reduce(1.0) { product, _ in product * base }
}
