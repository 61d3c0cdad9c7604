public import CapacityModel
internal import HeadroomBasics

extension ReportFormat {
  /// Refuses: a summary is read by people, or by programs as JSON.
  public func write(_ summary: ForecastSummary, options: ReportOptions, to sink: ByteSink) throws {
    throw ReportingError.cannotRender(
      kind: "forecast summary", format: Self.name,
      instead: [TableFormat.name, JSONFormat.name, MarkdownFormat.name])
  }

  /// A summary as one text.
  public func text(
    of summary: ForecastSummary, options: ReportOptions = ReportOptions()
  ) throws -> String {
    var bytes: [UInt8] = []
    try write(summary, options: options) { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension TableFormat {
  /// Writes the summary's answer and its tables.
  public func write(_ summary: ForecastSummary, options: ReportOptions, to sink: ByteSink) throws {
    var facts = FactList()
    for (label, value) in summary.facts { facts.append("  \(label)", value) }
    var text = heading(summary.title, options) + facts.text(width: options.width)
    for block in summary.blocks { text += section(block, options) }
    text += warnings(summary.warnings, options)
    try sink(Array(text.utf8))
  }
}

extension MarkdownFormat {
  /// Writes the summary's answer and its tables.
  public func write(_ summary: ForecastSummary, options: ReportOptions, to sink: ByteSink) throws {
    var text = "# \(MarkdownText.escaped(summary.title))\n\n"
    text += MarkdownText.list(summary.facts.map { "\($0.label): \($0.value)" })
    for block in summary.blocks where !block.rows.isEmpty {
      text += "\n## \(MarkdownText.escaped(block.title))\n\n"
      text += MarkdownText.table(
        zip(block.columnWords, block.columns).map {
          ($0.prefix(1).uppercased() + $0.dropFirst(), $1.isNumber)
        }, block.rows)
    }
    if !summary.warnings.isEmpty {
      text += "\n## Warnings\n\n" + MarkdownText.list(summary.warnings)
    }
    try sink(Array(text.utf8))
  }
}

extension JSONFormat {
  /// Writes `headroom.forecast-summary/v1`.
  public func write(_ summary: ForecastSummary, options: ReportOptions, to sink: ByteSink) throws {
    try sink(try encoded(summary, options: options))
  }
}

extension ForecastSummary {
  var title: String { "Demand ahead of \(store), \(now.dateText) to \(end.dateText)" }

  /// The answer first, then what it rests on, label and value.
  var facts: [(label: String, value: String)] {
    var facts = nodes.first.map { [("Answer", $0.answer(until: end))] } ?? []
    facts.append(("Entities", entitiesText))
    facts.append(
      (
        "Rests on",
        "\(QuantityText.count(nodes.first?.series ?? 0, "entity", "entities")), \(aggregation.rawValue) "
          + "of steps of \(step), forecast by \(forecaster); sums of peaks of single entities are an "
          + "upper bound of what they need at one moment"
      ))
    return facts
  }

  private var entitiesText: String {
    guard passingCount > 0 else {
      return "none passes its present size with 10 % probability"
    }
    let text = QuantityText.count(
      passingCount, "passes its present size", "pass their present size")
    let likely = passing.count { $0.passing?.dates.p50 != nil }
    let rest =
      likely > 0 && passingCount == passing.count
      ? ", \(NumberText.grouped(likely)) of them with 50 % or more" : ""
    return "\(text) with 10 % probability or more\(rest)"
  }

  /// The tables in reading order; one without rows is not shown.
  var blocks: [ReportBlock] { [monthBlock, installedBlock, growingBlock, passingBlock] }

  private var monthBlock: ReportBlock {
    let months = nodes.first?.months.map(\.month) ?? []
    return ReportBlock(
      title: "Demand by month, GiB: p50 / p90 of the month's highest step",
      columns: [("NODE", false), ("NOW", true)] + months.map { ($0, true) },
      rows: nodes.map { node in
        [node.name, node.recent.map(QuantityText.briefGibibytes) ?? "-"]
          + node.months.map {
            "\(QuantityText.briefGibibytes($0.p50)) / \(QuantityText.briefGibibytes($0.p90))"
          }
      })
  }

  private var installedBlock: ReportBlock {
    ReportBlock(
      title: "What is installed (\(sourceText)), and how long until demand passes it",
      columns: [
        ("NODE", false), ("INSTALLED GiB", true), ("RUNWAY", true), ("P10 TO P90", true),
        ("PAST | FORECAST", false),
      ],
      rows: nodes.map { node in
        [
          node.name, node.installed.map { QuantityText.briefGibibytes($0.size) } ?? "unknown",
          node.passing?.runwayText(days: days) ?? "-", node.passing?.rangeText(days: days) ?? "-",
          node.line,
        ]
      })
  }

  /// Where installed sizes come from.
  private var sourceText: String {
    let sources = Set(nodes.compactMap { $0.installed?.source })
    if sources == [.hosts] { return "hosts less failover reserve" }
    return sources == [.configured] ? "sizes" : "hosts, or sizes where none is known"
  }

  private var growingBlock: ReportBlock {
    ReportBlock(
      title: "Entities that grow most: mean demand of a week, now and at the horizon's end",
      columns: [("ENTITY", false)]
        + ["SIZE GiB", "NOW GiB", "AHEAD GiB", "CHANGE"].map { ($0, true) } + [("PAST", false)],
      rows: growing.map { entity in
        [
          entity.entity.name, entity.configured.map(QuantityText.gibibytes) ?? "-",
          QuantityText.gibibytes(entity.recent), QuantityText.gibibytes(entity.ahead),
          QuantityText.change(entity.ahead - entity.recent),
          Sparkline.text(entity.past, of: Double(entity.configured?.bytes ?? 0)),
        ]
      })
  }

  private var passingBlock: ReportBlock {
    let hidden = passingCount - passing.count
    return ReportBlock(
      title: "Entities that pass their size, with the probability by date"
        + (hidden > 0 ? " (\(NumberText.grouped(hidden)) more not shown)" : ""),
      columns: [("ENTITY", false)]
        + ["SIZE GiB", "NOW GiB", "10 % BY", "50 % BY", "90 % BY"].map { ($0, true) },
      rows: passing.map { entity in
        let dates = entity.passing?.dates
        return [
          entity.entity.name, entity.configured.map(QuantityText.gibibytes) ?? "-",
          QuantityText.gibibytes(entity.recent),
        ] + [dates?.p10, dates?.p50, dates?.p90].map { $0?.dateText ?? "-" }
      })
  }

  /// The horizon in whole days.
  private var days: Int { Int((end.milliseconds - now.milliseconds) / 86_400_000) }
}

extension ForecastSummary.Passing {
  /// `45 days`, or `> 91 days` where it is not within the horizon.
  fileprivate func runwayText(days: Int) -> String {
    daysP50.map { QuantityText.count($0, "day", "days") } ?? "> \(days) days"
  }

  /// `30 to 80 days`.
  fileprivate func rangeText(days: Int) -> String {
    guard let early = daysP10 else { return "> \(days) days" }
    return daysP90.map { "\(early) to \($0) days" } ?? "\(early) to > \(days) days"
  }
}

extension ForecastSummary.Node {
  /// Whether what is installed carries demand, one sentence.
  fileprivate func answer(until end: Timestamp) -> String {
    let subject = level == .fleet ? "fleet demand" : "demand of \(level.rawValue) \(name)"
    guard let installed, let passing else {
      return "what is installed is not known; list hosts in an inventory, or ingest 'configured'"
    }
    let what =
      installed.source == .hosts
      ? "usable memory of the hosts (\(QuantityText.size(installed.size)))"
      : "the sum of configured sizes (\(QuantityText.size(installed.size)); no hosts are known)"
    if let date = passing.dates.p50, let days = passing.daysP50 {
      return "\(subject) passes \(what) on \(date.dateText), in "
        + "\(QuantityText.count(days, "day", "days")) (p50)"
    }
    if let date = passing.dates.p10 {
      return "\(subject) stays within \(what) until \(end.dateText) with more than 50 % "
        + "probability; it passes with 10 % by \(date.dateText)"
    }
    return "\(subject) stays within \(what) until \(end.dateText) with more than 90 % probability"
  }

  /// The past and the median ahead as one line, in units of what is installed.
  fileprivate var line: String {
    let values = (past + ahead).compactMap { $0 }
    let whole = max(values.max() ?? 0, Double(installed?.size.bytes ?? 0))
    return "\(Sparkline.text(past, of: whole))|\(Sparkline.text(ahead, of: whole))"
  }
}

extension QuantityText {
  /// The number of GiB with about three digits: sums need no more.
  fileprivate static func briefGibibytes(_ size: ByteCount) -> String {
    let value = size.gibibytes
    return NumberText.trimmed(value, places: value < 10 ? 2 : value < 100 ? 1 : 0)
  }
}
