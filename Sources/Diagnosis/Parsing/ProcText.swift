/// Reads the texts of `/proc` and `/sys`: names and numbers, line by line.
enum ProcText {
  /// `Name:   123 kB` as bytes, `Name: 123` as it stands; the later of two of one name counts.
  static func fields(_ text: String) -> [String: UInt64] {
    var fields: [String: UInt64] = [:]
    for line in text.split(whereSeparator: \.isNewline) {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let words = line[line.index(after: colon)...].split(separator: " ")
      guard let first = words.first, let number = UInt64(first) else { continue }
      let isKibibytes = words.count > 1 && words[1] == "kB"
      let (bytes, overflow) = number.multipliedReportingOverflow(by: isKibibytes ? 1024 : 1)
      if !overflow { fields[String(line[..<colon])] = bytes }
    }
    return fields
  }

  /// `name 123`, a counter a line; the later of two of one name counts.
  static func counters(_ text: String) -> [String: UInt64] {
    var counters: [String: UInt64] = [:]
    for line in text.split(whereSeparator: \.isNewline) {
      let words = line.split(separator: " ", omittingEmptySubsequences: true)
      guard words.count == 2, let number = UInt64(words[1]) else { continue }
      counters[String(words[0])] = number
    }
    return counters
  }

  /// A size as the kernel's command line states it: `512M`, `1073741824`, `0x20000000`; `nil` where it is none.
  static func size(_ text: Substring) -> UInt64? {
    let (digits, factor): (Substring, UInt64)
    switch text.last {
    case "K", "k": (digits, factor) = (text.dropLast(), 1 << 10)
    case "M", "m": (digits, factor) = (text.dropLast(), 1 << 20)
    case "G", "g": (digits, factor) = (text.dropLast(), 1 << 30)
    case "T", "t": (digits, factor) = (text.dropLast(), 1 << 40)
    default: (digits, factor) = (text, 1)
    }
    let number =
      digits.hasPrefix("0x") ? UInt64(digits.dropFirst(2), radix: 16) : UInt64(digits)
    guard let (product, overflow) = number?.multipliedReportingOverflow(by: factor), !overflow
    else { return nil }
    return product
  }
}
