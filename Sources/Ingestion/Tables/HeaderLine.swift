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

  /// Reads the header.
  ///
  /// - Throws: `IngestionError.empty` where there is no line that is not blank, and what the scanner throws.
  init(_ scanner: LineScanner, separator: UInt8) throws(IngestionError) {
    while let line = try scanner.next() {
      if line.isEmpty { continue }
      self.line = scanner.lineNumber
      var cursor = FieldCursor(line, separator: separator, skipsBlanks: true)
      names = []
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
      return
    }
    throw .empty(path: scanner.name)
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
