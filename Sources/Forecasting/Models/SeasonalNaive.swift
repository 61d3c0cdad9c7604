public import CapacityModel

/// Repeats the last cycle of the longest season that history holds twice; without one, the last value.
public struct SeasonalNaive: Forecaster, RecordingForecaster {
  /// The registered name, for `--forecaster`.
  public static let name = "seasonal-naive"
  /// One sentence for `--help`.
  public static let summary = "repeats the last season; intervals from its own past errors"

  /// Creates the forecaster; it has no settings of its own.
  public init() {}

  /// Forecasts the value one season earlier at every step.
  public func forecast(
    _ panel: Panel, request: ForecastRequest
  ) throws(ForecastingError) -> ForecastPanel {
    try recorded(panel, request: request).forecast
  }

  /// As `forecast`, with what earlier forecasts missed by.
  public func recorded(
    _ panel: Panel, requests: [ForecastRequest]
  ) throws(ForecastingError) -> (forecasts: [ForecastPanel], paths: [BacktestPaths]) {
    let settings = EngineSettings.standard(step: panel.calendar.step, seasons: requests[0].seasons)
    return try ForecastEngine(
      name: Self.name, settings: settings, members: .only(.seasonalNaive), pretrained: nil
    )
    .recorded(panel, requests: requests)
  }
}
