public import CapacityModel
internal import HeadroomBasics

/// The wide files of the M4 competition: a header `V1,V2,…`, then one row a series, its name first.
///
/// Series end together: the last value of each stands at the last step. Blanks after it are nothing; blanks before
/// and between are gaps. Rows may be shorter than the header.
public enum M4SeriesFile: SeriesFileReader {
  /// The name on the command line.
  public static let name = "m4"
  /// One sentence for `--help`.
  public static let summary = "wide CSV of the M4 competition: one row a series, id,V2,V3,…"

  /// One row.
  private struct Row {
    var line: Int
    var values: [Double?]
  }

  /// Whether the second column is named `V2`.
  public static func recognises(_ start: FileStart) -> Bool {
    let names = HeaderLine.names(in: start.firstLine, separator: ",")
    return names.count >= 2 && names[1].uppercased() == "V2"
  }

  /// Reads all rows.
  ///
  /// - Throws: `IngestionError` where the source fails, a value is not a number, a row is longer than the header,
  ///   a series has two rows, or there is no value at all.
  public static func read(_ source: ByteSource, step: Duration) throws(IngestionError) -> Panel {
    let scanner = LineScanner(source)
    let header = try HeaderLine(scanner, separator: 0x2C)
    guard header.names.count >= 2, header.names[1].text.uppercased() == "V2" else {
      throw .missingColumn(
        path: scanner.name, line: header.line, name: "V2", why: "an m4 file is headed V1,V2,V3,…")
    }
    var table = EntityTable(prefix: "")
    var rows: [Row] = []
    while let line = try scanner.next() {
      if line.isEmpty { continue }
      let row = try parse(line, scanner, header, &table)
      guard table.entities.count > rows.count else {
        let series = table.entities[row.entity].name
        throw .doubledSeries(path: scanner.name, line: row.row.line, series: series)
      }
      rows.append(row.row)
    }
    return try panel(table.entities, rows, path: scanner.name, step: step)
  }

  private static func parse(
    _ line: UnsafeBufferPointer<UInt8>, _ scanner: LineScanner, _ header: HeaderLine,
    _ table: inout EntityTable
  ) throws(IngestionError) -> (entity: Int, row: Row) {
    var cursor = FieldCursor(line, separator: 0x2C, skipsBlanks: false)
    var row = Row(line: scanner.lineNumber, values: [])
    var (entity, index, column) = (0, 0, 1)
    do throws(FieldFaultError) {
      entity = try cursor.field().withBytes { bytes throws(FieldFaultError) in
        try table.index(of: bytes)
      }
      index = 1
      column = cursor.column
      while cursor.hasField, index < header.names.count {
        row.values.append(try SeriesValue.read(&cursor))
        index += 1
        column = cursor.column
      }
    } catch {
      throw .field(
        path: scanner.name, line: row.line, column: column, field: header.names[index].text,
        fault: error.fault)
    }
    if cursor.hasField {
      var found = index
      while cursor.hasField, (try? cursor.skipField()) != nil { found += 1 }
      throw .fieldCount(
        path: scanner.name, line: row.line, column: column, expected: header.names.count,
        found: found)
    }
    while case .some(nil) = row.values.last { row.values.removeLast() }
    return (entity, row)
  }

  private static func panel(
    _ entities: [EntityID], _ rows: [Row], path: String, step: Duration
  ) throws(IngestionError) -> Panel {
    let steps = rows.map(\.values.count).max() ?? 0
    guard steps > 0 else { throw .noValues(path: path) }
    guard steps <= SeriesValue.cellLimit / rows.count else {
      throw .spanTooLong(
        path: path, series: rows.count, first: "V2", last: "V\(steps + 1)", steps: steps)
    }
    let calendar = StepCalendar(start: Timestamp(milliseconds: 0), step: step, count: steps)
    var panel = Panel(entities: entities, calendar: calendar)
    for (series, row) in rows.enumerated() {
      let start = steps - row.values.count
      for (index, value) in row.values.enumerated() { panel[start + index, series] = value }
    }
    return panel
  }
}
