public import CapacityModel
internal import Forecasting
internal import HeadroomBasics
internal import SeriesStorage

/// The content and the inputs of an export.
public struct TablesRequest: Sendable {
  /// Where the record of forecasts, sizes and confidence comes from.
  public enum Backtest: Sendable, Hashable {
    /// A backtest is run, as `headroom backtest` does by default.
    case run
    /// Reports that `headroom backtest --format json` wrote; parts of later reports replace those of earlier ones.
    case files([String])
    /// Nowhere: the tables of it are left out.
    case none
  }

  /// The program and its version, for the record.
  public var program: String
  /// The file that the workspace's inventory was read from, for the record.
  public var inventory: String?
  /// How far ahead.
  public var horizon: Duration = .weeks(13)
  /// Quantile levels of each day ahead.
  public var levels = ForecastRequest.defaultLevels
  /// Initial weights of forecasts.
  public var weights = ForecasterWeights.shipped
  /// Initial weights of the backtest's decisions: a file of `headroom train decision`; those that come with the program when
  /// absent.
  public var decisionWeights: String?
  /// The seed of anything random.
  public var seed: UInt64 = 1
  /// Where the record of past forecasts and decisions comes from.
  public var backtest = Backtest.run
  /// Entities that the store must have.
  public var entities: [EntityID] = []
  /// A plan's file, whose items become a table.
  public var plan: String?

  /// Creates a request with the defaults of `headroom export`.
  public init(program: String) { self.program = program }
}
