public import CapacityModel
internal import HeadroomBasics

/// Tables for a terminal: at most `ReportOptions.width` columns, no trailing spaces, colour only where asked.
public struct TableFormat: ReportFormat {
  /// `table`.
  public static let name = "table"
  /// One sentence for `--help`.
  public static let summary = "aligned text for a terminal"

  /// Creates the format.
  public init() {}

  /// Writes what a change board decides on: the plan in a paragraph, the changes with the widest first, what a person
  /// must look at, and what a reader should know.
  public func write(_ plan: ResizePlan, options: ReportOptions, to sink: ByteSink) throws {
    var text = heading("Resize plan \(QuantityText.shortID(plan.id))", options)
    var facts = FactList()
    let standing = options.standing.map { [(label: "Standing", value: $0)] } ?? []
    for (label, value) in plan.facts + standing { facts.append("  \(label)", value) }
    text += facts.text(width: options.width)
    text += changes(of: plan, options)
    text += investigations(of: plan, options)
    text += holds(of: plan, options)
    for block in plan.aheadBlocks { text += section(block, options) }
    text += placements(of: plan, options)
    text += hosts(of: plan, options)
    text += warnings(plan.warnings, options)
    try sink(Array(text.utf8))
  }

  /// `title`, bold where colour is asked for, on a line of its own.
  func heading(_ title: String, _ options: ReportOptions) -> String {
    let line = DisplayText.cut(DisplayText.cleaned(title), to: options.width)
    return (options.color ? TextColor.bold.painted(line) : line) + "\n"
  }

  /// A section: an empty line, its title, its table.
  func section(_ title: String, _ table: TextTable, _ options: ReportOptions) -> String {
    guard table.count > 0 else { return "" }
    return "\n" + heading(title, options)
      + table.text(width: options.width, color: options.color)
  }

  /// A section of finished rows; nothing where there are none.
  func section(_ block: ReportBlock, _ options: ReportOptions) -> String {
    var table = TextTable(
      columns: block.columns.map { .init($0.title, $0.isNumber ? .right : .left) })
    for row in block.rows { table.append(row) }
    return section(block.title, table, options)
  }

  /// What a reader should know, one paragraph each.
  func warnings(_ warnings: [String], _ options: ReportOptions) -> String {
    guard !warnings.isEmpty else { return "" }
    var facts = FactList()
    for warning in warnings { facts.append("  warning:", warning) }
    return "\n" + facts.text(width: options.width)
  }

  private static let itemColumns: [TextTable.Column] = [
    .init("ACTION"), .init("ENTITY"), .init("NOW GiB", .right), .init("NEW GiB", .right),
    .init("CHANGE", .right), .init("CONFIDENCE", .right), .init("BREACH", .right),
  ]

  private static func columns(_ options: ReportOptions) -> [TextTable.Column] {
    options.past.isEmpty ? itemColumns : itemColumns + [.init("DEMAND OF SIZE")]
  }

  private func changes(of plan: ResizePlan, _ options: ReportOptions) -> String {
    var table = TextTable(columns: Self.columns(options))
    for item in plan.changes { append(item, to: &table, options) }
    guard table.count > 0 else {
      return "\nNothing to change: every size fits what it has to.\n"
    }
    return section("Changes, the widest first", table, options)
  }

  private func investigations(of plan: ResizePlan, _ options: ReportOptions) -> String {
    var table = TextTable(columns: [.init("ENTITY"), .init("NOW GiB", .right)])
    for item in plan.items(.investigate) {
      table.append(
        [item.entity.name, item.current.configured.map(QuantityText.gibibytes) ?? "-"],
        note: item.reasons.joined(separator: "; "), color: item.action.severity)
    }
    return section("Look at these first; no size is proposed", table, options)
  }

  private func holds(of plan: ResizePlan, _ options: ReportOptions) -> String {
    let held = plan.items(.hold)
    guard !held.isEmpty else { return "" }
    guard options.allItems else {
      let line =
        "\(QuantityText.count(held.count, "entity stays as it is", "entities stay as they are"))."
      return "\n\(line)\n"
    }
    var table = TextTable(columns: Self.columns(options))
    for item in held { append(item, to: &table, options) }
    return section("Held", table, options)
  }

  private func append(_ item: PlanItem, to table: inout TextTable, _ options: ReportOptions) {
    table.append(
      [
        item.action.rawValue, item.entity.name,
        item.current.configured.map(QuantityText.gibibytes) ?? "-",
        item.proposed.configured.map(QuantityText.gibibytes) ?? "-",
        item.change.map(QuantityText.change) ?? "-",
        item.confidence.score.map(QuantityText.percent) ?? "-", item.breach.shortText,
      ]
        + (options.past.isEmpty
          ? []
          : [
            Sparkline.text(
              options.past[item.entity] ?? [], of: Double(item.current.configured?.bytes ?? 0))
          ]),
      note: item.mainReason, color: item.action.severity)
  }
}

extension PlanItem.Action {
  /// The colour of the severity, as Robusta KRR has it: critical, warning, fine, unknown.
  fileprivate var severity: TextColor {
    switch self {
    case .grow: .red
    case .shrink: .yellow
    case .hold: .green
    case .investigate: .grey
    }
  }
}

extension PlanItem.Breach {
  /// The likeliest date that is known, with the probability that the present size has been passed by then.
  var shortText: String {
    if let p50 { return "50 % by \(p50.dateText)" }
    if let p10 { return "10 % by \(p10.dateText)" }
    return "-"
  }
}
