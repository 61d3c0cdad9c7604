internal import CapacityModel
internal import Forecasting

/// The state of a backtest of forecasters between two origins.
struct ForecastWalk {
  private let panel: Panel
  private let forecasters: [any Forecaster]
  private let settings: ForecastBacktestSettings
  private let clock: (() -> Duration)?
  private let outcomes: PeakOutcomes

  private var scales: HistoryScales
  private var accuracy: AccuracyBoard
  private var peaks: PeakCalibration
  private var judgedSeries: Set<Int> = []
  /// The classes at the origin being visited, as the first forecaster sees them.
  private var behaviour: [BehaviourClass] = []

  /// Starts before the first origin; the arguments are those of `ForecastBacktest.run`, already checked.
  init(
    panel: Panel, histories: [EntityHistory], forecasters: [any Forecaster],
    settings: ForecastBacktestSettings, clock: (() -> Duration)?
  ) {
    (self.panel, self.forecasters, self.settings, self.clock) = (
      panel, forecasters, settings, clock
    )
    outcomes = PeakOutcomes(
      panel: panel, histories: histories, minimumCoverage: settings.minimumPeakCoverage)
    scales = HistoryScales(seriesCount: panel.seriesCount, lag: settings.lag)
    accuracy = AccuracyBoard(
      names: forecasters.map { type(of: $0).name }, horizons: settings.horizons,
      shortest: settings.minimumObserved, entities: panel.entities)
    peaks = PeakCalibration(horizons: settings.horizons, levels: settings.calibrationLevels)
  }

  /// Forecasts at `origin` and judges what was said.
  mutating func visit(_ origin: Int) throws(EvaluationError) {
    let known = panel.prefix(origin)
    scales.advance(to: origin, in: panel)
    for (index, forecaster) in forecasters.enumerated() {
      let forecast = try made(by: forecaster, at: origin, knowing: known, index: index)
      if index == 0 { behaviour = forecast.bases.map(\.behaviour) }
      judge(forecast, by: index, at: origin)
    }
  }

  /// The finished report.
  func report(origins: [Int]) -> BacktestReport {
    var report = BacktestReport(
      now: settings.now, seed: settings.seed,
      data: .init(
        store: settings.store, entities: judgedSeries.count, range: panel.calendar.range),
      origins: origins.map(panel.calendar.instant), forecasters: accuracy.scores,
      policies: [], calibration: peaks.rows, costs: CostModel())
    (report.byHistory, report.worst) = (accuracy.byHistory, accuracy.worst)
    report.warnings = warnings(of: report)
    return report
  }

  private mutating func made(
    by forecaster: any Forecaster, at origin: Int, knowing known: Panel, index: Int
  ) throws(EvaluationError) -> ForecastPanel {
    let horizon = settings.horizons.max() ?? 1
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
  }

  private func isJudged(_ series: Int, at origin: Int, horizon: Int) -> Bool {
    guard scales.observed[series] >= settings.minimumObserved else { return false }
    return (origin..<(origin + horizon)).contains { panel[$0, series] != nil }
  }

  private func warnings(of report: BacktestReport) -> [String] {
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
    return warnings
  }
}
