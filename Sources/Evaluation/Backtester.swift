public import CapacityModel
public import Forecasting
internal import HeadroomBasics
public import Sizing

/// Walks an origin through history, hides what comes after it, and scores what would have been said and done.
///
/// Every forecaster forecasts every origin once, over the longest horizon; shorter horizons are judged on its first
/// steps. The first forecaster is the main one: classes, peaks, confidence and sizes rest on it.
public struct Backtester: Sendable {
  private let settings: BacktestSettings

  /// Creates a backtest with `settings`; they are checked by `run`.
  public init(settings: BacktestSettings) { self.settings = settings }

  /// Runs the backtest.
  ///
  /// - Parameters:
  ///   - panel: All history up to `settings.now`, natural units, shape `[T × N]`.
  ///   - histories: One a series, in the panel's order and on its calendar, whole; each is cut at the origin before
  ///     anyone sees it. May be empty where no policies are given; censored steps are then unknown.
  ///   - forecasters: At least one, the main one first.
  ///   - policies: Sizing rules to replay, in the report's order; none for accuracy alone.
  ///   - clock: Time since any fixed instant, to measure speed; without it the report does not depend on the clock.
  ///   - progress: Told how many of how many origins are done.
  /// - Throws: `EvaluationError` for settings outside their range, too short or misaligned history, or a forecaster
  ///   that gives up.
  public func run(
    panel: Panel, histories: [EntityHistory] = [], forecasters: [any Forecaster],
    policies: [any SizingPolicy] = [], clock: (() -> Duration)? = nil,
    progress: (_ done: Int, _ all: Int) -> Void = { _, _ in }
  ) throws(EvaluationError) -> BacktestReport {
    try settings.check(forecasters: forecasters.count)
    if !policies.isEmpty || !histories.isEmpty { try check(histories, against: panel) }
    let schedule = try OriginSchedule(
      steps: panel.stepCount, settings: settings, sizing: !policies.isEmpty)
    var walk = BacktestWalk(
      panel: panel, histories: histories, forecasters: forecasters, policies: policies,
      settings: settings, clock: clock)
    for (index, origin) in schedule.all.enumerated() {
      let isJudged = index < schedule.judged.count
      let next = index + 1 < schedule.all.count ? schedule.all[index + 1] : panel.stepCount
      try walk.visit(origin, until: next, isJudged: isJudged)
      progress(index + 1, schedule.all.count)
    }
    return walk.report(origins: schedule.judged)
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

extension BacktestSettings {
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
    try need(decisionWindow > 0, "decisionWindow", decisionWindow, "at least 1 step")
    try need(cover > 0, "sizeHorizon", cover, "at least 1 step")
    try need(sizeStep.bytes > 0, "sizeStep", sizeStep, "a positive size")
    for level in calibrationLevels + confidenceLevels + [serviceLevel] {
      try need(level > 0 && level < 1, "a level", level, "one between 0 and 1")
    }
  }
}
