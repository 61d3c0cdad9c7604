public import CapacityModel
internal import HeadroomBasics

extension HierarchyForecast: CSVReportable, JSONReportable {
  /// `forecast`.
  public static let kind = "forecast"

  /// What is installed and demanded, a row and a picture a node, and the line that hardware is bought by; where nothing
  /// is known of nodes, the forecast alone.
  public func document(_ options: ReportOptions) -> Document {
    guard let level = outlooks.first?.level.rawValue else {
      var document = forecast.document(options)
      document.sections.append(.warnings(warnings))
      return document
    }
    let end = forecast.calendar.range.end
    let sentences = outlooks.map { $0.sentence(until: end) }
    let nodes = Document.Section(
      title: "", table: NodeOutlook.table(outlooks), list: sentences)
    let charts = outlooks.enumerated().map { index, outlook in
      Document.Section(
        title: outlook.name, lead: sentences[index],
        chart: FanChart(forecast: forecast, series: index, installed: outlook.installed))
    }
    return Document(
      title: "Forecast by \(level)", facts: forecast.facts,
      sections: [nodes] + charts + [scenario?.section].compactMap { $0 } + [.warnings(warnings)])
  }

  /// Writes the forecast alone: outlooks have no steps.
  public func writeCSV(_ options: ReportOptions, to sink: ByteSink) throws {
    try forecast.writeCSV(options, to: sink)
  }

  /// Writes `headroom.hierarchy-forecast/v1`: the forecast as always, an outlook a node, and the warnings.
  public func writeJSON(_ options: ReportOptions, to sink: ByteSink) throws {
    var compact = options
    compact.prettyPrinted = false
    try sink(Array(#"{"forecast":"#.utf8))
    try forecast.writeJSON(options, to: sink)
    try sink(Array(#","outlooks":"#.utf8))
    try sink(try JSONFormat.encoded(outlooks, options: compact))
    if let scenario {
      try sink(Array(#","scenario":"#.utf8))
      try sink(try JSONFormat.encoded(scenario, options: compact))
    }
    try sink(Array(#","schema":"headroom.hierarchy-forecast/v1","warnings":"#.utf8))
    try sink(try JSONFormat.encoded(warnings, options: compact))
    try sink(Array("}\n".utf8))
  }
}

extension NodeOutlook {
  /// A row a node.
  static func table(_ outlooks: [NodeOutlook]) -> Document.Table {
    Document.Table(
      columns: [.text("node")]
        + .numbers(
          "series", "installed", "p50 at end", "p90 at end", "p90 of peak", "p90 passes"),
      rows: outlooks.map { outlook in
        .init([
          outlook.name, NumberText.grouped(outlook.series), QuantityText.size(outlook.installed),
          QuantityText.gibibytes(outlook.medianAtEnd),
          QuantityText.gibibytes(outlook.quantileAtEnd), QuantityText.gibibytes(outlook.peak),
          outlook.passes?.dateText ?? "-",
        ])
      })
  }
}

extension ScenarioEffect {
  /// Each change of the scenario between demand without and with it.
  fileprivate var section: Document.Section {
    let whole = { (text: String, sizes: ScenarioEffect.Quantiles) in
      [text, "", QuantityText.gibibytes(sizes.p50), QuantityText.gibibytes(sizes.p90)]
    }
    return .init(
      title: "Scenario \(name): fleet demand at the last step, GiB",
      columns: .texts("change", "from") + .numbers("p50", "p90"),
      rows: [whole("without it", before)]
        + lines.map { line in
          [
            line.text, line.from.dateText, QuantityText.change(line.adds.p50),
            QuantityText.change(line.adds.p90),
          ]
        } + [whole("with it", after)])
  }
}
