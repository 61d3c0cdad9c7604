import CapacityModel

extension ForecastRequest {
  /// Refuses what no forecaster can serve.
  ///
  /// - Throws: `ForecastingError` for a horizon below 1, levels out of order, or an empty panel.
  func validate(for panel: Panel) throws(ForecastingError) {
    guard panel.seriesCount > 0, panel.stepCount > 0 else {
      throw .emptyPanel(series: panel.seriesCount, steps: panel.stepCount)
    }
    guard horizon > 0 else { throw .horizonNotPositive(horizon) }
    for levels in [levels, peakLevels] where !Self.ascends(levels) {
      throw .levelsNotAscending(levels)
    }
  }

  /// Seasons that a model can use: at least two steps, each once, shortest first.
  var usableSeasons: [Int] { Set(seasons.filter { $0 > 1 }).sorted() }

  private static func ascends(_ levels: [Double]) -> Bool {
    levels.allSatisfy { $0 > 0 && $0 < 1 } && zip(levels, levels.dropFirst()).allSatisfy(<)
  }
}
