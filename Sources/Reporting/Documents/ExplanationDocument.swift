public import CapacityModel
internal import HeadroomBasics

/// Why series are forecast as they are.
public struct ForecastExplanations: JSONReportable {
  /// `forecast's explanation`.
  public static let kind = "forecast's explanation"

  /// One explanation a series.
  public let series: [ForecastExplanation]

  /// Wraps explanations.
  public init(_ series: [ForecastExplanation]) { self.series = series }

  /// One series is a document of its own; more are an entry each.
  public func document(_ options: ReportOptions) -> Document {
    if series.count == 1, let only = series.first {
      return Document(title: only.title, facts: only.facts, sections: only.sections)
    }
    return Document(
      title: QuantityText.count(series.count, "forecast explained", "forecasts explained"),
      sections: [
        .init(
          title: "",
          entries: series.map {
            .init(summary: $0.title, facts: $0.facts, sections: $0.sections)
          })
      ])
  }

  private struct File: Encodable {
    var schema = "headroom.forecast-explanation/v1"
    var series: [ForecastExplanation]
  }

  /// Writes all series as one object, `headroom.forecast-explanation/v1`.
  public func writeJSON(_ options: ReportOptions, to sink: ByteSink) throws {
    try sink(JSONFormat.encoded(File(series: series), options: options))
  }
}

extension ForecastExplanation {
  fileprivate var title: String { "Forecast of \(entity.name)" }

  /// What the explanation is of.
  fileprivate var facts: [Document.Fact] {
    let facts: [Document.Fact] = [
      .init("Forecaster", forecaster), .init("Origin", QuantityText.instant(origin)),
      .init("Horizon", QuantityText.count(horizon, "step", "steps")),
      .init("Class", behaviour.rawValue),
      .init("History", QuantityText.count(observedSteps, "observed step", "observed steps")),
      .init("Season", "\(amount(season.lowest)) to \(signed(season.highest))"),
      .init(
        "Quantiles",
        treeShare > 0
          ? "\(QuantityText.percent(treeShare)) learnt from the state of the series, the rest from its class"
          : "from the errors of its class and its own"),
    ]
    return facts + notes.map { .init("Note", $0) }
  }

  /// The tables in reading order.
  fileprivate var sections: [Document.Section] {
    [partTable, memberTable, shiftTable, originTable]
  }

  private var partTable: Document.Section {
    let level = parts.first.map { NumberText.plain($0.tailLevel) } ?? ""
    return Document.Section(
      title: "Parts\(isBytes ? ", GiB" : "")",
      columns: ["step", "base", "trend", "season", "other", "median", "tail", "q\(level)"]
        .map(Document.Column.number),
      rows: parts.map { part in
        ["\(part.step)", amount(part.base)] + [part.trend, part.season, part.other].map(signed)
          + [amount(part.median), signed(part.tail), amount(part.median + part.tail)]
      })
  }

  private var memberTable: Document.Section {
    Document.Section(
      title: "Members", columns: [.text("steps"), .text("member"), .number("weight")],
      rows: members.map { member in
        ["\(member.from) to \(member.to)", member.name, QuantityText.percent(member.weight)]
      })
  }

  private var shiftTable: Document.Section {
    Document.Section(
      title: "Lasting shifts of the level\(isBytes ? ", GiB" : "")",
      columns: [.text("from")] + ["before", "after", "change"].map(Document.Column.number),
      rows: shifts.map { shift in
        [
          QuantityText.instant(shift.at), amount(shift.before), amount(shift.after),
          signed(shift.after - shift.before),
        ]
      })
  }

  private var originTable: Document.Section {
    Document.Section(
      title: "Earlier forecasts against what happened\(isBytes ? ", GiB" : "")",
      columns: [.text("origin")]
        + ["steps", "observed", "bias", "error", "error %"].map(Document.Column.number),
      rows: origins.map { origin in
        [
          QuantityText.instant(origin.at), "\(origin.steps)", amount(origin.observed),
          signed(origin.bias), amount(origin.error),
          origin.observed != 0
            ? QuantityText.percent(origin.error / origin.observed.magnitude) : "-",
        ]
      })
  }

  private var isBytes: Bool { unit == "bytes" }

  /// Four significant digits, in GiB where the unit is known to be bytes.
  private func amount(_ value: Double) -> String {
    QuantityText.amount(isBytes ? value / ByteCount.bytesPerGibibyte : value)
  }

  private func signed(_ value: Double) -> String { (value > 0 ? "+" : "") + amount(value) }
}
