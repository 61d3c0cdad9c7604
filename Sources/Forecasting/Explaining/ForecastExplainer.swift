import CapacityModel

/// Tells of a finished forecast what it rests on.
struct ForecastExplainer: Sendable {
  let panel: PreparedPanel
  let combination: Combination
  let errors: BacktestErrors
  let treeShare: Double
  let season: Int?
  let calendar: StepCalendar

  /// Steps of the horizon whose parts are told.
  private static let toldSteps = 7

  /// The explanation of `series`, a column of `forecast` and of the panel.
  func explanation(of series: Int, in forecast: ForecastPanel) -> ForecastExplanation {
    var explanation = ForecastExplanation(
      entity: forecast.entities[series], forecaster: forecast.forecaster,
      origin: forecast.calendar.start, horizon: forecast.horizon, basis: forecast.bases[series],
      parts: parts(series, forecast))
    explanation.members = combination.shares[series] ?? []
    explanation.treeShare = treeShare
    explanation.shifts = shifts(series)
    explanation.origins = origins(series)
    return explanation
  }

  private func parts(_ series: Int, _ forecast: ForecastPanel) -> [ForecastExplanation.Part] {
    let (basis, count) = (forecast.bases[series], min(Self.toldSteps, forecast.horizon))
    let steps = (0..<count).map { count > 1 ? (forecast.horizon - 1) * $0 / (count - 1) : 0 }
    return steps.map { step in
      let place = step * forecast.seriesCount + series
      let middle = forecast.levels.firstIndex { abs($0 - 0.5) < 1e-9 }
      let median = middle.map { forecast.quantiles[$0][place] } ?? forecast.mean[place]
      let top = forecast.quantiles.last.map { $0[place] } ?? median
      let (base, trend, season) = (basis.level, basis.trend[step], basis.season[step])
      return ForecastExplanation.Part(
        step: step + 1, base: base, trend: trend, season: season,
        other: median - base - trend - season, tail: top - median,
        tailLevel: forecast.levels.last ?? 0.5)
    }
  }

  private func shifts(_ series: Int) -> [ForecastExplanation.Shift] {
    let row = series * panel.length
    let first = min(panel.begun[series], panel.length - 1)
    let values = Array(panel.natural[(row + first)..<(row + panel.length)])
    let steps = LevelShifts.steps(values, cycle: season ?? 1)
    let bounds = [0] + steps + [values.count]
    let (unit, offset) = (panel.unit[series], calendar.count - panel.length + first)
    func mean(_ from: Int, _ to: Int) -> Double {
      values[from..<to].reduce(0, +) / Double(to - from) * unit
    }
    return steps.indices.map { index in
      ForecastExplanation.Shift(
        at: calendar.instant(offset + bounds[index + 1]),
        before: mean(bounds[index], bounds[index + 1]),
        after: mean(bounds[index + 1], bounds[index + 2]))
    }
  }

  private func origins(_ series: Int) -> [ForecastExplanation.Origin] {
    errors.origins.ends.indices.filter { errors.isJudged(series, $0) }.compactMap { origin in
      let (path, unit) = (errors.offset(series, origin), panel.unit[series])
      let known = (0..<errors.horizon).filter { !errors.residuals[path + $0].isNaN }
      guard !known.isEmpty else { return nil }
      let end = errors.origins.ends[origin]
      let count = Double(known.count)
      func mean(_ value: (Int) -> Double) -> Double {
        known.reduce(0) { $0 + value($1) } * unit / count
      }
      return ForecastExplanation.Origin(
        at: calendar.instant(calendar.count - panel.length + end), steps: known.count,
        observed: mean { panel.natural[series * panel.length + end + $0] },
        bias: mean { -errors.residuals[path + $0] },
        error: mean { abs(errors.residuals[path + $0]) }
      )
    }
  }
}
