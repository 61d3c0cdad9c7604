public import CapacityModel

/// The last value, for ever, with intervals from its own past errors: the line that every forecaster has to beat.
public struct Naive: Forecaster {
  /// The name on the command line.
  public static let name = "naive"
  /// One sentence for `--help`.
  public static let summary = "the last value, for ever"

  /// Starts with the documented settings.
  public init() {}

  /// See `Forecaster`.
  public func forecast(
    _ panel: Panel, request: ForecastRequest
  ) throws(ForecastingError) -> ForecastPanel {
    let engine = try ForecastEngine(Self.name, panel, request)
    let prepared = PreparedPanel(panel, longest: engine.settings.longest, logBelow: nil)
    return engine.forecast(panel, prepared, members: [NaiveMember()])
  }
}
