public import CapacityModel

/// Repeats the last cycle of the longest season that history holds twice; without one, the last value.
public struct SeasonalNaive: Forecaster {
  /// `seasonal-naive`.
  public static let name = "seasonal-naive"
  /// One sentence for `--help`.
  public static let summary = "repeats the last season; intervals from its own past errors"

  /// Creates the forecaster; it has no settings of its own.
  public init() {}

  /// Forecasts the value one season earlier at every step.
  public func forecast(
    _ panel: Panel, request: ForecastRequest
  ) throws(ForecastingError) -> ForecastPanel {
    let settings = EngineSettings.standard(step: panel.calendar.step, seasons: request.seasons)
    return try ForecastEngine(name: Self.name, settings: settings, members: .only(.seasonalNaive))
      .forecast(panel, request: request)
  }
}
