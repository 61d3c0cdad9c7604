public import CapacityModel
internal import HeadroomBasics

extension ForecastPanel: CSVReportable, JSONReportable {
  /// `forecast`.
  public static let kind = "forecast"

  /// One row a series: the mean at the first and the last step, the outermost interval at the last step, the outermost
  /// quantile of the peak. All steps are in CSV and JSON.
  public func document(_ options: ReportOptions) -> Document {
    var table = Document.Table(
      columns: tableColumns,
      rows: horizon > 0 ? (0..<seriesCount).map { Document.Row(cells(of: $0)) } : [])
    table.isSortable = true
    let rest = seriesCount - pictures.count
    let left = Document.Section(
      title: "Series without a picture",
      lead: "\(QuantityText.count(rest, "series stands", "series stand")) in the table only.",
      medium: .page)
    return Document(
      title: "Forecast",
      facts: facts + [.init("Series", NumberText.grouped(seriesCount))]
        + [doubts.map { .init("Doubted", $0) }].compactMap { $0 },
      sections: [.init(title: "", table: table)] + pictures.map(Self.section)
        + (rest > 0 && !pictures.isEmpty ? [left] : []))
  }

  /// History and forecast of one series.
  private static func section(_ picture: DemandPicture) -> Document.Section {
    let chart = DemandChart(picture: picture, levels: [], passes: nil)
    return Document.Section(
      title: "Demand of \(picture.entity.name)", chart: chart, table: chart.table
    ).besideOthers()
  }

  /// What forecast, and how far.
  var facts: [Document.Fact] {
    [
      .init("Forecaster", forecaster),
      .init(
        "Horizon",
        "\(horizon) steps of \(calendar.step.shortText), "
          + "\(QuantityText.instant(calendar.start)) to \(QuantityText.instant(calendar.range.end))"
      ),
    ]
  }

  /// What a reader must know of the samples behind it; `nil` where all can be believed, or nothing is known.
  public var doubts: String? { standings.sentence(of: seriesCount) }

  /// Whether values are sizes, which people read in GiB.
  private var isBytes: Bool { unit == "bytes" }

  /// `p2.5` where sizes are told to people; `q0.025` as the CSV has it where nobody knows what values are.
  private func name(of level: Double) -> String {
    isBytes
      ? "p\(NumberText.trimmed(level * 100, places: 1))" : "q\(NumberText.plain(level))"
  }

  /// The day of a step, where steps are days or longer; its number where they are not or no calendar is meant.
  private func name(ofStep step: Int) -> String {
    isBytes && calendar.step >= .days(1)
      ? calendar.instant(step - 1).dateText : "step \(step)"
  }

  private var tableColumns: [Document.Column] {
    let unit = isBytes ? " GiB" : ""
    var columns: [Document.Column] = [
      .name("series"), .choice("class"), .number("mean \(name(ofStep: 1))\(unit)"),
      .number("mean \(name(ofStep: horizon))\(unit)"),
    ]
    if let low = levels.first, let high = levels.last, low < high {
      columns += [low, high].map { .number("\(name(of: $0)) \(name(ofStep: horizon))\(unit)") }
    }
    if let level = peakLevels.last { columns.append(.number("peak \(name(of: level))\(unit)")) }
    if doubts != nil { columns.append(.text("doubted")) }
    return columns
  }

  private func cells(of series: Int) -> [String] {
    let end = (horizon - 1) * seriesCount + series
    var values = [mean[series], mean[end]]
    if levels.count > 1 { values += [quantiles[0][end], quantiles[levels.count - 1][end]] }
    if let peak = peakQuantiles.last { values.append(peak[end]) }
    return [entities[series].name, bases[series].behaviour.rawValue] + values.map(text)
      + (doubts == nil ? [] : [standings[series].word ?? "-"])
  }

  private func text(_ value: Double) -> String {
    guard isBytes, value.isFinite else { return QuantityText.amount(value) }
    return QuantityText.gibibytes(ByteCount(Int64(min(max(value, -0x1p62), 0x1p62))))
  }

  /// Writes `unique_id,step,mean,q0.025,…`, steps from 1, series in the panel's order; where the unit is known, `time,unit`
  /// follow.
  public func writeCSV(_ options: ReportOptions, to sink: ByteSink) throws {
    try CSVFormat().writeSteps(of: self, loop: options.loop, to: sink)
  }

  /// Writes the forecast as one object, `headroom.forecast/v1`.
  public func writeJSON(_ options: ReportOptions, to sink: ByteSink) throws {
    try JSONFormat().writeSeries(of: self, to: sink)
  }
}
