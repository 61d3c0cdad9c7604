public import CapacityModel

/// Markdown for a change ticket: everything a reviewer signs for, each changed item with its bytes and its way back.
public struct MarkdownFormat: ReportFormat {
  /// `markdown`.
  public static let name = "markdown"
  /// One sentence for `--help`.
  public static let summary = "GitHub Flavored Markdown, for a change ticket"

  /// Creates the format.
  public init() {}

  /// Writes the ticket.
  public func write(_ plan: ResizePlan, options: ReportOptions, to sink: ByteSink) throws {
    var text = "# Resize plan \(MarkdownText.escaped(QuantityText.shortID(plan.id)))\n\n"
    let facts =
      plan.facts.map { [$0.label, $0.value] } + (options.standing.map { [["Standing", $0]] } ?? [])
      + [["Plan", plan.id]]
    text += MarkdownText.table([("", false), ("", false)], facts)
    text += changes(of: plan)
    try sink(Array(text.utf8))
    for item in plan.changes { try sink(Array(section(of: item).utf8)) }
    text = investigations(of: plan)
    text += holds(of: plan, all: options.allItems)
    for block in plan.aheadBlocks {
      text +=
        "\n## \(block.title)\n\n"
        + MarkdownText.table(
          zip(block.columnWords, block.columns).map {
            ($0.prefix(1).uppercased() + $0.dropFirst(), $1.isNumber)
          }, block.rows)
    }
    text += placements(of: plan)
    text += hosts(of: plan)
    text += list("Warnings", plan.warnings)
    text += list("Decisions", plan.decisions)
    try sink(Array(text.utf8))
  }

  /// Writes what the review comes to, the plan's ticket and the data to mend.
  public func write(_ review: CapacityReview, options: ReportOptions, to sink: ByteSink) throws {
    var text = "# \(MarkdownText.escaped(review.title)) capacity review\n\n"
    text += MarkdownText.list(review.sentences)
    for block in [review.economicsBlock, review.compressionBlock, review.qualityBlock]
    where !block.rows.isEmpty {
      text += "\n## \(block.title)\n\n"
      text += MarkdownText.table(
        block.columns.map { (capitalized($0.title), $0.isNumber) }, block.rows)
    }
    text += list("What to know of this review", review.warnings) + "\n"
    try sink(Array(text.utf8))
    try write(review.plan, options: options, to: sink)
  }

  /// Writes the report's tables.
  public func write(_ report: BacktestReport, options: ReportOptions, to sink: ByteSink) throws {
    var text = "# Backtest\n\n"
    text += MarkdownText.table(
      [("", false), ("", false)], report.facts.map { [$0.label, $0.value] })
    for block in report.blocks where !block.rows.isEmpty {
      text += "\n## \(MarkdownText.escaped(block.title))\n\n"
      text += MarkdownText.table(
        block.columns.map { (capitalized($0.title), $0.isNumber) }, block.rows)
    }
    text += list("Warnings", report.warnings)
    try sink(Array(text.utf8))
  }

  /// Always throws: a forecast is numbers for programs, not for a ticket.
  ///
  /// - Throws: `ReportingError.cannotRender`.
  public func write(_ forecast: ForecastPanel, options: ReportOptions, to sink: ByteSink) throws {
    throw ReportingError.cannotRender(
      kind: "forecast", format: Self.name,
      instead: [TableFormat.name, CSVFormat.name, JSONFormat.name])
  }

  func capitalized(_ title: String) -> String {
    let lower = title.lowercased()
    let acronym = ["MASE", "SQL", "CRPS", "WAPE"].contains(title)
    return acronym ? title : lower.prefix(1).uppercased() + lower.dropFirst()
  }

  private func list(_ title: String, _ entries: [String]) -> String {
    entries.isEmpty ? "" : "\n## \(title)\n\n\(MarkdownText.list(entries))"
  }
}
