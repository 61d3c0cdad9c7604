import CapacityModel
import Evaluation
import Forecasting
import Testing

@Suite struct LookAheadTests {
  private func run(changedFrom first: Int) throws -> [Panel] {
    let panel = BacktestExamples.panel(series: 2, steps: 60) { series, step in
      step < first ? Double(1_000_000_000 + series * 7 + step) : Double(9_000_000_000 + step)
    }
    let forecaster = FormulaForecaster()
    let settings = BacktestExamples.settings(horizons: [7, 14], warmup: 28, stride: 4)
    _ = try ForecastBacktest(settings: settings).run(
      panel: panel, histories: BacktestExamples.histories(of: panel), forecasters: [forecaster])
    return forecaster.seen.all
  }

  @Test("changing every value after an origin changes nothing that was known at it")
  func noLookAhead() throws {
    let before = try run(changedFrom: .max)
    for first in [28, 33, 52] {
      let after = try run(changedFrom: first)
      let known = before.indices.filter { before[$0].stepCount <= first }
      #expect(!known.isEmpty)
      for index in known { #expect(before[index] == after[index]) }
    }
    // The check can fail: later origins do see the change.
    let after = try run(changedFrom: 28)
    #expect(before.last != after.last)
  }

  @Test("origins run from the warm-up to the last that leaves the shortest horizon")
  func origins() throws {
    let seen = try run(changedFrom: .max).map(\.stepCount)
    #expect(seen == [28, 32, 36, 40, 44, 48, 52])
  }

  @Test("a count keeps the latest origins at which every horizon can be judged")
  func originCount() throws {
    let panel = BacktestExamples.panel(series: 1, steps: 60) { _, step in Double(step) }
    var settings = BacktestExamples.settings(horizons: [7, 14], warmup: 28, stride: 4)
    settings.originCount = 3
    let report = try ForecastBacktest(settings: settings).run(
      panel: panel, forecasters: [FormulaForecaster()])
    #expect(report.origins == [38, 42, 46].map(panel.calendar.instant))
    #expect(report.forecasters.filter { $0.behaviour == nil }.map(\.forecasts) == [3, 3])
  }

  @Test("the same backtest gives the same report")
  func deterministic() throws {
    let panel = BacktestExamples.panel(series: 3, steps: 60) { series, step in
      Double(series * 100_000_000 + step * 7919 % 100 * 1_000_000)
    }
    let settings = BacktestExamples.settings(horizons: [7], warmup: 28, stride: 4)
    let reports = try (0..<2).map { _ in
      try ForecastBacktest(settings: settings).run(
        panel: panel, histories: BacktestExamples.histories(of: panel),
        forecasters: [FormulaForecaster { _, step, _ in Double(step) }])
    }
    #expect(reports[0] == reports[1])
  }
}
