internal import CapacityModel
public import Configuration
public import Forecasting

/// Which pretrained weights forecasts begin from.
public enum ForecasterWeights: Sendable, Hashable {
  /// Those that come with the program.
  case shipped
  /// None: a forecast knows its own panel alone.
  case none
  /// Those of a file that `headroom train forecaster` wrote.
  case file(String)

  /// Reads an argument: `shipped`, `none` or a path.
  public init(_ argument: String) {
    switch argument {
    case "shipped": self = .shipped
    case "none": self = .none
    default: self = .file(argument)
    }
  }

  /// The forecaster of a registered name, with these weights where it uses any.
  ///
  /// - Throws: `ForecastingError.unknownForecaster`, `ConfigurationError.unreadable`, `.invalid`.
  public func forecaster(named name: String) throws -> any Forecaster {
    let type = try Forecasters.named(name)
    guard type == PooledRidge.self else { return type.init() }
    return try pooledRidge()
  }

  /// The standard forecaster with these weights.
  func pooledRidge() throws(ConfigurationError) -> PooledRidge {
    switch self {
    case .shipped: PooledRidge()
    case .none: PooledRidge(pretrained: nil)
    case .file(let path): PooledRidge(pretrained: try Self.read(path))
    }
  }

  /// Reads a file of weights.
  ///
  /// - Throws: `ConfigurationError.unreadable`, `.invalid`.
  public static func read(_ path: String) throws(ConfigurationError) -> PretrainedForecaster {
    let data = try Document.bytes(of: path)
    do throws(ForecastingError) {
      return try PretrainedForecaster(bytes: data)
    } catch {
      throw .invalid(
        path: path, line: 1, column: 1, problem: "\(error)",
        remedy: "write --weights none to do without")
    }
  }
}
