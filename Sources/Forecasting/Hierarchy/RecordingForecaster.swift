public import CapacityModel

/// A forecaster that also hands out what it missed by at earlier origins: what joint futures are drawn from.
public protocol RecordingForecaster: Forecaster {
  /// As `forecast`, with the back-test's residuals.
  ///
  /// - Returns: `paths` holds one record for every part of the panel that was forecast together, in order; together
  ///   they cover every series.
  /// - Throws: `ForecastingError` where the request or the panel cannot be served.
  func recorded(
    _ panel: Panel, request: ForecastRequest
  ) throws(ForecastingError) -> (forecast: ForecastPanel, paths: [BacktestPaths])
}
