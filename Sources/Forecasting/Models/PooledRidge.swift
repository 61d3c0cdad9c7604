public import CapacityModel

/// Direct ridge regressions pooled over windows of all series, combined with simple members by their past errors.
///
/// Every series is forecast with what all of them taught; `docs/methods/forecasting.md` has the formulas and sources.
public struct PooledRidge: Forecaster, RecordingForecaster {
  /// The registered name, for `--forecaster`.
  public static let name = "pooled-ridge"
  /// One sentence for `--help`.
  public static let summary =
    "regression on windows of all series, weighed with smoothing and naive forecasts by past errors"

  private let pretrained: PretrainedForecaster?

  /// Creates the forecaster with the settings documented for the panel's step.
  public init() { self.init(pretrained: .shipped) }

  /// Creates the forecaster with what other fleets taught; `nil` for nothing but the panel itself.
  public init(pretrained: PretrainedForecaster?) { self.pretrained = pretrained }

  /// Forecasts every series with weights learnt from all of them.
  public func forecast(
    _ panel: Panel, request: ForecastRequest
  ) throws(ForecastingError) -> ForecastPanel {
    try recorded(panel, request: request).forecast
  }

  /// As `forecast` for each request, with what earlier forecasts missed by.
  public func recorded(
    _ panel: Panel, requests: [ForecastRequest]
  ) throws(ForecastingError) -> (forecasts: [ForecastPanel], paths: [BacktestPaths]) {
    let settings = EngineSettings.standard(
      step: panel.calendar.step, seasons: requests[0].seasons)
    return try ForecastEngine(
      name: Self.name, settings: settings, members: .all,
      pretrained: pretrained?.part(StepKind(panel.calendar.step))
    ).recorded(panel, requests: requests)
  }
}
