import CapacityModel
import Evaluation
import Forecasting
import HeadroomBasics
import Testing

@Suite struct AccuracyTests {
  private static func demand(_ series: Int, _ step: Int) -> Double {
    if series == 3 { return step < 40 ? 40 : 41 }
    return Double(50 + 10 * series + 5 * (step % 7) + (step * 37 + series * 11) % 13)
  }

  private static let forecaster = FormulaForecaster { series, step, level in
    let base = series == 3 ? 40 : Double(50 + 10 * series + 5 * (step % 7))
    return base + (level.map { 13 * $0 } ?? 7)
  }

  @Test("scores of one origin agree with the evaluation script to 1e-12")
  func oneOrigin() throws {
    let panel = BacktestExamples.panel(series: 4, steps: 45, Self.demand)
    let settings = BacktestExamples.settings(horizons: [5], warmup: 40, stride: 5)
    let report = try ForecastBacktest(settings: settings).run(
      panel: panel, forecasters: [Self.forecaster])
    let score = try #require(report.forecasters.first)
    // evaluate.py, score() of the same numbers; the fourth series has no scale there either.
    #expect(score.forecasts == 4 && score.skipped == 0 && score.behaviour == nil)
    #expect(abs((score.mase ?? .nan) - 1.64) < 1e-12)
    #expect(abs((score.sql ?? .nan) - 1.2193333333333334) < 1e-12)
    #expect(abs((score.crps ?? .nan) - 0.03627148174546606) < 1e-12)
    #expect(abs((score.wape ?? .nan) - 0.05203136136849608) < 1e-12)
    #expect(score.coverage80 == 0.6 && score.coverage90 == 1 && score.coverage95 == 1)
    #expect(score.seriesPerSecond == nil)
  }

  @Test("scores of two origins are those of a set in which each series and origin is a series")
  func twoOrigins() throws {
    let panel = BacktestExamples.panel(series: 4, steps: 50, Self.demand)
    let settings = BacktestExamples.settings(horizons: [5], warmup: 40, stride: 5)
    let report = try ForecastBacktest(settings: settings).run(
      panel: panel, forecasters: [Self.forecaster])
    let score = try #require(report.forecasters.first)
    #expect(report.origins == [40, 45].map(panel.calendar.instant))
    #expect(score.forecasts == 8)
    #expect(abs((score.mase ?? .nan) - 7.895841716968478) < 1e-12)
    #expect(abs((score.sql ?? .nan) - 5.131094418362024) < 1e-12)
    #expect(abs((score.crps ?? .nan) - 0.035278259195070286) < 1e-12)
    #expect(abs((score.wape ?? .nan) - 0.05025996533795494) < 1e-12)
    #expect(abs((score.coverage80 ?? .nan) - 0.6) < 1e-12)
  }

  @Test("a forecaster that knows the future scores 0 and covers everything")
  func perfect() throws {
    let panel = BacktestExamples.panel(series: 3, steps: 60, Self.demand)
    let forecaster = FormulaForecaster { series, step, _ in Self.demand(series, step) }
    let settings = BacktestExamples.settings(horizons: [1, 7], warmup: 30, stride: 3)
    let report = try ForecastBacktest(settings: settings).run(
      panel: panel, forecasters: [forecaster])
    for score in report.forecasters {
      #expect([score.mase, score.sql, score.crps, score.wape] == [0, 0, 0, 0])
      #expect([score.coverage80, score.coverage90, score.coverage95] == [1, 1, 1])
    }
  }

  @Test("gaps after the origin are left out, gaps before it enter neither scale nor count")
  func gaps() throws {
    // History 0, 10, gap, 30; lag 1: pairs (0, 10) alone, so the scale is 10. After the origin: 50, gap, 80.
    let values: [Double?] = [0, 10, nil, 30, 50, nil, 80]
    let panel = BacktestExamples.panel(series: 1, steps: 7) { values[$1] }
    var settings = BacktestExamples.settings(horizons: [3], warmup: 4, stride: 9)
    (settings.seasons, settings.minimumObserved) = ([], 3)
    let forecaster = FormulaForecaster { _, _, _ in 60 }
    let report = try ForecastBacktest(settings: settings).run(
      panel: panel, forecasters: [forecaster])
    let score = try #require(report.forecasters.first)
    // Errors 10 and 20: MASE (15) / 10, WAPE 30 / 130; every decile's mean loss is |error| on average over p and 1 - p.
    #expect(abs((score.mase ?? .nan) - 1.5) < 1e-12)
    #expect(abs((score.wape ?? .nan) - 30.0 / 130) < 1e-12)
    #expect(abs((score.sql ?? .nan) - 1.5) < 1e-12)
    settings.minimumObserved = 4
    let strict = try ForecastBacktest(settings: settings).run(
      panel: panel, forecasters: [forecaster])
    #expect(strict.forecasters[0].forecasts == 0 && strict.forecasters[0].skipped == 1)
    #expect(strict.forecasters[0].mase == nil && strict.data.entities == 0)
    #expect(strict.warnings.contains { $0.contains("1 of 1 forecasts over 3 steps") })
  }

  @Test("measures whose quantiles are absent are absent; an absent median is the mean")
  func absentQuantiles() throws {
    let panel = BacktestExamples.panel(series: 3, steps: 45, Self.demand)
    let settings = BacktestExamples.settings(horizons: [5], warmup: 40, stride: 5)
    var forecaster = Self.forecaster
    forecaster.withheld = [0.5, 0.975]
    let score = try ForecastBacktest(settings: settings).run(
      panel: panel, forecasters: [forecaster]
    )
    .forecasters[0]
    #expect(score.coverage95 == nil && score.coverage90 != nil && score.sql != nil)
    forecaster.withheld = [0.3]
    let fewer = try ForecastBacktest(settings: settings).run(
      panel: panel, forecasters: [forecaster]
    )
    .forecasters[0]
    #expect(fewer.sql == nil && fewer.crps == nil && fewer.mase != nil)
  }

  @Test("classes split the main forecaster's scores and add up to all of them")
  func classes() throws {
    let panel = BacktestExamples.panel(series: 4, steps: 60, Self.demand)
    var forecaster = Self.forecaster
    forecaster.behaviour = { $0 == 3 ? .idle : .seasonal }
    let settings = BacktestExamples.settings(horizons: [7, 14], warmup: 30, stride: 4)
    let report = try ForecastBacktest(settings: settings).run(
      panel: panel, forecasters: [forecaster, Self.forecaster])
    let all = report.forecasters.filter { $0.behaviour == nil }
    #expect(all.map(\.horizon) == [7, 14, 7, 14])
    for horizon in [7, 14] {
      let parts = report.forecasters.filter { $0.behaviour != nil && $0.horizon == horizon }
      #expect(parts.map(\.behaviour) == [.idle, .seasonal])
      let total = all.first { $0.horizon == horizon }
      #expect(parts.reduce(0) { $0 + $1.forecasts } == total?.forecasts)
    }
  }

  @Test("lengths of history split the scores, and the seasonal naive is the line to beat")
  func lengths() throws {
    let panel = BacktestExamples.panel(series: 4, steps: 120, Self.demand)
    let settings = BacktestExamples.settings(horizons: [7], warmup: 30, stride: 7)
    let report = try ForecastBacktest(settings: settings).run(
      panel: panel, forecasters: [Self.forecaster, SeasonalNaive()])
    let (main, naive) = (report.forecasters[0], report.forecasters[1])
    let lengths = try #require(report.byHistory)
    // The last of the origins knows 107 steps.
    #expect(lengths.map(\.history) == [.init(from: 28, to: 56), .init(from: 56, to: 112)])
    #expect(lengths.reduce(0) { $0 + $1.forecasts } == main.forecasts)
    // Origins 30, 37, 44 and 51 know fewer than 56 steps.
    #expect(lengths[0].forecasts == 4 * 4)
    let ratio = try #require(main.sql) / #require(naive.sql)
    #expect(abs((main.sqlOverSeasonalNaive ?? .nan) - ratio) < 1e-12)
    #expect(naive.sqlOverSeasonalNaive == 1)
  }

  @Test("the entities named worst are those with the largest loss, the naive's loss beside it")
  func worst() throws {
    let panel = BacktestExamples.panel(series: 3, steps: 80, Self.demand)
    // Series 1 is missed by far more than its neighbours.
    let forecaster = FormulaForecaster { series, step, _ in
      Self.demand(series, step) + [1.0, 30, 4][series]
    }
    let settings = BacktestExamples.settings(horizons: [3, 7], warmup: 30, stride: 5)
    let report = try ForecastBacktest(settings: settings).run(
      panel: panel, forecasters: [forecaster, SeasonalNaive()])
    let worst = try #require(report.worst)
    #expect(worst.map(\.entity) == [1, 2, 0].map { panel.entities[$0] })
    #expect(worst.allSatisfy { $0.horizon == 7 && $0.forecasts == 9 })
    #expect(worst[0].sql > worst[1].sql && worst[1].sql > worst[2].sql)
    #expect((worst[0].sqlSeasonalNaive ?? .nan) < worst[0].sql)
  }

  @Test("speed is reported only from an injected clock")
  func clock() throws {
    let panel = BacktestExamples.panel(series: 4, steps: 50, Self.demand)
    let settings = BacktestExamples.settings(horizons: [5], warmup: 40, stride: 5)
    var ticks = 0
    let report = try ForecastBacktest(settings: settings).run(
      panel: panel, forecasters: [Self.forecaster],
      clock: {
        ticks += 1
        return .milliseconds(500 * ticks)
      })
    // Two origins of 4 series at half a second each.
    #expect(report.forecasters[0].seriesPerSecond == 8)
  }
}
