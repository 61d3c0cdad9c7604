import CapacityModel

extension BacktestReport {
  /// Joins reports: accuracy, calibration, past plans and policies each come from the last report that has them; `nil` for no report.
  ///
  /// A backtest with `--train-until` judges policies alone, one without it judges forecasts too but no tuned policies.
  static func joined(_ reports: [BacktestReport]) -> BacktestReport? {
    guard var joined = reports.first else { return nil }
    for report in reports.dropFirst() {
      if !report.forecasters.isEmpty {
        (joined.forecasters, joined.byHistory) = (report.forecasters, report.byHistory)
      }
      if !report.calibration.isEmpty { joined.calibration = report.calibration }
      if let decisions = report.decisions { joined.decisions = decisions }
      if !report.confidence.isEmpty { joined.confidence = report.confidence }
      if !report.policies.isEmpty {
        (joined.policies, joined.costs, joined.chosen) = (
          report.policies, report.costs, report.chosen
        )
      }
    }
    return joined
  }
}
