import CapacityModel
import Evaluation
import Forecasting
import HeadroomBasics
import Testing

@Suite struct CalibrationTests {
  /// Demand whose value at a step is a fixed draw from 0, 1, …, 99, every one as often within 100 steps.
  private static func demand(_ series: Int, _ step: Int) -> Double {
    Double((step * 37 + series * 13) % 100)
  }

  /// The true distribution of one draw: P(M ≤ 100 p − 1) = p at the levels asked for.
  private static let honest = FormulaForecaster(
    value: { _, _, level in 100 * (level ?? 0.5) - 1 },
    peak: { _, range, level in range.count == 1 ? 100 * level - 1 : 99 * level },
    behaviour: { $0 == 0 ? .bursty : .flat })

  private func settings(_ horizon: Int) -> ForecastBacktestSettings {
    var settings = BacktestExamples.settings(horizons: [horizon], warmup: 20, stride: 1)
    settings.seasons = []
    return settings
  }

  @Test("the peak of a known distribution is kept as often as promised")
  func known() throws {
    let panel = BacktestExamples.panel(series: 2, steps: 120, Self.demand)
    let report = try ForecastBacktest(settings: settings(1)).run(
      panel: panel, forecasters: [Self.honest])
    let all = report.calibration.filter { $0.behaviour == nil }
    #expect(all.map(\.level) == [0.5, 0.9, 0.95, 0.99])
    for row in all {
      // A hundred origins meet every one of the hundred values once.
      #expect(row.n == 200)
      #expect(abs(row.promised - row.level) < 1e-12)
      #expect(abs(row.realised - row.level) < 1e-12)
    }
    #expect(report.calibration.filter { $0.behaviour == .bursty }.map(\.n) == [100, 100, 100, 100])
    #expect(Set(report.calibration.map(\.behaviour)) == [nil, .bursty, .flat])
  }

  @Test("tied quantiles promise the highest of their levels")
  func tied() throws {
    let panel = BacktestExamples.panel(series: 1, steps: 40) { _, _ in 0 }
    let idle = FormulaForecaster { _, _, _ in 0 }
    let rows = try ForecastBacktest(settings: settings(7)).run(panel: panel, forecasters: [idle])
      .calibration.filter { $0.behaviour == nil }
    #expect(rows.count == 4)
    #expect(rows.allSatisfy { abs($0.promised - 0.999) < 1e-12 && $0.realised == 1 })
  }

  @Test("a peak counts where four fifths of its steps are seen, and not where fewer are")
  func gaps() throws {
    // One origin, ten steps after it: two gaps are allowed, three are not.
    for (gaps, expected) in [(2, 1), (3, 0)] {
      let panel = BacktestExamples.panel(series: 1, steps: 30) { _, step in
        step >= 20 && step < 20 + gaps ? nil : 5
      }
      let report = try ForecastBacktest(settings: settings(10)).run(
        panel: panel, forecasters: [Self.honest])
      #expect(report.calibration.filter { $0.behaviour == nil }.map(\.n).max() ?? 0 == expected)
      #expect(report.forecasters[0].forecasts == 1)
    }
  }

  @Test("a peak that the size cut off is not judged: it is only known to be larger")
  func censored() throws {
    let panel = BacktestExamples.panel(series: 2, steps: 30, Self.demand)
    let histories = BacktestExamples.histories(of: panel, censored: [1: [25]])
    let report = try ForecastBacktest(settings: settings(10)).run(
      panel: panel, histories: histories, forecasters: [Self.honest])
    #expect(report.calibration.filter { $0.behaviour == nil }.map(\.n) == [1, 1, 1, 1])
    #expect(report.calibration.contains { $0.behaviour == .bursty })
    #expect(!report.calibration.contains { $0.behaviour == .flat })
  }
}
