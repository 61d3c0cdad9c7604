public import CapacityModel

/// What is asked of a forecaster beside the panel.
public struct ForecastRequest: Sendable, Hashable {
  /// Steps ahead, `> 0`.
  public var horizon: Int
  /// Seasonal periods worth modelling, in steps, shortest first; empty for none.
  public var seasons: [Int]
  /// Quantile levels of each step, strictly ascending in (0, 1).
  public var levels: [Double]
  /// Quantile levels of the peak up to each step, strictly ascending in (0, 1); empty where no peak is wanted.
  public var peakLevels: [Double]
  /// Series whose forecast is to be explained.
  public var explained: Set<EntityID> = []

  /// The thirteen levels that a forecast file has by default.
  public static let defaultLevels = [
    0.025, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.975,
  ]

  /// The levels that a plan needs of a peak: fine where confidence is high.
  public static let planningPeakLevels = [
    0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.925, 0.95, 0.97, 0.98, 0.99,
    0.995, 0.999,
  ]

  /// Creates a request.
  public init(
    horizon: Int, seasons: [Int] = [], levels: [Double] = ForecastRequest.defaultLevels,
    peakLevels: [Double] = []
  ) {
    (self.horizon, self.seasons) = (horizon, seasons)
    (self.levels, self.peakLevels) = (levels, peakLevels)
  }
}

/// Predicts every series of a panel at once.
///
/// The contract, checked for every registered forecaster: any panel with at least one step and one series gets a
/// finite answer of the requested shape; quantiles never descend in the level, peak quantiles neither in the level
/// nor in the step; where every observed value is ≥ 0 no answer is negative; the same input gives the same bytes.
public protocol Forecaster: Sendable {
  /// The name on the command line and in reports, in kebab case.
  static var name: String { get }
  /// One sentence for `--help`.
  static var summary: String { get }

  /// Creates the forecaster with its documented settings.
  init()

  /// Forecasts `request.horizon` steps after the panel's last one.
  ///
  /// - Parameters:
  ///   - panel: History, natural units, shape `[T × N]`.
  ///   - request: Steps, seasons and levels.
  /// - Throws: `ForecastingError` where the request or the panel cannot be served.
  func forecast(_ panel: Panel, request: ForecastRequest) throws(ForecastingError) -> ForecastPanel
}

extension Forecaster {
  /// As `forecast`, where some series teach the others nothing: those learn from each other alone, and the doubted ones, of
  /// which little is known, from all.
  ///
  /// - Parameter doubted: Series whose samples are doubted; where all are, they teach each other.
  /// - Throws: `ForecastingError` where the request or the panel cannot be served.
  public func forecast(
    _ panel: Panel, request: ForecastRequest, doubting doubted: Set<EntityID>
  ) throws(ForecastingError) -> ForecastPanel {
    var forecast = try self.forecast(panel, request: request)
    try correct(&forecast, of: panel, request: request, doubting: doubted)
    return forecast
  }

  /// Puts into a forecast of all series what those that are not doubted say without the others.
  package func correct(
    _ forecast: inout ForecastPanel, of panel: Panel, request: ForecastRequest,
    doubting doubted: Set<EntityID>
  ) throws(ForecastingError) {
    let trusted = panel.entities.indices.filter { !doubted.contains(panel.entities[$0]) }
    guard !trusted.isEmpty, trusted.count < panel.seriesCount else { return }
    var own = request
    own.explained.subtract(doubted)
    forecast.replace(
      trusted, with: try self.forecast(panel.selecting(trusted), request: own))
  }
}
