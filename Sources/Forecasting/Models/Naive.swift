public import CapacityModel

/// Repeats the last value; the yardstick for series without a season.
public struct Naive: Forecaster {
  /// `naive`.
  public static let name = "naive"
  /// One sentence for `--help`.
  public static let summary = "repeats the last value; intervals from its own past errors"

  /// Creates the forecaster; it has no settings of its own.
  public init() {}

  /// Forecasts the last value at every step.
  public func forecast(
    _ panel: Panel, request: ForecastRequest
  ) throws(ForecastingError) -> ForecastPanel {
    let settings = EngineSettings.standard(step: panel.calendar.step, seasons: request.seasons)
    return try ForecastEngine(name: Self.name, settings: settings, members: .only(.naive))
      .forecast(panel, request: request)
  }
}
