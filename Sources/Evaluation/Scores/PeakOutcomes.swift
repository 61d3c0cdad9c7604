internal import CapacityModel

/// What the largest demand over a horizon turned out to be, where that is known.
struct PeakOutcomes {
  private let panel: Panel
  private let censored: [[Int64]]
  private let minimumCoverage: Double

  /// Reads outcomes from the whole panel.
  ///
  /// - Parameter histories: The same series with what is known of censoring, or none.
  init(panel: Panel, histories: [EntityHistory], minimumCoverage: Double) {
    (self.panel, self.minimumCoverage) = (panel, minimumCoverage)
    censored = histories.map(\.censoredMilliseconds)
  }

  /// The largest of the `horizon` steps after `origin`; `nil` where the panel ends before, where too few of them are
  /// observed, or where demand was cut off by the size in one of them: such a peak is only known to be larger.
  func peak(of series: Int, origin: Int, horizon: Int) -> Double? {
    guard origin + horizon <= panel.stepCount else { return nil }
    var (largest, observed) = (-Double.infinity, 0)
    for step in origin..<(origin + horizon) {
      if !censored.isEmpty, censored[series][step] > 0 { return nil }
      guard let value = panel[step, series] else { continue }
      observed += 1
      largest = max(largest, value)
    }
    return observed > 0 && Double(observed) >= minimumCoverage * Double(horizon) ? largest : nil
  }
}
