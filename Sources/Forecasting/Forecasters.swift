/// The forecasters there are.
public enum Forecasters {
  /// In the order of help texts and reports; the first is the line to beat.
  public static let all: [any Forecaster.Type] = [
    SeasonalNaive.self, Naive.self, PooledRidge.self,
  ]
}
