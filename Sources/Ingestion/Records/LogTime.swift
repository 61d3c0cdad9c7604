/// Finds the times that stand in logs above a block of lines, or before a line, and writes them as `InstantText` reads
/// them: ISO 8601 with `T` or a blank and with any offset, epoch seconds alone on their line, and what `date` and
/// `date -R` print in English.
enum LogTime {
  /// The time that is all of a line; `nil` where the line is something else.
  static func whole(_ line: Substring) -> String? {
    let words = line.split(whereSeparator: \.isWhitespace)
    guard let first = words.first, words.count <= 8 else { return nil }
    if let (time, used) = iso(words), used == words.count { return time }
    if words.count == 1, (9...13).contains(first.utf8.count), first.allSatisfy(\.isASCIIDigit) {
      return String(first)
    }
    return dateOutput(words)
  }

  /// The time before a line, as `ts '%FT%TZ'` puts it there, and the line; `nil` where the line has none.
  static func leading(_ line: Substring) -> (time: String, rest: Substring)? {
    let start = line.drop(while: \.isWhitespace)
    let words = start.prefix(64).split(whereSeparator: \.isWhitespace).prefix(3)
    guard let (time, used) = iso(Array(words)) else { return nil }
    let end = words[used - 1].endIndex
    guard end < line.endIndex else { return nil }
    return (time, line[line.index(after: end)...])
  }

  /// A date and a time of day at the start of `words`, and how many words they take.
  private static func iso(_ words: [Substring]) -> (String, Int)? {
    guard let first = words.first, isDate(first.prefix(10)) else { return nil }
    if first.utf8.count > 10 {
      let rest = first.dropFirst(10)
      guard let mark = rest.first, mark == "T" || mark == "t", isTimeOfDay(rest.dropFirst()) else {
        return nil
      }
      return (withColon(first), 1)
    }
    guard words.count > 1, isTimeOfDay(words[1]) else { return nil }
    let text = "\(first)T\(withColon(words[1]))"
    guard words.count > 2 else { return (text, 2) }
    let zone = words[2]
    if ["UTC", "GMT", "Z"].contains(zone) { return (text + "Z", 3) }
    if zone.utf8.count == 5 || zone.utf8.count == 6, zone.first == "+" || zone.first == "-",
      zone.dropFirst().allSatisfy({ $0.isASCIIDigit || $0 == ":" })
    {
      return (text + withColon(zone), 3)
    }
    return (text, 2)
  }

  private static func isDate(_ text: Substring) -> Bool {
    let bytes = Array(text.utf8)
    return bytes.count == 10
      && bytes.indices.allSatisfy { index in
        index == 4 || index == 7 ? bytes[index] == 0x2D : bytes[index] &- 0x30 <= 9
      }
  }

  /// Whether `text` begins as 17:32 does.
  private static func isTimeOfDay(_ text: Substring) -> Bool {
    let bytes = Array(text.utf8.prefix(5))
    return bytes.count == 5
      && bytes.indices.allSatisfy { index in
        index == 2 ? bytes[index] == 0x3A : bytes[index] &- 0x30 <= 9
      }
  }

  /// `+0100` at the end becomes `+01:00`.
  private static func withColon(_ text: Substring) -> String {
    let bytes = Array(text.utf8)
    guard bytes.count >= 5 else { return String(text) }
    let tail = bytes.suffix(5)
    guard let sign = tail.first, sign == 0x2B || sign == 0x2D,
      tail.dropFirst().allSatisfy({ $0 &- 0x30 <= 9 })
    else { return String(text) }
    return "\(text.dropLast(2)):\(text.suffix(2))"
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
  private static let weekdays: Set<String> = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

  /// What `date` prints: a weekday, a month, a day, a year, a time of day, and a zone, in the order of the locale.
  private static func dateOutput(_ words: [Substring]) -> String? {
    var (month, day, year, time, zone) = (Int?.none, Int?.none, Int?.none, Substring?.none, "")
    var (isAfternoon, isTwelveHours, hasWeekday) = (false, false, false)
    for word in words {
      let word = word.last == "," ? word.dropLast() : word
      if weekdays.contains(String(word)) {
        hasWeekday = true
      } else if let index = months.firstIndex(of: String(word)) {
        month = index + 1
      } else if isTimeOfDay(word), word.utf8.count >= 8 {
        time = word
      } else if word == "AM" || word == "PM" {
        (isTwelveHours, isAfternoon) = (true, word == "PM")
      } else if word.allSatisfy(\.isASCIIDigit), let number = Int(word) {
        if word.utf8.count == 4 { year = number } else { day = number }
      } else if ["UTC", "GMT"].contains(word) {
        zone = "Z"
      } else if word.first == "+" || word.first == "-" {
        zone = withColon(word.utf8.count == 3 ? word + "00" : word)
      } else if !word.allSatisfy(\.isASCIILetter) || word.utf8.count > 5 {
        return nil
      }
    }
    guard hasWeekday, let month, let day, let year, let time, var hour = Int(time.prefix(2)),
      (1...31).contains(day)
    else { return nil }
    if isTwelveHours { hour = hour % 12 + (isAfternoon ? 12 : 0) }
    return
      "\(year)-\(twoDigits(month))-\(twoDigits(day))T\(twoDigits(hour))\(time.dropFirst(2))\(zone)"
  }

  private static func twoDigits(_ number: Int) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }
}

extension Character {
  /// Whether it is one of 0 to 9.
  var isASCIIDigit: Bool { ("0"..."9").contains(self) }

  /// Whether it is one of A to Z or a to z.
  fileprivate var isASCIILetter: Bool { isASCII && isLetter }
}
