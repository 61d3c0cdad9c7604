internal import CapacityModel

/// Sums from which the accuracy of one forecaster at one horizon over one group of series follows.
///
/// With y observed, f the mean and q_p the quantiles over the observed steps of a horizon, and s the series' scale:
/// MASE = mean over forecasts of mean |y − f| / s; SQL = mean over forecasts of the mean over deciles p and steps of
/// 2 max(p (y − q_p), (p − 1)(y − q_p)), / s; CRPS = mean over deciles of Σ that loss / Σ |y|; WAPE = Σ |y − f| / Σ |y|;
/// coverage = share of y within the central interval. Forecasts without a scale do not enter MASE and SQL.
///
/// Sources: Hyndman & Koehler (2006), Int. J. Forecasting 22(4); Gneiting & Raftery (2007), J. Am. Stat. Assoc. 102.
struct AccuracyTally {
  private static let deciles = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]
  private static let intervals = [(0.1, 0.9), (0.05, 0.95), (0.025, 0.975)]

  private var forecasts = 0
  private var skipped = 0
  private var scaled = 0
  private var values = 0
  private var scaledError = 0.0
  private var scaledLoss = 0.0
  private var error = 0.0
  private var total = 0.0
  private var losses = Array(repeating: 0.0, count: deciles.count)
  private var inside = Array(repeating: 0, count: intervals.count)
  private var hasDeciles = true
  private var hasInterval = Array(repeating: true, count: intervals.count)

  /// Counts a forecast that is not judged.
  mutating func skip() { skipped += 1 }

  /// Judges the first `horizon` steps of a forecast of `series`, made at `origin`; gaps are left out.
  ///
  /// - Parameter scale: The denominator of MASE, `nil` where there is none.
  ///
  /// - Returns: The forecast's loss on that scale, as it enters SQL.
  @discardableResult
  mutating func add(
    _ forecast: ForecastPanel, series: Int, in panel: Panel, origin: Int, horizon: Int,
    scale: Double?
  ) -> Double? {
    let width = panel.seriesCount
    let deciles = Self.deciles.map { forecast.quantile(at: $0) }
    let intervals = Self.intervals.map {
      (forecast.exactQuantile(at: $0.0), forecast.exactQuantile(at: $0.1))
    }
    for (index, pair) in intervals.enumerated() where pair.0 == nil || pair.1 == nil {
      hasInterval[index] = false
    }
    hasDeciles = hasDeciles && deciles.allSatisfy { $0 != nil }
    var (ownError, ownLoss, steps) = (0.0, 0.0, 0)
    for step in 0..<horizon where panel.mask[(origin + step) * width + series] {
      let actual = panel.values[(origin + step) * width + series]
      let place = step * width + series
      steps += 1
      ownError += (actual - forecast.mean[place]).magnitude
      total += actual.magnitude
      for (index, matrix) in deciles.enumerated() {
        guard let matrix else { continue }
        let (level, miss) = (Self.deciles[index], actual - matrix[place])
        let loss = 2 * max(level * miss, (level - 1) * miss)
        losses[index] += loss
        ownLoss += loss
      }
      for case (let index, (let low?, let high?)) in intervals.enumerated()
      where low[place] <= actual && actual <= high[place] {
        inside[index] += 1
      }
    }
    error += ownError
    (forecasts, values) = (forecasts + 1, values + steps)
    guard let scale, steps > 0 else { return nil }
    scaled += 1
    scaledError += ownError / Double(steps) / scale
    let loss = ownLoss / Double(steps * Self.deciles.count) / scale
    scaledLoss += loss
    return hasDeciles ? loss : nil
  }

  /// The figures; one that has nothing to rest on is `nil`.
  func score(
    name: String, horizon: Int, behaviour: BehaviourClass?
  ) -> BacktestReport.ForecasterScore {
    var score = BacktestReport.ForecasterScore(
      name: name, horizon: horizon, behaviour: behaviour, forecasts: forecasts, skipped: skipped)
    if scaled > 0 {
      score.mase = scaledError / Double(scaled)
      score.sql = hasDeciles ? scaledLoss / Double(scaled) : nil
    }
    if total > 0 {
      score.wape = error / total
      let perDecile = losses.reduce(0) { $0 + $1 / total }
      score.crps = hasDeciles ? perDecile / Double(losses.count) : nil
    }
    func share(_ index: Int) -> Double? {
      values > 0 && hasInterval[index] ? Double(inside[index]) / Double(values) : nil
    }
    (score.coverage80, score.coverage90, score.coverage95) = (share(0), share(1), share(2))
    return score
  }

  /// Whether anything was judged or left out.
  var isEmpty: Bool { forecasts == 0 && skipped == 0 }
}

extension ForecastPanel {
  /// The matrix of the quantile `level`; the mean stands in for an absent median, as in the M4 evaluation.
  fileprivate func quantile(at level: Double) -> [Double]? {
    exactQuantile(at: level) ?? (level == 0.5 ? mean : nil)
  }

  /// The matrix of the quantile `level`, where it was asked for.
  fileprivate func exactQuantile(at level: Double) -> [Double]? {
    levels.firstIndex { ($0 - level).magnitude < 1e-9 }.map { quantiles[$0] }
  }
}
