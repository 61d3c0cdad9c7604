internal import CapacityModel

/// What of the past the scores need, for every series at once, kept up to date from origin to origin.
struct HistoryScales {
  /// Observed steps so far, one a series.
  private(set) var observed: [Int]
  private var seen = 0
  private let lag: Int
  private var levelSums: [Double]
  private var stepSums: [Double]
  private var stepCounts: [Int]

  /// Starts before the first step.
  ///
  /// - Parameter lag: m of the seasonal naive's in-sample error, steps, `> 0`.
  init(seriesCount: Int, lag: Int) {
    self.lag = lag
    observed = Array(repeating: 0, count: seriesCount)
    stepCounts = observed
    levelSums = Array(repeating: 0, count: seriesCount)
    stepSums = levelSums
  }

  /// Takes in the panel's steps up to `origin`.
  mutating func advance(to origin: Int, in panel: Panel) {
    let width = panel.seriesCount
    for step in seen..<max(seen, origin) {
      for series in 0..<width where panel.mask[step * width + series] {
        let value = panel.values[step * width + series]
        observed[series] += 1
        levelSums[series] += value.magnitude
        guard step >= lag, panel.mask[(step - lag) * width + series] else { continue }
        stepSums[series] += (value - panel.values[(step - lag) * width + series]).magnitude
        stepCounts[series] += 1
      }
    }
    seen = max(seen, origin)
  }

  /// The denominator of MASE, mean |y_t − y_{t−m}| over the pairs of observed steps; `nil` where it is as good as zero
  /// beside the series' own level, or where there is no pair.
  ///
  /// Source: Hyndman & Koehler (2006), Int. J. Forecasting 22(4), 679–688.
  func scale(of series: Int) -> Double? {
    guard stepCounts[series] > 0 else { return nil }
    let scale = stepSums[series] / Double(stepCounts[series])
    let level = levelSums[series] / Double(observed[series])
    return scale > 1e-9 * (level + 1e-30) ? scale : nil
  }
}
