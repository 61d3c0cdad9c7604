public import CapacityModel
internal import HeadroomBasics

extension TableFormat {
  private static let forecastRows = 1000

  /// Writes one row a series: the mean at the first and the last step, the outermost interval at the last step, the
  /// outermost quantile of the peak. All steps are in `csv` and `json`.
  public func write(_ forecast: ForecastPanel, options: ReportOptions, to sink: ByteSink) throws {
    let calendar = forecast.calendar
    var facts = FactList()
    facts.append("  Forecaster", forecast.forecaster)
    facts.append(
      "  Horizon",
      "\(forecast.horizon) steps of \(calendar.step.shortText), "
        + "\(QuantityText.instant(calendar.start)) to \(QuantityText.instant(calendar.range.end))")
    facts.append("  Series", NumberText.grouped(forecast.seriesCount))
    var head = heading("Forecast", options)
    head += facts.text(width: options.width)
    try sink(Array(head.utf8))
    guard forecast.horizon > 0 else { return }
    // Widths are found over a thousand rows at a time, so that memory does not grow with the fleet.
    var first = 0
    while first < forecast.seriesCount {
      let last = min(first + Self.forecastRows, forecast.seriesCount)
      var table = TextTable(columns: columns(of: forecast))
      for series in first..<last { table.append(row(series, of: forecast)) }
      let text = "\n" + table.text(width: options.width, color: options.color)
      try sink(Array(text.utf8))
      first = last
    }
  }

  private func columns(of forecast: ForecastPanel) -> [TextTable.Column] {
    var columns: [TextTable.Column] = [
      .init("SERIES"), .init("CLASS"), .init("MEAN STEP 1", .right),
      .init("MEAN STEP \(forecast.horizon)", .right),
    ]
    if let low = forecast.levels.first, let high = forecast.levels.last, low < high {
      columns += [
        .init("Q\(NumberText.plain(low))", .right), .init("Q\(NumberText.plain(high))", .right),
      ]
    }
    if let level = forecast.peakLevels.last {
      columns.append(.init("PEAK Q\(NumberText.plain(level))", .right))
    }
    return columns
  }

  private func row(_ series: Int, of forecast: ForecastPanel) -> [String] {
    let end = (forecast.horizon - 1) * forecast.seriesCount + series
    var values = [forecast.mean[series], forecast.mean[end]]
    if forecast.levels.count > 1 {
      values += [forecast.quantiles[0][end], forecast.quantiles[forecast.levels.count - 1][end]]
    }
    if let peak = forecast.peakQuantiles.last { values.append(peak[end]) }
    return [forecast.entities[series].name, forecast.bases[series].behaviour.rawValue]
      + values.map(amount)
  }

  /// A panel's unit is not known here: five digits in front of the point are enough for any.
  private func amount(_ value: Double) -> String {
    let places =
      switch value.magnitude {
      case ..<1: 4
      case ..<100: 2
      case ..<10_000: 1
      default: 0
      }
    return NumberText.fixed(value, places: places)
  }
}
