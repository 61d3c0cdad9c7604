public import CapacityModel
internal import HeadroomBasics

extension MarkdownFormat {
  /// Writes what is installed and demanded, a row a node, and the line that hardware is bought by.
  ///
  /// - Throws: `ReportingError.cannotRender` for single VMs, which are numbers for programs.
  public func write(_ forecast: HierarchyForecast, options: ReportOptions, to sink: ByteSink) throws
  {
    guard let first = forecast.outlooks.first else {
      return try write(forecast.forecast, options: options, to: sink)
    }
    var text = "# Forecast by \(first.level.rawValue)\n\n"
    text += MarkdownText.table(
      zip(HierarchyText.columns, HierarchyText.numbers).map { ($0, $1) },
      forecast.outlooks.map { HierarchyText.row($0).map(MarkdownText.escaped) })
    let end = forecast.forecast.calendar.range.end
    text += "\n" + MarkdownText.list(forecast.outlooks.map { $0.sentence(until: end) })
    if let effect = forecast.scenario {
      let name = MarkdownText.escaped(effect.name)
      text += "\n## Scenario \(name): fleet demand at the last step, GiB\n\n"
      text += MarkdownText.table(
        [("Change", false), ("From", false), ("p50", true), ("p90", true)],
        HierarchyText.rows(of: effect).map { $0.map(MarkdownText.escaped) })
    }
    if !forecast.warnings.isEmpty {
      text += "\n## Warnings\n\n" + MarkdownText.list(forecast.warnings)
    }
    try sink(Array(text.utf8))
  }
}
