public import CapacityModel

/// The value one season ago, with intervals from its own past errors; the last value where there is no season.
public struct SeasonalNaive: Forecaster {
  public static let name = "seasonal-naive"
  public static let summary = "the value one season ago"

  public init() {}

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
