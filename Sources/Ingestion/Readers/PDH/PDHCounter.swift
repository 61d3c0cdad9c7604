/// The path of one counter: `\\HOST\Object(instance)\Counter`.
struct PDHCounter: Hashable {
  /// The machine that wrote it; empty where the path names none.
  var host: String
  /// What is measured: `Memory`.
  var object: String
  /// Which one of it; empty where there is one only.
  var instance: String
  /// The counter's name: `Available MBytes`.
  var name: String

  /// Reads a path; `nil` for any other text.
  init?(_ path: some StringProtocol) {
    var rest = path[...]
    host = ""
    if rest.hasPrefix("\\\\") {
      rest = rest.dropFirst(2)
      guard let end = rest.firstIndex(of: "\\") else { return nil }
      host = String(rest[..<end])
      rest = rest[end...]
    }
    guard rest.hasPrefix("\\"), let last = rest.lastIndex(of: "\\"), last > rest.startIndex else {
      return nil
    }
    name = String(rest[rest.index(after: last)...])
    let middle = rest[rest.index(after: rest.startIndex)..<last]
    if middle.hasSuffix(")"), let open = middle.firstIndex(of: "(") {
      object = String(middle[..<open])
      instance = String(middle[middle.index(after: open)...].dropLast())
    } else {
      (object, instance) = (String(middle), "")
    }
  }
}

/// The first cell of a PDH file: `(PDH-CSV 4.0) (W. Europe Standard Time)(-60)`.
struct PDHZone {
  /// Minutes that the clock which wrote the file is behind UTC.
  let minutesWest: Int64

  /// Reads the cell; `nil` where it is none. Without a zone times are UTC.
  init?(_ cell: some StringProtocol) {
    guard cell.hasPrefix("(PDH-CSV") || cell.hasPrefix("(PDH-TSV") else { return nil }
    guard cell.hasSuffix(")"), let open = cell.lastIndex(of: "("),
      let minutes = Int64(cell[cell.index(after: open)...].dropLast()), abs(minutes) <= 1440
    else {
      minutesWest = 0
      return
    }
    minutesWest = minutes
  }
}
