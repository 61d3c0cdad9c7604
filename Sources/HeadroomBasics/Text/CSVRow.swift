/// One row of RFC 4180, built cell by cell.
package struct CSVRow {
  package private(set) var bytes: [UInt8] = []
  private var isEmpty = true

  /// An empty row.
  package init() {}

  /// Adds text; quoted where it holds a comma, a quote or a line break.
  ///
  /// - Parameter guarded: Whether text that a spreadsheet would run as a formula (it starts with `=`, `+`, `-`, `@`, a
  ///   tab or a carriage return) gets an apostrophe in front; so does text that looks like such after apostrophes of its own,
  ///   so that taking one away always gives the text.
  package mutating func append(_ text: String, guarded: Bool) {
    separate()
    let first = text.utf8.first { $0 != UInt8(ascii: "'") }
    let runs = first.map { "=+-@\t\r".utf8.contains($0) } ?? false
    let shown = guarded && runs ? "'" + text : text
    guard shown.utf8.contains(where: { ",\"\r\n".utf8.contains($0) }) else {
      bytes += shown.utf8
      return
    }
    bytes += Self.quoted(shown)
  }

  /// `text` in quotes, those inside it doubled.
  package static func quoted(_ text: String) -> [UInt8] {
    var bytes = [UInt8(ascii: "\"")]
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
    return bytes
  }

  /// Adds a number; an empty cell for `nil`.
  package mutating func append(_ value: Double?) {
    separate()
    if let value { NumberText.appendPlain(value, to: &bytes) }
  }

  /// Adds a whole number; an empty cell for `nil`.
  package mutating func append(_ value: Int64?) {
    separate()
    if let value { bytes += String(value).utf8 }
  }

  /// Adds cells that are known to need no quotes.
  package mutating func append(plain cells: [String]) {
    for cell in cells {
      separate()
      bytes += cell.utf8
    }
  }

  /// Ends the row.
  package mutating func end() {
    bytes.append(UInt8(ascii: "\n"))
    isEmpty = true
  }

  /// Forgets what was written and keeps the memory.
  package mutating func clear() { bytes.removeAll(keepingCapacity: true) }

  private mutating func separate() {
    if !isEmpty { bytes.append(UInt8(ascii: ",")) }
    isEmpty = false
  }
}
