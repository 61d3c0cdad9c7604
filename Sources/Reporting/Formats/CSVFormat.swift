public import CapacityModel
internal import HeadroomBasics

/// CSV for spreadsheets and data frames: RFC 4180 with line feeds, a header, decimals without exponents.
///
/// In plans and backtests, text that a spreadsheet would run as a formula gets an apostrophe in front; in forecasts
/// `unique_id` stays exactly the name, since scripts join on it.
public struct CSVFormat: ReportFormat {
  /// `csv`.
  public static let name = "csv"
  /// One sentence for `--help`.
  public static let summary = "CSV, one row an item, for spreadsheets and data frames"

  /// Bytes that are gathered before they go to the sink.
  private static let chunk = 1 << 16

  /// Creates the format.
  public init() {}

  /// Series that become text together at most, about how many bytes of text those may have, and how many such blocks are
  /// held before they go to the sink.
  private static let (mostSeries, blockBytes, held) = (16, 1 << 20, 32)

  /// Whether the kind has a table.
  public static func writes(_ kind: any Reportable.Type) -> Bool { kind is any CSVReportable.Type }

  /// Writes the value's table.
  ///
  /// - Throws: `ReportingError.cannotRender` where its kind has none; what the value and the sink throw.
  public func write(_ value: some Reportable, options: ReportOptions, to sink: ByteSink) throws {
    guard let value = value as? any CSVReportable else {
      throw ReportingError.cannotRender(type(of: value), as: Self.self)
    }
    try value.writeCSV(options, to: sink)
  }

  /// Writes `unique_id,step,mean,q0.025,…`, steps from 1, series in the panel's order. Where the unit is known, `time`, the
  /// start of the step, and `unit` follow as the last columns.
  ///
  /// - Throws: `ReportingError.notFinite` where a value is no number; what the sink throws.
  func writeSteps(of forecast: ForecastPanel, loop: ParallelLoop, to sink: ByteSink) throws {
    var header = CSVRow()
    header.append(
      plain: ["unique_id", "step", "mean"] + forecast.levels.map { "q\(plain($0))" }
        + (forecast.unit == nil ? [] : ["time", "unit"]))
    header.end()
    try sink(header.bytes)
    let matrices = [forecast.mean] + forecast.quantiles
    // A number takes about twenty bytes.
    let rowBytes = 20 * (matrices.count + 4)
    let size = min(max(Self.blockBytes / max(rowBytes * forecast.horizon, 1), 1), Self.mostSeries)
    let span = size * Self.held
    for first in stride(from: 0, to: forecast.seriesCount, by: span) {
      let last = min(first + span, forecast.seriesCount)
      let texts = loop.map((last - first + size - 1) / size) { block in
        let start = first + block * size
        return Result { () throws(ReportingError) in
          try rows(of: forecast, matrices, series: start..<min(start + size, last))
        }
      }
      for text in texts {
        let bytes = try text.get()
        if !bytes.isEmpty { try sink(bytes) }
      }
    }
  }

  /// The rows of neighbouring series.
  private func rows(
    of forecast: ForecastPanel, _ matrices: [[Double]], series: Range<Int>
  ) throws(ReportingError) -> [UInt8] {
    var rows = CSVRow()
    let times =
      forecast.unit == nil
      ? []
      : (0..<forecast.horizon).map {
        "\(forecast.calendar.instant($0))"
      }
    for series in series {
      for step in 0..<forecast.horizon {
        rows.append(forecast.entities[series].name, guarded: false)
        rows.append(Int64(step + 1))
        try append(matrices, at: (step, series), of: forecast, peaks: false, to: &rows)
        if let unit = forecast.unit { rows.append(plain: [times[step], unit]) }
        rows.end()
      }
    }
    return rows.bytes
  }

  /// Writes `unique_id,q0.5,…`: the quantiles of the largest demand over the whole horizon, one row a series.
  ///
  /// - Throws: `ReportingError.noPeaks` where none were forecast, `notFinite` where a value is no number; what the sink
  ///   throws.
  public func writePeaks(of forecast: ForecastPanel, to sink: ByteSink) throws {
    guard !forecast.peakLevels.isEmpty, forecast.horizon > 0 else {
      throw ReportingError.noPeaks(forecaster: forecast.forecaster)
    }
    var rows = CSVRow()
    rows.append(plain: ["unique_id"] + forecast.peakLevels.map { "q\(plain($0))" })
    rows.end()
    for series in 0..<forecast.seriesCount {
      rows.append(forecast.entities[series].name, guarded: false)
      let place = (forecast.horizon - 1, series)
      try append(forecast.peakQuantiles, at: place, of: forecast, peaks: true, to: &rows)
      rows.end()
      if rows.bytes.count >= Self.chunk { try flush(&rows, to: sink) }
    }
    try flush(&rows, to: sink)
  }

  private func append(
    _ matrices: [[Double]], at place: (step: Int, series: Int), of forecast: ForecastPanel,
    peaks: Bool, to rows: inout CSVRow
  ) throws(ReportingError) {
    let index = place.step * forecast.seriesCount + place.series
    for (column, matrix) in matrices.enumerated() {
      let value = matrix[index]
      guard value.isFinite else {
        let level = peaks ? column : column - 1
        let levels = peaks ? forecast.peakLevels : forecast.levels
        throw .notFinite(
          entity: forecast.entities[place.series].name, step: place.step + 1,
          column: level < 0 ? "mean" : "q\(plain(levels[level]))", value: "\(value)")
      }
      rows.append(value)
    }
  }

  private func flush(_ rows: inout CSVRow, to sink: ByteSink) throws {
    guard !rows.bytes.isEmpty else { return }
    try sink(rows.bytes)
    rows.clear()
  }

  private func plain(_ level: Double) -> String { NumberText.plain(level) }
}
