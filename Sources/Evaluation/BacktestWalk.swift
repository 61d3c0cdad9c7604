internal import CapacityModel
internal import Forecasting
internal import Sizing

/// The state of a backtest between two origins.
struct BacktestWalk {
  private let panel: Panel
  private let histories: [EntityHistory]
  private let forecasters: [any Forecaster]
  private let settings: BacktestSettings
  private let clock: (() -> Duration)?
  private let outcomes: PeakOutcomes

  private var scales: HistoryScales
  private var accuracy: AccuracyBoard
  private var peaks: PeakCalibration
  private var confidence: ConfidenceCalibration?
  private var sizing: PolicyWalk?
  private var judgedSeries: Set<Int> = []
  /// The classes at the origin being visited, as the first forecaster sees them.
  private var behaviour: [BehaviourClass] = []

  /// Starts before the first origin; the arguments are those of `Backtester.run`, already checked.
  init(
    panel: Panel, histories: [EntityHistory], forecasters: [any Forecaster],
    policies: [any SizingPolicy], settings: BacktestSettings, clock: (() -> Duration)?
  ) {
    (self.panel, self.histories, self.forecasters) = (panel, histories, forecasters)
    (self.settings, self.clock) = (settings, clock)
    outcomes = PeakOutcomes(
      panel: panel, histories: histories, minimumCoverage: settings.minimumPeakCoverage)
    scales = HistoryScales(seriesCount: panel.seriesCount, lag: settings.lag)
    accuracy = AccuracyBoard(
      names: forecasters.map { type(of: $0).name }, horizons: settings.horizons,
      shortest: settings.minimumObserved, entities: panel.entities)
    peaks = PeakCalibration(horizons: settings.horizons, levels: settings.calibrationLevels)
    let own = settings.ownPolicies.lazy.compactMap { name in
      policies.first { type(of: $0).name == name }
    }.first
    confidence = own.map { ConfidenceCalibration(policy: $0, settings: settings) }
    if !policies.isEmpty {
      sizing = PolicyWalk(policies: policies, histories: histories, settings: settings)
    }
  }

  /// Forecasts at `origin`, judges what was said, and decides sizes up to the next origin.
  mutating func visit(
    _ origin: Int, until next: Int, isJudged: Bool
  ) throws(EvaluationError) {
    let known = panel.prefix(origin)
    scales.advance(to: origin, in: panel)
    for (index, forecaster) in forecasters.enumerated() where isJudged || index == 0 {
      let forecast = try made(by: forecaster, at: origin, knowing: known, index: index)
      if index == 0 { behaviour = forecast.bases.map(\.behaviour) }
      if isJudged { judge(forecast, by: index, at: origin) }
      if index == 0 { sizing?.decide(from: origin, until: next, forecast: forecast) }
    }
  }

  /// The finished report.
  func report(origins: [Int]) -> BacktestReport {
    let (policies, unjudged) = sizing?.scores() ?? ([], 0)
    var report = BacktestReport(
      now: settings.now, seed: settings.seed,
      data: .init(
        store: settings.store, entities: judgedSeries.count, range: panel.calendar.range),
      origins: origins.map(panel.calendar.instant), forecasters: accuracy.scores,
      policies: policies, calibration: peaks.rows, confidence: confidence?.rows ?? [],
      costs: settings.costs,
      chosen: PolicyChoice(ownPolicies: settings.ownPolicies).choice(among: policies))
    (report.byHistory, report.worst) = (accuracy.byHistory, accuracy.worst)
    report.warnings = warnings(of: report, unjudged: unjudged)
    return report
  }

  private mutating func made(
    by forecaster: any Forecaster, at origin: Int, knowing known: Panel, index: Int
  ) throws(EvaluationError) -> ForecastPanel {
    var horizon = settings.horizons.max() ?? 1
    if index == 0, sizing != nil { horizon = max(horizon, settings.stride - 1 + settings.cover) }
    let request = ForecastRequest(
      horizon: horizon, seasons: settings.seasons, levels: settings.levels,
      peakLevels: index == 0 ? settings.peakLevels : [])
    let start = clock?()
    let forecast: ForecastPanel
    do {
      forecast = try forecaster.forecast(known, request: request)
    } catch {
      throw .forecast(
        forecaster: type(of: forecaster).name, origin: panel.calendar.instant(origin),
        reason: error)
    }
    precondition(
      forecast.entities == panel.entities && forecast.horizon == horizon,
      "a forecast of another shape by \(type(of: forecaster).name)")
    if let start, let end = clock?() {
      accuracy.clocked(index, series: panel.seriesCount, took: end - start)
    }
    return forecast
  }

  private mutating func judge(_ forecast: ForecastPanel, by index: Int, at origin: Int) {
    for (place, horizon) in settings.horizons.enumerated()
    where origin + horizon <= panel.stepCount {
      for series in 0..<panel.seriesCount {
        let observed = scales.observed[series]
        guard isJudged(series, at: origin, horizon: horizon) else {
          accuracy.skip(index, place, behaviour[series], observed: observed)
          continue
        }
        judgedSeries.insert(series)
        accuracy.add(
          forecast, index, place, behaviour[series], observed: observed, series: series,
          in: panel, origin: origin, scale: scales.scale(of: series))
        if index == 0 { judgePeak(forecast, series, at: origin, place) }
      }
    }
  }

  private mutating func judgePeak(
    _ forecast: ForecastPanel, _ series: Int, at origin: Int, _ place: Int
  ) {
    let horizon = settings.horizons[place]
    guard let distribution = forecast.peak(of: series, through: horizon),
      let realised = outcomes.peak(of: series, origin: origin, horizon: horizon)
    else { return }
    peaks.add(
      distribution, behaviour: forecast.bases[series].behaviour, horizon: place,
      realised: realised)
    guard confidence != nil else { return }
    let known = histories[series].known(after: origin)
    confidence?.add(distribution, history: known, horizon: place, realised: realised)
  }

  private func isJudged(_ series: Int, at origin: Int, horizon: Int) -> Bool {
    guard scales.observed[series] >= settings.minimumObserved else { return false }
    return (origin..<(origin + horizon)).contains { panel[$0, series] != nil }
  }

  private func warnings(of report: BacktestReport, unjudged: Int) -> [String] {
    var warnings: [String] = []
    let main = report.forecasters.filter { $0.behaviour == nil && $0.name == accuracy.names[0] }
    for score in main where score.forecasts == 0 {
      warnings.append("nothing could be judged \(score.horizon) steps ahead; ingest more history")
    }
    for score in main where score.skipped > 0 {
      warnings.append(
        "\(score.skipped) of \(score.skipped + score.forecasts) forecasts over \(score.horizon) "
          + "steps were not judged: fewer than \(settings.minimumObserved) observed steps before, "
          + "or none after")
    }
    if unjudged > 0 {
      warnings.append(
        "\(unjudged) entities took no part in the replay: too little warm-up, no known size, or no "
          + "observed step after it")
    }
    return warnings
  }
}
