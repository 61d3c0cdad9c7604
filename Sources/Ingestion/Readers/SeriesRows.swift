/// One row of a file of series: fields as text or number, with errors that name the place.
struct SeriesRow {
  let path: String
  let line: Int
  private let start: Int
  private let fields: [Range<Int>]
  private let bytes: UnsafeBufferPointer<UInt8>

  /// Cuts a line.
  init(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, path: String, line: Int,
    fields: inout [Range<Int>]
  ) throws(IngestionError) {
    (self.path, self.line, start, self.bytes) = (path, line, range.lowerBound, bytes)
    if let quote = FieldSplitter(delimiter: 0x2C).split(bytes, range, into: &fields) {
      throw .badRow(
        path: path, line: line, column: quote - range.lowerBound + 1, field: "row",
        problem: "a quote is not closed where a field ends", remedy: "close it")
    }
    self.fields = fields
  }

  var count: Int { fields.count }

  /// The text of a field.
  func text(_ index: Int, _ name: String) throws(IngestionError) -> String {
    guard let text = FieldSplitter.text(bytes, fields[index]), !text.isEmpty else {
      throw failure(index, name, "is empty or no UTF-8 text", "write a name")
    }
    return text
  }

  /// The number in a field; `nil` where it is empty or says NaN, NA or null: nothing was observed.
  func number(_ index: Int, _ name: String) throws(IngestionError) -> Double? {
    switch DecimalNumber.parse(bytes, fields[index]) {
    case .whole(let value): return Double(value)
    case .real(let value): return value
    case .notFinite, .none:
      let text = String(decoding: bytes[fields[index]], as: UTF8.self)
      if ["", "nan", "na", "null"].contains(text.lowercased()) { return nil }
      throw failure(
        index, name, "'\(text.prefix(40))' is no finite number", "leave it empty for a gap")
    }
  }

  /// An error at a field.
  func failure(_ index: Int, _ name: String, _ problem: String, _ remedy: String) -> IngestionError
  {
    .badRow(
      path: path, line: line, column: fields[index].lowerBound - start + 1, field: name,
      problem: problem, remedy: remedy)
  }

  /// An error of the row.
  func failure(_ problem: String, _ remedy: String) -> IngestionError {
    .badRow(path: path, line: line, column: 1, field: "row", problem: problem, remedy: remedy)
  }
}

extension LineReader {
  /// Hands over every row that is not blank.
  func forEachRow(
    _ body: (SeriesRow) throws(IngestionError) -> Void
  ) throws(IngestionError) {
    var fields: [Range<Int>] = []
    while let range = try next() {
      if range.isEmpty { continue }
      let outcome: Result<Void, IngestionError> = withBytes { bytes in
        do throws(IngestionError) {
          try body(
            SeriesRow(bytes, range, path: source.name, line: lineNumber, fields: &fields))
          return .success(())
        } catch {
          return .failure(error)
        }
      }
      try outcome.get()
    }
  }
}
