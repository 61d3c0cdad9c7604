public import CapacityModel
internal import HeadroomBasics

extension ForecastSummary: JSONReportable {
  /// `summary of a forecast`.
  public static let kind = "summary of a forecast"

  /// The answer first, then demand by month, what is installed, and the entities that grow or pass their size.
  public func document(_ options: ReportOptions) -> Document {
    Document(
      title: title, facts: facts,
      sections: [
        monthSection, installedSection,
      ] + pictureSections + [growingSection, passingSection, .warnings(warnings)])
  }

  /// Writes `headroom.forecast-summary/v1`.
  public func writeJSON(_ options: ReportOptions, to sink: ByteSink) throws {
    try sink(JSONFormat.encoded(self, options: options))
  }
}

extension ForecastSummary {
  var title: String { "Demand ahead of \(store), \(now.dateText) to \(end.dateText)" }

  /// The answer first, then what it rests on, label and value.
  var facts: [Document.Fact] {
    var facts = nodes.first.map { [Document.Fact("Answer", $0.answer(until: end))] } ?? []
    if let doubts = doubted.sentence(of: nodes.first?.series ?? doubted.count) {
      facts.append(.init("Doubted", doubts))
    }
    facts.append(.init("Entities", entitiesText))
    facts.append(
      .init(
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

  /// History and forecast of each node against what is installed.
  private var pictureSections: [Document.Section] {
    zip(nodes, pictures).map { node, picture in
      let level = node.installed.map { installed in
        DemandChart.Level(
          size: installed.size, style: "limit",
          title: (installed.source == .hosts
            ? "installed less failover reserve: " : "sum of configured sizes: ")
            + QuantityText.size(installed.size))
      }
      let chart = DemandChart(picture: picture, levels: [level].compactMap { $0 }, passes: nil)
      let answer = node.answer(until: end)
      return Document.Section(
        title: node.level == .fleet
          ? "Demand of the fleet" : "Demand of \(node.level.rawValue) \(node.name)",
        lead: answer.prefix(1).uppercased() + answer.dropFirst() + ".", chart: chart,
        table: chart.table
      ).besideOthers()
    }
  }

  private var monthSection: Document.Section {
    let months = nodes.first?.months.map(\.month) ?? []
    return .init(
      title: "Demand by month, GiB: p50 / p90 of the month's highest step",
      columns: [.text("node"), .number("now")] + months.map { .number($0) },
      rows: nodes.map { node in
        [node.name, node.recent.map(QuantityText.briefGibibytes) ?? "-"]
          + node.months.map {
            "\(QuantityText.briefGibibytes($0.p50)) / \(QuantityText.briefGibibytes($0.p90))"
          }
      })
  }

  private var installedSection: Document.Section {
    .init(
      title: "What is installed (\(sourceText)), and how long until demand passes it",
      table: .init(
        columns: [
          .text("node"), .number("installed GiB"), .number("runway"), .number("p10 to p90"),
          .text("past | forecast"),
        ],
        rows: nodes.map { node in
          .init(
            [
              node.name, node.installed.map { QuantityText.briefGibibytes($0.size) } ?? "unknown",
              node.passing?.runwayText(days: days) ?? "-",
              node.passing?.rangeText(days: days) ?? "-", node.line,
            ], tone: node.passing?.tone ?? .unknown)
        }))
  }

  /// Where installed sizes come from.
  private var sourceText: String {
    let sources = Set(nodes.compactMap { $0.installed?.source })
    if sources == [.hosts] { return "hosts less failover reserve" }
    return sources == [.configured] ? "sizes" : "hosts, or sizes where none is known"
  }

  private var growingSection: Document.Section {
    .init(
      title: "Entities that grow most: mean demand of a week, now and at the horizon's end",
      columns: [.text("entity")]
        + .numbers("size GiB", "now GiB", "ahead GiB", "change GiB") + [.text("past")],
      rows: growing.map { entity in
        [
          entity.entity.name, QuantityText.gibibytes(entity.configured),
          QuantityText.gibibytes(entity.recent), QuantityText.gibibytes(entity.ahead),
          QuantityText.change(entity.ahead - entity.recent),
          Sparkline.text(entity.past, of: Double(entity.configured?.bytes ?? 0)),
        ]
      })
  }

  private var passingSection: Document.Section {
    let hidden = passingCount - passing.count
    return .init(
      title: "Entities that pass their size, with the probability by date"
        + (hidden > 0 ? " (\(NumberText.grouped(hidden)) more not shown)" : ""),
      table: .init(
        columns: [.text("entity")]
          + .numbers("size GiB", "now GiB", "10 % by", "50 % by", "90 % by"),
        rows: passing.map { entity in
          let dates = entity.passing?.dates
          return .init(
            [
              entity.entity.name, QuantityText.gibibytes(entity.configured),
              QuantityText.gibibytes(entity.recent),
            ] + [dates?.p10, dates?.p50, dates?.p90].map { $0?.dateText ?? "-" },
            tone: entity.passing?.tone)
        }))
  }

  /// The horizon in whole days.
  private var days: Int { Int((end.milliseconds - now.milliseconds) / Duration.millisecondsPerDay) }
}

extension ForecastSummary.Passing {
  /// Critical where it is likelier than not, a warning where it is possible.
  fileprivate var tone: Document.Tone {
    if dates.p50 != nil { return .critical }
    return dates.p10 == nil ? .fine : .warning
  }

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
