public import CapacityModel

/// The value one season ago, with intervals from its own past errors; the last value where there is no season.
public struct SeasonalNaive: Forecaster {
  /// The name on the command line.
  public static let name = "seasonal-naive"
  /// One sentence for `--help`.
  public static let summary = "the value one season ago"

  /// Starts with the documented settings.
  public init() {}

  /// See `Forecaster`.
  public func forecast(
    _ panel: Panel, request: ForecastRequest
  ) throws(ForecastingError) -> ForecastPanel {
    let engine = try ForecastEngine(Self.name, panel, request)
    let prepared = PreparedPanel(panel, longest: engine.settings.longest, logBelow: nil)
    guard let period = request.seasons.first else {
      return engine.forecast(panel, prepared, members: [NaiveMember()])
    }
    return engine.forecast(panel, prepared, members: [SeasonalNaiveMember(period: period)])
  }
}
