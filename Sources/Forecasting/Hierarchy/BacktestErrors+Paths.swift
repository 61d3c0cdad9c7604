import CapacityModel

extension BacktestErrors {
  /// The residuals in natural units.
  ///
  /// - Parameter units: What one unit of each series is, shape `[N]`.
  func paths(of entities: [EntityID], units: [Double]) -> BacktestPaths {
    let width = origins.ends.count * horizon
    var values: [Float] = []
    values.reserveCapacity(residuals.count)
    for series in 0..<seriesCount {
      for index in (series * width)..<((series + 1) * width) {
        values.append(Float(residuals[index] * units[series]))
      }
    }
    return BacktestPaths(
      entities: entities, ends: origins.ends, steps: origins.steps, horizon: horizon,
      residuals: values)
  }
}
