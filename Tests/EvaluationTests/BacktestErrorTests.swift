import CapacityModel
import Evaluation
import Forecasting
import Testing

@Suite struct BacktestErrorTests {
  private let panel = BacktestExamples.panel(series: 2, steps: 40) { _, step in Double(step) }
  private let settings = BacktestExamples.settings(horizons: [7], warmup: 28, stride: 7)

  @Test("history too short for warm-up and horizon says how much is needed")
  func tooShort() throws {
    let short = panel.prefix(30)
    #expect(throws: EvaluationError.historyTooShort(required: 35, actual: 30)) {
      try ForecastBacktest(settings: settings).run(panel: short, forecasters: [FormulaForecaster()])
    }
    #expect(
      "\(EvaluationError.historyTooShort(required: 35, actual: 30))".contains("at least 35 steps"))
  }

  @Test("a forecaster that gives up is named with its origin")
  func broken() throws {
    let origin = panel.calendar.instant(28)
    #expect(
      throws: EvaluationError.forecast(
        forecaster: "broken", origin: origin, reason: .numerical("a test"))
    ) {
      try ForecastBacktest(settings: settings).run(panel: panel, forecasters: [BrokenForecaster()])
    }
  }

  @Test("histories of other series or another length are refused")
  func misaligned() throws {
    let backtester = ForecastBacktest(settings: settings)
    let histories = BacktestExamples.histories(of: panel)
    #expect(
      throws: EvaluationError.historiesDiffer(
        place: 0, expected: EntityID("s0"), actual: EntityID("s1"))
    ) {
      try backtester.run(
        panel: panel, histories: histories.reversed(), forecasters: [FormulaForecaster()])
    }
    var shorter = histories
    shorter[1].sizes.removeLast()
    #expect(
      throws: EvaluationError.historyLength(entity: EntityID("s1"), expected: 40, actual: 39)
    ) {
      try backtester.run(panel: panel, histories: shorter, forecasters: [FormulaForecaster()])
    }
  }

  @Test(
    "settings outside their range are refused by name",
    arguments: ["horizons", "warmup", "stride", "scaleSeason", "a level"])
  func outOfRange(name: String) throws {
    var broken = settings
    switch name {
    case "horizons": broken.horizons = [7, 0]
    case "warmup": broken.warmup = 0
    case "stride": broken.stride = -1
    case "scaleSeason": broken.scaleSeason = 0
    default: broken.calibrationLevels = [0.5, 1]
    }
    let error = #expect(throws: EvaluationError.self) {
      try ForecastBacktest(settings: broken).run(panel: panel, forecasters: [FormulaForecaster()])
    }
    #expect("\(try #require(error))".hasPrefix(name))
  }

  @Test("a backtest without forecasters is refused")
  func noForecasters() {
    #expect(throws: EvaluationError.self) {
      try ForecastBacktest(settings: settings).run(panel: panel, forecasters: [])
    }
  }
}
