public import CapacityModel

/// One row a forecaster, horizon and group of series: how well it did.
public struct AccuracyTable: CapacityTable {
  /// `backtest_accuracy`.
  public static let name = "backtest_accuracy"
  /// One line for people.
  public static let summary =
    "one row a forecaster, horizon and group: accuracy and coverage on the fleet's own past"

  private var fields: [TableField<BacktestReport.ForecasterScore>] {
    [
      .text("forecaster", "the registered name") { $0.name },
      .count("horizon_steps", "steps ahead, days unless the backtest had another step") {
        $0.horizon
      },
      .text("behaviour", "the class judged; empty for all") { $0.behaviour?.rawValue },
      .count("history_from", "observed steps at the origin, inside; empty for any") {
        $0.history?.from
      },
      .count("history_to", "outside; empty for no bound") { $0.history?.to },
      .count("forecasts", "series × origins judged") { $0.forecasts },
      .count("skipped", "left out: too little history before, or nothing observed after") {
        $0.skipped
      },
      .number("mase", "mean absolute scaled error") { $0.mase },
      .number("sql", "scaled quantile loss over the deciles") { $0.sql },
      .number("sql_over_seasonal_naive", "the same over the seasonal naive's; below 1 is better") {
        $0.sqlOverSeasonalNaive
      },
      .number("crps", "mean weighted quantile loss over the deciles") { $0.crps },
      .number("wape", "Σ |error| / Σ |demand|") { $0.wape },
      .number("coverage80", "share of values inside the central 80 % interval") { $0.coverage80 },
      .number("coverage90", "inside 90 %") { $0.coverage90 },
      .number("coverage95", "inside 95 %") { $0.coverage95 },
    ]
  }

  /// Creates the table.
  public init() {}

  /// The columns; none without a backtest.
  public func columns(in tables: CapacityTables) -> [TableColumn]? {
    tables.backtest.map { _ in fields.map(\.column) }
  }

  /// Writes all series, then classes, then lengths of history.
  public func write(_ tables: CapacityTables, to sink: ByteSink) throws -> Int {
    let scores = tables.backtest.map { $0.forecasters + ($0.byHistory ?? []) }
    return try fields.write(scores ?? [], to: sink)
  }
}
