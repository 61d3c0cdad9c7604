public import CapacityModel
internal import HeadroomBasics

/// One self-contained page with pictures, for reviewers who do not sit at a terminal.
public struct HTMLFormat: ReportFormat {
  /// `html`.
  public static let name = "html"
  /// One sentence for `--help`.
  public static let summary = "a page of its own with charts, for a change board"

  /// Creates the format.
  public init() {}

  /// Writes the plan: what changes, when, why, how sure, what if it is wrong, how to undo it.
  public func write(_ plan: ResizePlan, options: ReportOptions, to sink: ByteSink) throws {
    let page = HTMLPlan(plan: plan, pictures: options.pictures, standing: options.standing).page
    try sink(Array(try page.markup().utf8))
  }

  /// Writes the backtest's tables, its reliability and what the policies trade.
  public func write(_ report: BacktestReport, options: ReportOptions, to sink: ByteSink) throws {
    var sections = Self.pictures(of: report)
    sections += report.blocks.filter { !$0.rows.isEmpty }.map { .init(title: $0.title, table: $0) }
    if !report.warnings.isEmpty { sections.append(.init(title: "Warnings", list: report.warnings)) }
    let page = HTMLPage(title: "Backtest", facts: report.facts, sections: sections)
    try sink(Array(try page.markup().utf8))
  }

  /// Writes the review: what it comes to on one page, then what it rests on.
  public func write(_ review: CapacityReview, options: ReportOptions, to sink: ByteSink) throws {
    try sink(Array(try HTMLReview(review: review).page.markup().utf8))
  }

  /// Whether probabilities are kept, and what policies trade.
  static func pictures(of report: BacktestReport) -> [HTMLPage.Section] {
    var sections: [HTMLPage.Section] = []
    let all = report.calibration.filter { $0.behaviour == nil }
    if !all.isEmpty {
      let horizons = Set(all.map(\.horizon)).sorted()
      sections.append(
        .init(
          title: "Is a promised probability kept?",
          lead:
            "Points on the dashed line are: as many peaks stayed within a quantile as it promised.",
          picture: BacktestCharts.reliability(all),
          legend: horizons.enumerated().map { ("s\($0.offset % 4)", "\($0.element) steps ahead") }))
    }
    if !report.policies.isEmpty {
      sections.append(
        .init(
          title: "What each policy would have cost",
          lead:
            "Nearer to the lower left corner is better: less memory unused and fewer days short.",
          picture: BacktestCharts.front(report.policies),
          legend: [("s0", "ours"), ("s1", "rivals")]
            + (report.policies.contains { $0.variant == "bound" }
              ? [("s2", "the clairvoyant bound")] : [])))
    }
    return sections
  }

  /// Refuses: thousands of series are numbers for programs.
  public func write(_ forecast: ForecastPanel, options: ReportOptions, to sink: ByteSink) throws {
    throw ReportingError.cannotRender(
      kind: "forecast of single series", format: Self.name, instead: ["csv", "json", "table"])
  }

  /// Writes a fan a node and the line that hardware is bought by.
  public func write(_ forecast: HierarchyForecast, options: ReportOptions, to sink: ByteSink) throws
  {
    guard let level = forecast.outlooks.first?.level.rawValue else {
      return try write(forecast.forecast, options: options, to: sink)
    }
    let calendar = forecast.forecast.calendar
    let end = calendar.range.end
    var sections = forecast.outlooks.enumerated().map { index, outlook in
      HTMLPage.Section(
        title: outlook.name, lead: outlook.sentence(until: end),
        picture: FanChart(
          forecast: forecast.forecast, series: index, installed: outlook.installed
        ).markup,
        legend: [("s0", "median"), ("fan", "quantiles"), ("limit", "installed")],
        table: ReportBlock(
          title: "", columns: Array(zip(HierarchyText.columns, HierarchyText.numbers)),
          rows: [HierarchyText.row(outlook)]), tableIsFolded: true)
    }
    if let effect = forecast.scenario {
      sections.append(
        .init(
          title: "Scenario \(effect.name): fleet demand at the last step, GiB",
          table: ReportBlock(
            title: "",
            columns: [("change", false), ("from", false), ("p50", true), ("p90", true)],
            rows: HierarchyText.rows(of: effect))))
    }
    if !forecast.warnings.isEmpty {
      sections.append(.init(title: "Warnings", list: forecast.warnings))
    }
    let facts = [
      ("Forecaster", forecast.forecast.forecaster),
      (
        "Horizon",
        "\(QuantityText.instant(calendar.start)) to \(QuantityText.instant(end)), "
          + "steps of \(calendar.step.shortText)"
      ),
    ]
    let page = HTMLPage(
      title: "Forecast by \(level)", facts: facts.map { ($0.0, $0.1) }, sections: sections)
    try sink(Array(try page.markup().utf8))
  }
}
