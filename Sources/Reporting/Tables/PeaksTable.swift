public import CapacityModel

/// One row a series: the largest demand over the horizon.
public struct PeaksTable: CapacityTable {
  /// `peaks`.
  public static let name = "peaks"
  /// One line for people.
  public static let summary =
    "one row a VM, cluster or the fleet: quantiles of its largest demand over the whole horizon"

  /// Creates the table.
  public init() {}

  private func fields(in tables: CapacityTables) -> [TableField<ForecastPlace>] {
    let facts: [TableField<ForecastPlace>] = [
      .count("horizon_days", "days ahead") { $0.forecast.horizon },
      .size(
        "capacity_bytes",
        "a VM's size; memory installed in a cluster or the fleet, less the failover reserve"
      ) { $0.capacity },
      .count("observed_days", "days of history that the forecast rests on") {
        $0.forecast.bases[$0.series].observedSteps
      },
    ]
    return ForecastPlace.names + facts
      + ForecastPlace.quantiles(
        tables.forecasts.first?.forecast.peakLevels ?? [],
        "demand stays below it over the whole horizon with this probability"
      ) { $0.forecast.peakQuantiles[$1][$0.index] }
  }

  /// The columns, one a quantile among them.
  public func columns(in tables: CapacityTables) -> [TableColumn]? {
    fields(in: tables).map(\.column)
  }

  /// Writes the series of each level in its order.
  public func write(_ tables: CapacityTables, to sink: ByteSink) throws -> Int {
    let rows = tables.forecasts.lazy.filter { $0.forecast.horizon > 0 }.flatMap { part in
      (0..<part.forecast.seriesCount).lazy.map { series in
        ForecastPlace(
          level: part.level, forecast: part.forecast, series: series,
          step: part.forecast.horizon - 1, capacity: part.capacities[series])
      }
    }
    return try fields(in: tables).write(rows, to: sink)
  }
}
