public import CapacityModel
internal import HeadroomBasics

/// Panel CSV, `unique_id,ds,y`, as whole series.
///
/// `ds` is either a step number or an instant, the same throughout the file; the first row decides. Whole numbers
/// below 100,000,000 (which as epoch seconds would be before March 1973) are step numbers. Numbered series end
/// together: the last step of each stands at the last step of the table. Instants lie on one calendar for all series.
/// Steps without a row, and rows whose `y` is blank or NaN, are gaps.
public enum PanelSeriesFile: SeriesFileReader {
  /// The name on the command line.
  public static let name = "panel"
  /// One sentence for `--help`.
  public static let summary = "long CSV with unique_id,ds,y; ds is a step number or an instant"

  /// Whether the header has the three columns.
  public static func recognises(_ start: FileStart) -> Bool {
    let names = HeaderLine.names(in: start.firstLine, separator: ",")
    return PanelHeader.known.allSatisfy { names.contains($0) }
  }

  /// Reads all rows.
  ///
  /// - Throws: `IngestionError` where the source fails, a field cannot be used, an instant is off the calendar, a
  ///   series has two rows for one step, or there is no value at all.
  public static func read(_ source: ByteSource, step: Duration) throws(IngestionError) -> Panel {
    let length = step.wholeMilliseconds
    precondition(length > 0, "a step of \(length) ms")
    let scanner = LineScanner(source)
    let header = try PanelHeader(scanner, ignoring: [])
    var rows = PanelRows(path: scanner.name, header: header, stepLength: length)
    while let line = try scanner.next() {
      if !line.isEmpty { try rows.add(line, at: scanner.lineNumber) }
    }
    return try rows.panel()
  }
}
