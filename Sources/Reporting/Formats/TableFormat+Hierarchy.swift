public import CapacityModel
internal import HeadroomBasics

extension TableFormat {
  /// Writes the forecast, a row a node of what is installed and demanded, and the line that hardware is bought by.
  public func write(_ forecast: HierarchyForecast, options: ReportOptions, to sink: ByteSink) throws
  {
    guard !forecast.outlooks.isEmpty else {
      try write(forecast.forecast, options: options, to: sink)
      try sink(Array(notes(forecast.warnings).utf8))
      return
    }
    let calendar = forecast.forecast.calendar
    var facts = FactList()
    facts.append("  Forecaster", forecast.forecast.forecaster)
    facts.append(
      "  Horizon",
      "\(forecast.forecast.horizon) steps of \(calendar.step.shortText), "
        + "\(QuantityText.instant(calendar.start)) to \(QuantityText.instant(calendar.range.end))")
    var text = heading("Forecast by \(forecast.outlooks[0].level.rawValue)", options)
    text += facts.text(width: options.width) + "\n"
    var table = TextTable(
      columns: zip(HierarchyText.columns, HierarchyText.numbers).map { title, isNumber in
        isNumber ? .init(title.uppercased(), .right) : .init(title.uppercased())
      })
    for outlook in forecast.outlooks { table.append(HierarchyText.row(outlook)) }
    text += table.text(width: options.width, color: options.color) + "\n"
    for outlook in forecast.outlooks {
      text += DisplayText.cleaned(outlook.sentence(until: calendar.range.end)) + "\n"
    }
    if let effect = forecast.scenario {
      var table = TextTable(columns: [
        .init("CHANGE"), .init("FROM"), .init("P50", .right), .init("P90", .right),
      ])
      for row in HierarchyText.rows(of: effect) { table.append(row) }
      text += section("Scenario \(effect.name): fleet demand at the last step, GiB", table, options)
    }
    try sink(Array((text + notes(forecast.warnings)).utf8))
  }

  private func notes(_ warnings: [String]) -> String {
    warnings.isEmpty
      ? "" : "\n" + warnings.map { "warning: \(DisplayText.cleaned($0))\n" }.joined()
  }
}
