public import CapacityModel

/// The last value, for ever, with intervals from its own past errors: the line that every forecaster has to beat.
public struct Naive: Forecaster {
  public static let name = "naive"
  public static let summary = "the last value, for ever"

  public init() {}

  public func forecast(
    _ panel: Panel, request: ForecastRequest
  ) throws(ForecastingError) -> ForecastPanel {
    let engine = try ForecastEngine(Self.name, panel, request)
    let prepared = PreparedPanel(panel, longest: engine.settings.longest, logBelow: nil)
    return engine.forecast(panel, prepared, members: [NaiveMember()])
  }
}
