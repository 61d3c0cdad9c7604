import CapacityModel
import HeadroomBasics

/// A small backtest with every kind of figure.
enum BacktestExamples {
  static let report: BacktestReport = {
    var score = BacktestReport.ForecasterScore(
      name: "ridge", horizon: 7, forecasts: 3159, skipped: 12)
    (score.mase, score.sql, score.crps, score.wape) = (0.9213, 0.7411, 0.0513, 0.0701)
    (score.coverage80, score.coverage90, score.coverage95) = (0.802, 0.9, 0.951)
    var idle = BacktestReport.ForecasterScore(
      name: "ridge", horizon: 7, behaviour: .idle, forecasts: 9)
    idle.coverage80 = 1
    score.sqlOverSeasonalNaive = 0.684
    var long = score
    long.history = .init(from: 448, to: nil)
    let start = Timestamp(parsing: "2013-08-01")!
    var report = BacktestReport(
      now: PlanExamples.now, seed: 7,
      data: .init(
        store: "fleet.headroom", entities: 351,
        range: TimeRange(start: start, end: PlanExamples.now)),
      origins: [start + .days(28), start + .days(35)], forecasters: [score, idle],
      policies: [
        .init(
          name: "peak-quantile", variant: "ours", knobs: [:], cost: 12.345,
          relativeCost: .init(value: 0.967, low: 0.955, high: 0.978), slack: 0.44,
          shortageDaysPerMonth: 1.11, resizesPerMonth: 3.7),
        .init(
          name: "=vpa", variant: "default", knobs: ["halfLife": 24], cost: 12.77,
          relativeCost: nil, slack: 0.45, shortageDaysPerMonth: 0.96, resizesPerMonth: 2.4),
      ],
      calibration: [
        .init(horizon: 7, level: 0.95, promised: 0.95, realised: 0.9412, n: 3100),
        .init(
          horizon: 7, behaviour: .idle, level: 0.95, promised: 0.999, realised: 1, n: 9),
      ], costs: CostModel())
    report.confidence = [
      .init(
        policy: "peak-quantile", horizon: 7, from: 0.95, to: 0.99, promised: 0.966,
        realised: 0.958, n: 1201)
    ]
    report.chosen = .init(policy: "peak-quantile", why: "costs less than every other rule")
    report.warnings = ["12 of 3171 forecasts over 7 steps were not judged"]
    report.byHistory = [long]
    report.worst = [
      .init(
        entity: EntityID("vm\u{1B}7"), behaviour: .bursty, horizon: 7, forecasts: 6, sql: 10.5114,
        sqlSeasonalNaive: 18.8921)
    ]
    return report
  }()
}
