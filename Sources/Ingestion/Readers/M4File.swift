public import CapacityModel

/// `m4`: the M4 competition's wide CSV, one row a series, `id,V2,V3,…`, blanks at the end of shorter series.
///
/// Series are aligned by their ends: the last value of each is its latest.
public enum M4File: SeriesFile {
  /// The name on the command line.
  public static let name = "m4"
  /// One sentence for `--help`.
  public static let summary = "the M4 competition's wide CSV: a row a series"

  static func recognises(header: String) -> Bool {
    header.filter { $0 != "\"" }.hasPrefix("V1,V2,V3")
  }

  /// Reads all series; see `SeriesFile`.
  public static func read(_ lines: LineReader, step: Duration) throws(IngestionError) -> Panel {
    let names = try CSVHeader.names(of: lines)
    guard names.count >= 2, names[0] == "V1" || names[0].lowercased() == "id" else {
      throw .badHeader(
        path: lines.source.name, column: 1, problem: "an M4 file begins with V1,V2,V3,…",
        remedy: "say --input-format panel for unique_id,ds,y")
    }
    var ragged = RaggedSeries()
    var seen = Set<String>()
    try lines.forEachRow { row throws(IngestionError) in
      guard row.count <= names.count else {
        throw row.failure(
          "\(row.count) fields where the header has \(names.count)", "check the row")
      }
      let name = try row.text(0, names[0])
      guard seen.insert(name).inserted else {
        throw row.failure(0, names[0], "series '\(name)' stands there twice", "keep one of them")
      }
      var values: [Double?] = []
      for index in 1..<row.count { values.append(try row.number(index, names[index])) }
      while let last = values.last, last == nil { values.removeLast() }
      guard !values.isEmpty else {
        throw row.failure("series '\(name)' has no value", "remove the row")
      }
      ragged.names.append(EntityID(name))
      ragged.values.append(values)
    }
    return ragged.rightAligned(step: step)
  }
}
