public import CapacityModel

/// One row a series and day ahead: the fan.
public struct DailyForecastTable: CapacityTable {
  /// `forecast_daily`.
  public static let name = "forecast_daily"
  /// One line for people.
  public static let summary =
    "one row a VM, cluster or the fleet, and day ahead: mean and quantiles of its peak demand"

  /// Creates the table.
  public init() {}

  private func fields(in tables: CapacityTables) -> [TableField<ForecastPlace>] {
    let days: [TableField<ForecastPlace>] = [
      .day("day", "the UTC day ahead") { $0.forecast.calendar.instant($0.step) },
      .bytes("mean_bytes", "expected peak demand of the day") { $0.forecast.mean[$0.index] },
    ]
    return ForecastPlace.names + days
      + ForecastPlace.quantiles(
        tables.forecasts.first?.forecast.levels ?? [],
        "the day's peak demand stays below it with this probability"
      ) { $0.forecast.quantiles[$1][$0.index] }
  }

  /// The columns, one a quantile among them.
  public func columns(in tables: CapacityTables) -> [TableColumn]? {
    fields(in: tables).map(\.column)
  }

  /// Writes the series of each level in its order, the nearest day first.
  public func write(_ tables: CapacityTables, to sink: ByteSink) throws -> Int {
    let rows = tables.forecasts.lazy.flatMap { part in
      (0..<part.forecast.seriesCount).lazy.flatMap { series in
        (0..<part.forecast.horizon).lazy.map { step in
          ForecastPlace(
            level: part.level, forecast: part.forecast, series: series, step: step, capacity: nil)
        }
      }
    }
    return try fields(in: tables).write(rows, to: sink)
  }
}
