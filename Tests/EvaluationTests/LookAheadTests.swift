import CapacityModel
import Evaluation
import Forecasting
import Sizing
import Testing

@Suite struct LookAheadTests {
  private func run(
    changedFrom first: Int
  ) throws -> (panels: [Panel], contexts: [SizingContext]) {
    let panel = BacktestExamples.panel(series: 2, steps: 60) { series, step in
      step < first ? Double(1_000_000_000 + series * 7 + step) : Double(9_000_000_000 + step)
    }
    let (forecaster, policy) = (FormulaForecaster(), QuantilePolicy())
    var settings = BacktestExamples.settings(horizons: [7, 14], warmup: 28, stride: 4)
    settings.confidenceLevels = []
    _ = try Backtester(settings: settings).run(
      panel: panel, histories: BacktestExamples.histories(of: panel), forecasters: [forecaster],
      policies: [policy])
    return (forecaster.seen.all, policy.seen.all)
  }

  @Test("changing every value after an origin changes nothing that was known at it")
  func noLookAhead() throws {
    let before = try run(changedFrom: .max)
    for first in [28, 33, 52] {
      let after = try run(changedFrom: first)
      let known = before.panels.indices.filter { before.panels[$0].stepCount <= first }
      #expect(!known.isEmpty)
      for index in known { #expect(before.panels[index] == after.panels[index]) }
      let decisions = before.contexts.indices.filter {
        before.contexts[$0].history.peaks.count <= first
      }
      #expect(!decisions.isEmpty)
      for index in decisions {
        #expect(before.contexts[index].history == after.contexts[index].history)
        #expect(before.contexts[index].peak == after.contexts[index].peak)
      }
    }
    // The check can fail: later origins do see the change.
    let after = try run(changedFrom: 28)
    #expect(before.panels.last != after.panels.last)
  }

  @Test("origins run from the warm-up to the last that leaves the shortest horizon")
  func origins() throws {
    let seen = try run(changedFrom: .max).panels.map(\.stepCount)
    // Up to 52 forecasts are judged; 56 is made for sizing alone.
    #expect(seen == [28, 32, 36, 40, 44, 48, 52, 56])
  }

  @Test("a count keeps the latest origins at which every horizon can be judged")
  func originCount() throws {
    let panel = BacktestExamples.panel(series: 1, steps: 60) { _, step in Double(step) }
    var settings = BacktestExamples.settings(horizons: [7, 14], warmup: 28, stride: 4)
    settings.originCount = 3
    let report = try Backtester(settings: settings).run(
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
      try Backtester(settings: settings).run(
        panel: panel, histories: BacktestExamples.histories(of: panel),
        forecasters: [FormulaForecaster { _, step, _ in Double(step) }],
        policies: [QuantilePolicy(), KeepPolicy()])
    }
    #expect(reports[0] == reports[1])
  }
}
