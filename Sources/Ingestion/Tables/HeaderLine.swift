/// The first line of a table that is not blank: the names of its columns and where they stand.
struct HeaderLine {
  /// One name.
  struct Name {
    /// Without quotes and without blanks around it.
    var text: String
    /// Where it stands, in bytes from 1.
    var column: Int
  }

  /// In the order of the file.
  var names: [Name]
  /// From 1.
  var line: Int
  /// Between fields: the one asked for, or what a line `sep=;` before the header says.
  var separator: UInt8

  /// Reads the header; a line `sep=;` before it, as Excel writes and reads it, sets the separator.
  ///
  /// - Parameters:
  ///   - scanner: Stands at the beginning.
  ///   - separator: Picks the separator by the line, where no `sep=` says it.
  /// - Throws: `IngestionError.empty` where there is no line that is not blank, `.loneCarriageReturns`, and what the
  ///   scanner throws.
  init(
    _ scanner: LineScanner, separator: (UnsafeBufferPointer<UInt8>) -> UInt8
  ) throws(IngestionError) {
    var declared: UInt8?
    while let line = try scanner.next() {
      if line.isEmpty { continue }
      if let found = FileStart.declaredSeparator(line) {
        declared = found
        continue
      }
      if line.contains(0x0D) { throw .loneCarriageReturns(path: scanner.name) }
      try self.init(line, scanner, separator: declared ?? separator(line))
      return
    }
    throw .empty(path: scanner.name)
  }

  /// Reads the header of a format that has one separator.
  ///
  /// - Throws: As with a choice of separators.
  init(_ scanner: LineScanner, separator: UInt8) throws(IngestionError) {
    try self.init(scanner) { _ in separator }
  }

  /// Reads the names in `line`, which the scanner returned last.
  ///
  /// - Throws: `IngestionError.field` where a quote is at fault.
  init(
    _ line: UnsafeBufferPointer<UInt8>, _ scanner: LineScanner, separator: UInt8
  ) throws(IngestionError) {
    (self.line, self.separator, names) = (scanner.lineNumber, separator, [])
    var cursor = FieldCursor(line, separator: separator, skipsBlanks: separator != 0x09)
    while cursor.hasField {
      cursor.skipBlanks()
      let column = cursor.column
      do throws(FieldFaultError) {
        names.append(Name(text: Self.trimmed(try cursor.field().string), column: column))
      } catch {
        throw .field(
          path: scanner.name, line: scanner.lineNumber, column: column, field: "header",
          fault: error.fault)
      }
    }
  }

  /// Stands for the header of a table without one: each column is named after its place, `#1`, `#2`.
  init(placesOf row: Substring, separator: UInt8) {
    (self.separator, line) = (separator, 1)
    let count = Self.names(in: String(row), separator: Character(UnicodeScalar(separator))).count
    names = (1...max(1, count)).map { Name(text: "#\($0)", column: 1) }
  }

  /// The names in a header line that was only looked at, for telling formats apart.
  static func names(in header: String, separator: Character) -> [String] {
    header.split(separator: separator, omittingEmptySubsequences: false).map { field in
      var name = trimmed(String(field))
      if name.count >= 2, name.hasPrefix("\""), name.hasSuffix("\"") {
        name = String(name.dropFirst().dropLast())
      }
      return name
    }
  }

  private static func trimmed(_ text: String) -> String {
    let blanks: Set<Character> = [" ", "\t", "\r", "\r\n"]
    let start = text.drop { blanks.contains($0) }
    guard let last = start.lastIndex(where: { !blanks.contains($0) }) else { return "" }
    return String(start[...last])
  }
}
