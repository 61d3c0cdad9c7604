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
    var table = NodeOutlook.table(outlooks)
    table.isSortable = true
    let nodes = Document.Section(
      title: "", table: table, list: outlooks.map { $0.sentence(until: end) })
    let pairs = zip(outlooks, pictures).map { NodePicture(outlook: $0, demand: $1) }
    let shown = pairs.prefix(Self.drawn).map(\.section)
    let rest = pairs.count - shown.count
    let left = Document.Section(
      title: "Nodes without a picture",
      lead: "\(QuantityText.count(rest, "node stands", "nodes stand")) in the table only.",
      medium: .page)
    return Document(
      title: "Forecast by \(level)", figures: figures, facts: forecast.facts,
      sections: [nodes] + shown + (rest > 0 ? [left] : [])
        + [scenario?.section].compactMap { $0 } + [.warnings(warnings)])
  }

  /// Nodes that a page draws.
  private static let drawn = 60
  /// Nodes of which a page shows the peak in large.
  private static let large = 6

  /// How many nodes pass what is installed, and the peak of each where there are few.
  private var figures: [Document.Figure] {
    let known = outlooks.filter { $0.installed != nil }
    guard outlooks.count > Self.large else { return outlooks.map(\.figure) }
    let passing = known.count { $0.passes != nil }
    return [
      .init(
        "Nodes that pass what is installed", NumberText.grouped(passing),
        note: "of \(NumberText.grouped(known.count)) whose hosts are known",
        tone: passing > 0 ? .critical : .fine)
    ]
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

extension NodePicture {
  /// History and forecast of a node against what is installed.
  var section: Document.Section {
    let installed = outlook.installed.map {
      DemandChart.Level(
        size: $0, style: "limit",
        title: (outlook.source == .configured
          ? "sum of configured sizes: " : "installed less failover reserve: ")
          + QuantityText.size($0)
      )
    }
    let chart = DemandChart(
      picture: demand, levels: [installed].compactMap { $0 }, passes: nil)
    let title =
      outlook.level == .fleet
      ? "Demand of the fleet" : "Demand of \(outlook.level.rawValue) \(outlook.name)"
    let sentence = outlook.sentence(until: demand.aheadCalendar.range.end)
    return Document.Section(
      title: title, lead: sentence.prefix(1).uppercased() + sentence.dropFirst() + ".",
      chart: chart, table: chart.table
    ).besideOthers()
  }
}

extension NodeOutlook {
  /// A row a node.
  static func table(_ outlooks: [NodeOutlook]) -> Document.Table {
    Document.Table(
      columns: [.name("node")]
        + .numbers(
          "series",
          outlooks.contains { $0.source == .configured } ? "configured GiB" : "installed GiB",
          "p50 at end GiB", "p90 at end GiB", "p90 of peak GiB", "p90 passes"),
      rows: outlooks.map { outlook in
        .init([
          outlook.name, NumberText.grouped(outlook.series),
          QuantityText.gibibytes(outlook.installed),
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
