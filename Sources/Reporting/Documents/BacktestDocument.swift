public import CapacityModel
internal import HeadroomBasics

extension BacktestReport: CSVReportable, JSONReportable {
  /// `backtest`.
  public static let kind = "backtest"

  /// What the replay rests on, whether promises were kept, what following the plans would have brought, accuracy and
  /// policies.
  public func document(_ options: ReportOptions) -> Document {
    Document(
      title: "Backtest", figures: figures, picture: decisionPicture, facts: facts,
      sections: charts + tables + [.warnings(warnings)])
  }

  /// Writes the report as one object, `headroom.backtest/v1`.
  public func writeJSON(_ options: ReportOptions, to sink: ByteSink) throws {
    try sink(JSONFormat.encoded(self, options: options))
  }
}

extension BacktestReport {
  /// What a reader needs to place the figures.
  private var facts: [Document.Fact] {
    var facts = [
      Document.Fact(
        "Data",
        "\(data.store): \(QuantityText.count(data.entities, "entity", "entities")), "
          + "\(data.range.start.dateText) to \(data.range.end.dateText)"),
      .init("Origins", originsText), .init("Now", QuantityText.instant(now)),
      .init("Seed", "\(seed)"),
    ]
    if let decisionSentence { facts.append(.init("Plans", decisionSentence)) }
    if !policies.isEmpty { facts.append(.init("Prices", costs.text)) }
    if let chosen { facts.append(.init("Chosen", "\(chosen.policy): \(chosen.why)")) }
    return facts
  }

  /// Whether promised probabilities are kept, and what policies trade.
  var charts: [Document.Section] {
    let all = calibration.filter { $0.behaviour == nil }
    let kept = Document.Section(
      title: "Is a promised probability kept?",
      lead: "Points on the dashed line are: as many peaks stayed within a quantile as it promised.",
      chart: ReliabilityChart(rows: all))
    let traded = Document.Section(
      title: "What each policy would have cost",
      lead: "Nearer to the lower left corner is better: less memory unused and fewer days short.",
      chart: PolicyChart(policies: policies))
    return ((all.isEmpty ? [] : [kept]) + (policies.isEmpty ? [] : [traded]))
      .map { $0.besideOthers() }
  }

  /// The figures in reading order.
  var tables: [Document.Section] {
    decisionTables + [
      accuracyTable("Accuracy", forecasters.filter { $0.behaviour == nil }, by: nil),
      accuracyTable(
        "Accuracy of \(main) by behaviour", forecasters.filter { $0.behaviour != nil }, by: "class"),
      accuracyTable(
        "Accuracy of \(main) by observed steps of history", byHistory ?? [], by: "history"),
      worstTable, policyTable, frontTable, sensitivityTable, calibrationTable, confidenceTable,
    ]
  }

  private var originsText: String {
    guard let first = origins.first, let last = origins.last else { return "none" }
    return origins.count == 1
      ? QuantityText.instant(first)
      : "\(NumberText.grouped(origins.count)), \(first.dateText) to \(last.dateText)"
  }

  /// The forecaster that groups are judged for.
  private var main: String { forecasters.first?.name ?? "-" }

  /// Scores, one a row, by forecaster or by the group of series that they are of.
  private func accuracyTable(
    _ title: String, _ scores: [ForecasterScore], by group: String?
  ) -> Document.Section {
    Document.Section(
      title: title,
      columns: [.text(group ?? "forecaster")]
        + [
          "steps", "forecasts", "MASE", "SQL", "vs naive", "CRPS", "WAPE", "in 80 %", "in 90 %",
          "in 95 %",
        ].map(Document.Column.number),
      rows: scores.map { score in
        [group == nil ? score.name : score.groupText]
          + ["\(score.horizon)", NumberText.grouped(score.forecasts)]
          + [
            score.mase, score.sql, score.sqlOverSeasonalNaive, score.crps, score.wape,
            score.coverage80, score.coverage90, score.coverage95,
          ].map { $0.map { NumberText.fixed($0, places: 3) } ?? "-" }
      })
  }

  /// The entities to look at.
  private var worstTable: Document.Section {
    Document.Section(
      title: "Forecast worst: quantile loss on the scale of MASE, the seasonal naive's beside it",
      columns: [.text("entity"), .text("class")]
        + ["steps", "forecasts", "SQL", "naive"].map(Document.Column.number),
      rows: (worst ?? []).map { score in
        [
          score.entity.name, score.behaviour.rawValue, "\(score.horizon)",
          NumberText.grouped(score.forecasts), NumberText.fixed(score.sql, places: 3),
          score.sqlSeasonalNaive.map { NumberText.fixed($0, places: 3) } ?? "-",
        ]
      })
  }

  private var calibrationTable: Document.Section {
    Document.Section(
      title: "Peaks: promised against realised",
      columns: [.text("class")]
        + ["steps", "level", "promised", "realised", "peaks"].map(Document.Column.number),
      rows: calibration.map { row in
        [
          row.behaviour?.rawValue ?? "all", "\(row.horizon)", NumberText.plain(row.level),
          NumberText.fixed(row.promised, places: 3), NumberText.fixed(row.realised, places: 3),
          NumberText.grouped(row.n),
        ]
      })
  }

  private var confidenceTable: Document.Section {
    Document.Section(
      title: "Confidence of proposed sizes: promised against realised",
      columns: [.text("policy")]
        + ["steps", "from", "to", "promised", "realised", "sizes"].map(Document.Column.number),
      rows: confidence.map { row in
        [
          row.policy, "\(row.horizon)", NumberText.plain(row.from), NumberText.plain(row.to),
          NumberText.fixed(row.promised, places: 3), NumberText.fixed(row.realised, places: 3),
          NumberText.grouped(row.n),
        ]
      })
  }
}

extension BacktestReport.ForecasterScore {
  /// The group of series that the score is of, in a word.
  fileprivate var groupText: String {
    if let history {
      return history.to.map { "\(history.from) to \($0 - 1)" } ?? "\(history.from) or more"
    }
    return behaviour?.rawValue ?? "-"
  }
}

extension CostModel {
  /// The prices.
  var text: String {
    "slack \(NumberText.plain(slack)), shortage \(NumberText.plain(shortage)) a GiB-hour; "
      + "event \(NumberText.plain(event)), resize \(NumberText.plain(resize)), "
      + "restart \(NumberText.plain(restart)) windows"
  }
}
