public import CapacityModel
public import Forecasting
internal import HeadroomBasics

/// Walks an origin through history, hides what comes after it, and scores what forecasters would have said.
///
/// Every forecaster forecasts every origin once, over the longest horizon; shorter horizons are judged on its first
/// steps. The first forecaster is the main one: classes and peaks rest on it.
public struct ForecastBacktest: Sendable {
  private let settings: ForecastBacktestSettings

  /// Creates a backtest with `settings`; they are checked by `run`.
  public init(settings: ForecastBacktestSettings) { self.settings = settings }

  /// Runs the backtest.
  ///
  /// - Parameters:
  ///   - panel: All history up to `settings.now`, natural units, shape `[T × N]`.
  ///   - histories: One a series, in the panel's order and on its calendar; they tell which steps were censored. None where
  ///     that is not known.
  ///   - forecasters: At least one, the main one first.
  ///   - clock: Time since any fixed instant, to measure speed; without it the report does not depend on the clock.
  ///   - progress: Told how many of how many origins are done.
  /// - Throws: `EvaluationError` for settings outside their range, too short or misaligned history, or a forecaster
  ///   that gives up.
  public func run(
    panel: Panel, histories: [EntityHistory] = [], forecasters: [any Forecaster],
    clock: (() -> Duration)? = nil,
    progress: (_ done: Int, _ all: Int) -> Void = { _, _ in }
  ) throws(EvaluationError) -> BacktestReport {
    try settings.check(forecasters: forecasters.count)
    if !histories.isEmpty { try check(histories, against: panel) }
    let origins = try settings.origins(in: panel.stepCount)
    var walk = ForecastWalk(
      panel: panel, histories: histories, forecasters: forecasters, settings: settings, clock: clock
    )
    for (index, origin) in origins.enumerated() {
      try walk.visit(origin)
      progress(index + 1, origins.count)
    }
    return walk.report(origins: origins)
  }

  private func check(
    _ histories: [EntityHistory], against panel: Panel
  ) throws(EvaluationError) {
    for place in 0..<max(histories.count, panel.seriesCount) {
      let expected = place < panel.seriesCount ? panel.entities[place] : nil
      let actual = place < histories.count ? histories[place].entity : nil
      guard expected == actual else {
        throw .historiesDiffer(place: place, expected: expected, actual: actual)
      }
      let history = histories[place]
      let counts = [
        history.peaks.count, history.sizes.count, history.peakInstants.count,
        history.censoredMilliseconds.count, history.offMilliseconds.count,
      ]
      if let other = counts.first(where: { $0 != panel.stepCount }) {
        throw .historyLength(entity: history.entity, expected: panel.stepCount, actual: other)
      }
    }
  }
}

extension ForecastBacktestSettings {
  fileprivate func check(forecasters: Int) throws(EvaluationError) {
    func need(_ holds: Bool, _ name: String, _ value: Any, _ allowed: String)
      throws(EvaluationError)
    {
      guard holds else { throw .setting(name: name, value: "\(value)", allowed: allowed) }
    }
    try need(forecasters > 0, "the number of forecasters", forecasters, "at least one")
    let horizonsFit = !horizons.isEmpty && horizons.allSatisfy { $0 > 0 }
    try need(horizonsFit, "horizons", horizons, "at least one, each above 0")
    try need(warmup > 0, "warmup", warmup, "at least 1 step")
    try need(stride > 0, "stride", stride, "at least 1 step")
    try need(originCount ?? 1 > 0, "originCount", originCount ?? 0, "at least 1")
    try need(lag > 0, "scaleSeason", lag, "at least 1 step")
    for level in calibrationLevels {
      try need(level > 0 && level < 1, "a level", level, "one between 0 and 1")
    }
  }
}
