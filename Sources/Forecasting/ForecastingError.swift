/// What can be wrong with a request for a forecast.
public enum ForecastingError: Error, Hashable, Sendable {
  /// A panel without a series or without a step.
  case emptyPanel(series: Int, steps: Int)
  /// A horizon below 1.
  case horizonNotPositive(Int)
  /// Levels that are not strictly ascending in (0, 1).
  case levelsNotAscending([Double])
  /// A forecaster that nobody registered.
  case unknownForecaster(name: String, known: [String])
  /// Pretrained weights that cannot be read; says why.
  case weights(String)
  /// The linear algebra beneath gave up; says where.
  case numerical(String)
}

extension ForecastingError: CustomStringConvertible {
  /// What is wrong and what to do, one sentence.
  public var description: String {
    switch self {
    case .emptyPanel(let series, let steps):
      "there is nothing to forecast: \(series) series with \(steps) steps of history"
    case .horizonNotPositive(let horizon):
      "a horizon of \(horizon) steps lies in the past; ask for at least 1"
    case .levelsNotAscending(let levels):
      "quantile levels must rise strictly between 0 and 1, not \(levels)"
    case .unknownForecaster(let name, let known):
      "'\(name)' is no forecaster; choose one of \(known.joined(separator: ", "))"
    case .weights(let problem):
      "\(problem); make a file of them with headroom train forecaster"
    case .numerical(let place):
      "the normal equations could not be solved in \(place)"
    }
  }
}
