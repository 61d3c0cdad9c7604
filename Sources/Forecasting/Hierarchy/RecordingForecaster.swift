public import CapacityModel

/// A forecaster that also hands out what it missed by at earlier origins: what joint futures are drawn from.
public protocol RecordingForecaster: Forecaster {
  /// As `forecast` for each request, with the back-test's residuals; the back-test is run once.
  ///
  /// - Parameters:
  ///   - panel: History, natural units, shape `[T × N]`.
  ///   - requests: At least one, all of one horizon and the same seasons.
  /// - Returns: One forecast a request, each the same as if it were the only one. `paths` holds one record for every part
  ///   of the panel that was forecast together, in order; together they cover every series.
  /// - Throws: `ForecastingError` where a request or the panel cannot be served.
  func recorded(
    _ panel: Panel, requests: [ForecastRequest]
  ) throws(ForecastingError) -> (forecasts: [ForecastPanel], paths: [BacktestPaths])
}

extension RecordingForecaster {
  /// As `forecast`, with the back-test's residuals.
  ///
  /// - Throws: `ForecastingError` where the request or the panel cannot be served.
  public func recorded(
    _ panel: Panel, request: ForecastRequest
  ) throws(ForecastingError) -> (forecast: ForecastPanel, paths: [BacktestPaths]) {
    let (forecasts, paths) = try recorded(panel, requests: [request])
    return (forecasts[0], paths)
  }
}
