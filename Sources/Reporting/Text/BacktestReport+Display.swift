internal import CapacityModel
internal import HeadroomBasics

/// A titled table of a report, still without a form.
struct ReportBlock {
  /// What the table shows.
  var title: String
  /// Its columns; numbers are pushed to the right.
  var columns: [(title: String, isNumber: Bool)]
  /// Its cells.
  var rows: [[String]]

  /// The titles of the columns as words, for pages and tickets: units keep their letters.
  var columnWords: [String] {
    columns.map { column in
      column.title.split(separator: " ").map { word in
        word.contains("GiB") ? String(word) : word.lowercased()
      }.joined(separator: " ")
    }
  }
}

extension BacktestReport {
  /// What a reader needs to place the figures, label and value.
  var facts: [(label: String, value: String)] {
    var facts = [
      (
        "Data",
        "\(data.store): \(QuantityText.count(data.entities, "entity", "entities")), "
          + "\(data.range.start.dateText) to \(data.range.end.dateText)"
      ), ("Origins", originsText), ("Now", QuantityText.instant(now)), ("Seed", "\(seed)"),
    ]
    if let decisionSentence { facts.append(("Plans", decisionSentence)) }
    if !policies.isEmpty { facts.append(("Prices", costs.text)) }
    if let chosen { facts.append(("Chosen", "\(chosen.policy): \(chosen.why)")) }
    return facts
  }

  /// The tables in reading order; one without rows is not shown.
  var blocks: [ReportBlock] {
    decisionBlocks + [
      accuracyBlock("Accuracy", forecasters.filter { $0.behaviour == nil }, by: nil),
      accuracyBlock(
        "Accuracy of \(main) by behaviour", forecasters.filter { $0.behaviour != nil }, by: "CLASS"),
      accuracyBlock(
        "Accuracy of \(main) by observed steps of history", byHistory ?? [], by: "HISTORY"),
      worstBlock, policyBlock, frontBlock, sensitivityBlock, calibrationBlock, confidenceBlock,
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
  private func accuracyBlock(
    _ title: String, _ scores: [ForecasterScore], by group: String?
  ) -> ReportBlock {
    ReportBlock(
      title: title,
      columns: [(group ?? "FORECASTER", false)]
        + [
          "STEPS", "FORECASTS", "MASE", "SQL", "VS NAIVE", "CRPS", "WAPE", "IN 80 %", "IN 90 %",
          "IN 95 %",
        ].map { ($0, true) },
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
  private var worstBlock: ReportBlock {
    ReportBlock(
      title: "Forecast worst: quantile loss on the scale of MASE, the seasonal naive's beside it",
      columns: [("ENTITY", false), ("CLASS", false)]
        + ["STEPS", "FORECASTS", "SQL", "NAIVE"].map { ($0, true) },
      rows: (worst ?? []).map { score in
        [
          DisplayText.cleaned(score.entity.name), score.behaviour.rawValue, "\(score.horizon)",
          NumberText.grouped(score.forecasts), NumberText.fixed(score.sql, places: 3),
          score.sqlSeasonalNaive.map { NumberText.fixed($0, places: 3) } ?? "-",
        ]
      })
  }

  private var calibrationBlock: ReportBlock {
    ReportBlock(
      title: "Peaks: promised against realised",
      columns: [("CLASS", false)]
        + ["STEPS", "LEVEL", "PROMISED", "REALISED", "PEAKS"].map { ($0, true) },
      rows: calibration.map { row in
        [
          row.behaviour?.rawValue ?? "all", "\(row.horizon)", NumberText.plain(row.level),
          NumberText.fixed(row.promised, places: 3), NumberText.fixed(row.realised, places: 3),
          NumberText.grouped(row.n),
        ]
      })
  }

  private var confidenceBlock: ReportBlock {
    ReportBlock(
      title: "Confidence of proposed sizes: promised against realised",
      columns: [("POLICY", false)]
        + ["STEPS", "FROM", "TO", "PROMISED", "REALISED", "SIZES"].map { ($0, true) },
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
