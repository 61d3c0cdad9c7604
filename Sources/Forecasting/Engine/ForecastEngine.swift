import CapacityModel
import LinearAlgebra

/// Back-tests members from rolling origins, combines them, and calibrates intervals and peaks on what came.
struct ForecastEngine {
  let forecaster: String
  let request: ForecastRequest
  let settings: EngineSettings

  init(
    _ forecaster: String, _ panel: Panel, _ request: ForecastRequest
  ) throws(ForecastingError) {
    guard panel.seriesCount > 0, panel.stepCount > 0 else {
      throw .emptyPanel(series: panel.seriesCount, steps: panel.stepCount)
    }
    guard request.horizon > 0 else { throw .horizonNotPositive(request.horizon) }
    for levels in [request.levels, request.peakLevels] {
      let ascending = zip(levels, levels.dropFirst()).allSatisfy { $0 < $1 }
      guard ascending, levels.allSatisfy({ $0 > 0 && $0 < 1 }) else {
        throw .levelsNotAscending(levels)
      }
    }
    (self.forecaster, self.request) = (forecaster, request)
    settings = EngineSettings(step: panel.calendar.step)
  }

  /// The season that levels and classes are told by: the shortest one that history holds twice.
  func season(_ steps: Int) -> Int? { request.seasons.first { 2 * $0 <= steps } }

  /// Forecasts with `members`; the first one stands in where another cannot serve a series.
  func forecast(
    _ panel: Panel, _ prepared: PreparedPanel, members: [any Member]
  ) -> ForecastPanel {
    let n = prepared.seriesCount
    let run = MemberRun(members: members, whole: prepared, horizon: request.horizon)
    let test = backTest(run)
    let profiles = SeriesProfile.all(
      of: prepared, span: settings.scaleSpan, season: season(prepared.stepCount))
    let combination = Combination(
      test, members: members.count, series: n, horizon: request.horizon, settings: settings)
    let ahead = combination.combine(
      run.forecasts(seen: prepared.stepCount, crossFitted: false).forecasts)
    let tested = test.origins.map { combination.combine($0.forecasts) }
    let residuals = zip(test.origins, tested).map { origin, path in
      zip(origin.actual, path).map { $0 - $1 }
    }
    let scale = ResidualScale(
      residuals, test, profiles: profiles, horizon: request.horizon, prior: settings.scalePrior)
    let steps = StepQuantiles(
      residuals, test, scale, profiles: profiles, levels: request.levels,
      prior: settings.quantilePrior)
    let peaks =
      request.peakLevels.isEmpty
      ? nil
      : PeakCalibration(
        tested, test, scale, profiles: profiles, horizon: request.horizon)
    let assembly = ForecastAssembly(
      panel: panel, prepared: prepared, profiles: profiles, ahead: ahead, scale: scale,
      steps: steps, peaks: peaks, test: test, request: request,
      season: season(prepared.stepCount))
    return assembly.forecast(named: forecaster)
  }

  private func backTest(_ run: MemberRun) -> BackTest {
    let (whole, h) = (run.whole, request.horizon)
    let n = whole.seriesCount
    let origins = RollingOrigins(stepCount: whole.stepCount, horizon: h, settings: settings)
    return BackTest(
      origins: origins.seenSteps.map { seen in
        let (past, forecasts) = run.forecasts(seen: seen, crossFitted: true)
        let profiles = SeriesProfile.all(of: past, span: settings.scaleSpan, season: season(seen))
        var actual = [Double](repeating: 0, count: h * n)
        var valid = [Bool](repeating: false, count: h * n)
        for series in 0..<n where past.length(series) >= min(settings.minimumHistory, seen) {
          for k in 0..<min(h, whole.stepCount - seen) {
            let at = series * whole.stepCount + seen + k
            actual[k * n + series] = whole.natural(whole.rows[at], series)
            valid[k * n + series] = whole.known[at]
          }
        }
        return BackTest.Origin(
          seenSteps: seen, forecasts: forecasts, actual: actual, valid: valid,
          scales: profiles.map(\.scale), classes: profiles)
      })
  }
}
