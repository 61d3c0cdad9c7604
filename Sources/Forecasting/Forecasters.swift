/// The forecasters there are.
public enum Forecasters {
  /// In the order of help texts and reports; the first is the line to beat.
  public static let all: [any Forecaster.Type] = [
    SeasonalNaive.self, Naive.self, PooledRidge.self,
  ]
}

extension Forecasters {
  /// The one that is used where none is asked for.
  public static let standard: any Forecaster.Type = PooledRidge.self

  /// The forecaster registered as `name`.
  ///
  /// - Throws: `ForecastingError.unknownForecaster`.
  public static func named(_ name: String) throws(ForecastingError) -> any Forecaster.Type {
    guard let forecaster = all.first(where: { $0.name == name }) else {
      throw .unknownForecaster(name: name, known: all.map { $0.name })
    }
    return forecaster
  }
}
