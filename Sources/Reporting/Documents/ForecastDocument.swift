public import CapacityModel
internal import HeadroomBasics

extension ForecastPanel: CSVReportable, JSONReportable {
  /// `forecast`.
  public static let kind = "forecast"

  /// One row a series: the mean at the first and the last step, the outermost interval at the last step, the outermost
  /// quantile of the peak. All steps are in CSV and JSON.
  public func document(_ options: ReportOptions) -> Document {
    let table = Document.Table(
      columns: tableColumns,
      rows: horizon > 0 ? (0..<seriesCount).map { Document.Row(cells(of: $0)) } : [])
    return Document(
      title: "Forecast",
      facts: facts + [.init("Series", NumberText.grouped(seriesCount))]
        + [doubts.map { .init("Doubted", $0) }].compactMap { $0 },
      sections: [.init(title: "", table: table)])
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

  private var tableColumns: [Document.Column] {
    var columns: [Document.Column] = [
      .text("series"), .text("class"), .number("mean step 1"), .number("mean step \(horizon)"),
    ]
    if let low = levels.first, let high = levels.last, low < high {
      columns += [.number("q\(NumberText.plain(low))"), .number("q\(NumberText.plain(high))")]
    }
    if let level = peakLevels.last { columns.append(.number("peak q\(NumberText.plain(level))")) }
    if doubts != nil { columns.append(.text("doubted")) }
    return columns
  }

  private func cells(of series: Int) -> [String] {
    let end = (horizon - 1) * seriesCount + series
    var values = [mean[series], mean[end]]
    if levels.count > 1 { values += [quantiles[0][end], quantiles[levels.count - 1][end]] }
    if let peak = peakQuantiles.last { values.append(peak[end]) }
    return [entities[series].name, bases[series].behaviour.rawValue]
      + values.map(QuantityText.amount) + (doubts == nil ? [] : [standings[series].word ?? "-"])
  }

  /// Writes `unique_id,step,mean,q0.025,…`, steps from 1, series in the panel's order.
  public func writeCSV(_ options: ReportOptions, to sink: ByteSink) throws {
    try CSVFormat().writeSteps(of: self, loop: options.loop, to: sink)
  }

  /// Writes the forecast as one object, `headroom.forecast/v1`.
  public func writeJSON(_ options: ReportOptions, to sink: ByteSink) throws {
    try JSONFormat().writeSeries(of: self, to: sink)
  }
}
