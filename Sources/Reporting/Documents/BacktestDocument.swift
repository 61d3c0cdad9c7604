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
      .init("Forecasts from", originsText), .init("Now", QuantityText.instant(now)),
      .init("Seed", "\(seed)"),
    ]
    if let decisionSentence {
      facts.append(.init("Plans from", planOriginsText))
      facts.append(.init("Plans", decisionSentence))
    }
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
      accuracyTable(
        "Accuracy", forecasters.filter { $0.behaviour == nil }, by: nil, lead: Self.accuracyLegend),
      accuracyTable(
        "Accuracy of \(main) by behaviour", forecasters.filter { $0.behaviour != nil }, by: "class"),
      accuracyTable(
        "Accuracy of \(main) by observed steps of history", byHistory ?? [], by: "history"),
      worstTable, policyTable, frontTable, sensitivityTable, calibrationTable, confidenceTable,
    ]
  }

  /// From when forecasts were judged.
  private var originsText: String { Self.text(of: origins) }

  /// As of when plans were made and followed; a horizon has to follow each, so that these lie earlier.
  private var planOriginsText: String { Self.text(of: decisions?.origins ?? []) }

  private static func text(of origins: [Timestamp]) -> String {
    guard let first = origins.first, let last = origins.last else { return "none" }
    return origins.count == 1
      ? "one origin, \(first.dateText)"
      : "\(NumberText.grouped(origins.count)) origins, \(first.dateText) to \(last.dateText)"
  }

  /// The forecaster that groups are judged for.
  private var main: String { forecasters.first?.name ?? "-" }

  /// Scores, one a row, by forecaster or by the group of series that they are of.
  private func accuracyTable(
    _ title: String, _ scores: [ForecasterScore], by group: String?, lead: String = ""
  ) -> Document.Section {
    Document.Section(
      title: title, lead: scores.isEmpty ? "" : lead,
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

  /// What the columns of accuracy say.
  private static let accuracyLegend =
    "Steps: how far ahead. Errors, less is better: MASE and SQL over those of the naive forecast in the history (below 1 is "
    + "better than it), vs naive: SQL over the seasonal naive's, CRPS and WAPE as a share of the values. In 80 %: the share "
    + "of values in that interval; good is 0.8, and 0.9 and 0.95 beside it."

  /// The entities to look at.
  private var worstTable: Document.Section {
    Document.Section(
      title: "Forecast worst: quantile loss on the scale of MASE, the seasonal naive's beside it",
      lead: (worst ?? []).isEmpty
        ? ""
        : "SQL above naive: a forecast that repeats the last season would have done better there.",
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
      lead: calibration.isEmpty
        ? ""
        : "Realised: the share of peaks that stayed within the predicted quantile of that level; good is realised equal to "
          + "promised, and above it is cautious.",
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
      lead: confidence.isEmpty
        ? ""
        : "Sizes by their score, from and to; realised: the share that demand stayed within. Good is realised equal to "
          + "promised.",
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
