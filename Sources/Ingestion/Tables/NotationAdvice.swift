internal import CapacityModel
internal import HeadroomBasics

/// What to write instead of text that people and programs often write and that is not read: one sentence with the
/// corrected text.
enum NotationAdvice {
  // MARK: Times

  /// Advice on a time; `nil` where nothing is known about such text.
  static func onTime(_ text: String) -> String? {
    onEpoch(text) ?? onOffset(text) ?? onClock(text) ?? onDate(text)
  }

  /// Whole numbers too large for seconds.
  private static func onEpoch(_ text: String) -> String? {
    guard text.count >= 14, text.allSatisfy(\.isASCIIDigit) else { return nil }
    let (unit, digits) = text.count >= 17 ? ("nanoseconds", 9) : ("microseconds", 6)
    return "looks like \(unit); write seconds: \(text.dropLast(digits))"
  }

  /// A day number of Excel, which counts from 1899-12-30.
  static func onExcelSerial(_ number: Double, _ text: String) -> String? {
    guard number >= 20_000, number < 80_000, number != number.rounded() else { return nil }
    let seconds = ((number - 25_569) * 86_400).rounded()
    return "looks like an Excel serial day; write the time as text: "
      + "\(Timestamp(seconds: Int64(seconds)))"
  }

  /// Offsets and zones that RFC 3339 does not write so.
  private static func onOffset(_ text: String) -> String? {
    if text.hasSuffix("]"), let open = text.firstIndex(of: "[") {
      return "names its zone in brackets; write the offset instead: \(text[..<open])+01:00"
    }
    guard let sign = text.lastIndex(where: { $0 == "+" || $0 == "-" }) else { return nil }
    let digits = text[text.index(after: sign)...]
    guard text[..<sign].contains(":"), digits.allSatisfy(\.isASCIIDigit) else { return nil }
    if digits.count == 4 {
      return
        "lacks the colon in its offset; write \(text[...sign])\(digits.prefix(2)):\(digits.suffix(2))"
    }
    return digits.count == 2 ? "lacks minutes in its offset; write \(text):00" : nil
  }

  /// Clock times that are written otherwise.
  private static func onClock(_ text: String) -> String? {
    if text.dropFirst(10).contains(",") {
      let better = text.replacingLast(",", with: ".")
      if Timestamp(parsing: better) != nil {
        return "has a comma before its fraction; write \(better)"
      }
    }
    let hour = text.dropFirst(11).prefix(2)
    if hour == "24", text.count >= 16, let day = Timestamp(parsing: text.prefix(10)) {
      let next = Timestamp(milliseconds: day.milliseconds + Duration.millisecondsPerDay)
      return "has the hour 24; write \(next)"
    }
    let parts = text.split(separator: "T")
    if parts.count == 2, parts[0].count == 8, parts[0].allSatisfy(\.isASCIIDigit),
      parts[1].prefix(4).allSatisfy(\.isASCIIDigit)
    {
      let (date, time) = (parts[0], parts[1])
      let minute = "\(time.prefix(2)):\(time.dropFirst(2).prefix(2))"
      return "is written without separators; write "
        + "\(date.prefix(4))-\(date.dropFirst(4).prefix(2))-\(date.suffix(2))T\(minute):00Z"
    }
    return nil
  }

  /// Dates in another order, and names of months and zones.
  private static func onDate(_ text: String) -> String? {
    let date = text.prefix { $0 != " " && $0 != "T" }
    for (separator, formats) in [
      ("/", "'%m/%d/%Y %H:%M' or '%d/%m/%Y %H:%M'"), (".", "'%d.%m.%Y %H:%M'"),
    ] {
      let parts = date.split(separator: Character(separator))
      if parts.count == 3, parts.allSatisfy({ $0.allSatisfy(\.isASCIIDigit) }) {
        return "has another order of day, month and year; name it with --time-format \(formats), "
          + "or write 2013-09-02T00:00:00Z"
      }
    }
    guard let first = text.first, first.isLetter, text.contains(":") else { return nil }
    return "names days, months or zones by letters; write 2013-09-02T02:00:00+02:00"
  }

  // MARK: Amounts

  /// What programs write behind a number, and the ending of a column's name that means it.
  private static let units: [(suffix: String, ending: String)] = [
    ("kib", "_kib"), ("mib", "_mib"), ("gib", "_gib"), ("ki", "_kib"), ("mi", "_mib"),
    ("gi", "_gib"), ("kb", "_kib"), ("mb", "_mib"), ("gb", "_gib"), ("k", "_kib"), ("m", "_mib"),
    ("g", "_gib"), ("bytes", "_bytes"), ("b", "_bytes"), ("%", "_percent"),
  ]

  /// Advice on an amount; `nil` where nothing is known about such text.
  static func onAmount(_ text: String) -> String? {
    let plain = text.lowercased()
    if ["n/a", "na", "-", "--", "null", "none", "nil", "#n/a", "unknown", "?"].contains(plain) {
      return "stands for no value; leave the field empty"
    }
    if plain.hasPrefix("0x"), let number = UInt64(plain.dropFirst(2), radix: 16) {
      return "is hexadecimal; write \(number)"
    }
    for unit in units where plain.hasSuffix(unit.suffix) {
      let number = text.dropLast(unit.suffix.count).trimmingBlanks
      guard Double(number) != nil else { continue }
      return "has its unit behind it; write \(number), and end the column's name in \(unit.ending)"
    }
    return onSeparators(text)
  }

  /// Separators of thousands, and commas before fractions.
  private static func onSeparators(_ text: String) -> String? {
    let grouping: Set<Character> = [" ", "'", "’", "\u{A0}", "\u{202F}", "_"]
    let digits = text.filter { !grouping.contains($0) && $0 != "," && $0 != "." }
    guard !digits.isEmpty, digits.allSatisfy(\.isASCIIDigit) else { return nil }
    let groups = text.split { !$0.isASCIIDigit }
    let isGrouped = groups.count > 1 && groups.dropFirst().allSatisfy { $0.count == 3 }
    if text.contains(where: grouping.contains) || groups.count > 2, isGrouped {
      return "has separators between thousands; write \(digits)"
    }
    guard groups.count == 2, text.contains(",") else { return nil }
    let (whole, fraction) = (groups[0], groups[1])
    if fraction.count == 3 {
      return "has a comma; write \(digits) if it separates thousands, \(whole).\(fraction) or "
        + "--decimal ',' if a fraction follows it"
    }
    return "has a comma before its fraction; write \(whole).\(fraction), or give --decimal ','"
  }
}

extension Substring {
  /// Without blanks at its end.
  fileprivate var trimmingBlanks: Substring {
    var text = self
    while let last = text.last, last == " " || last == "\u{A0}" { text.removeLast() }
    return text
  }
}

extension String {
  /// The text with the last `old` in it replaced.
  fileprivate func replacingLast(_ old: Character, with new: String) -> String {
    guard let place = lastIndex(of: old) else { return self }
    return String(self[..<place]) + new + String(self[index(after: place)...])
  }
}
