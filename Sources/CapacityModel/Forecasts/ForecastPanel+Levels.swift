extension ForecastPanel {
  /// The forecast with the quantiles of `levels` alone; levels that it does not hold are left out.
  public func selecting(levels wanted: [Double]) -> ForecastPanel {
    let kept = levels.indices.filter { wanted.contains(levels[$0]) }
    return ForecastPanel(
      entities: entities, calendar: calendar, forecaster: forecaster, mean: mean,
      levels: kept.map { levels[$0] }, quantiles: kept.map { quantiles[$0] },
      peakLevels: peakLevels, peakQuantiles: peakQuantiles, bases: bases)
  }
}
