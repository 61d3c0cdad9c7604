/// A date of the proleptic Gregorian calendar.
public struct CivilDate: Hashable, Sendable {
  /// The year, with 0 for 1 BC.
  public var year: Int
  /// 1 to 12.
  public var month: Int
  /// 1 to 31.
  public var day: Int

  /// Days from 1970-01-01 to this date.
  ///
  /// Source: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`.
  public var daysSinceEpoch: Int64 {
    let shifted = Int64(month <= 2 ? year - 1 : year)
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = Int64((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1)
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// 28 to 31.
  public var daysInMonth: Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Creates a date; it is not checked against the calendar.
  public init(year: Int, month: Int, day: Int) {
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// The date `days` after 1970-01-01.
  ///
  /// Source: H. Hinnant, as above, `civil_from_days`.
  public init(daysSinceEpoch days: Int64) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthIndex = (5 * dayOfYear + 2) / 153
    day = Int(dayOfYear - (153 * monthIndex + 2) / 5 + 1)
    month = Int(monthIndex < 10 ? monthIndex + 3 : monthIndex - 9)
    year = Int(yearOfEra + era * 400) + (month <= 2 ? 1 : 0)
  }
}

extension Timestamp: CustomStringConvertible {
  /// The UTC date this instant falls on.
  public var date: CivilDate {
    CivilDate(daysSinceEpoch: daysSinceEpoch)
  }

  /// The UTC weekday: 0 for Monday to 6 for Sunday.
  public var weekday: Int { Int(((daysSinceEpoch + 3) % 7 + 7) % 7) }

  /// Whole UTC days from 1970-01-01 to this instant, rounded down.
  public var daysSinceEpoch: Int64 {
    // Not by subtraction first: damaged bytes can hold the least number there is, and must still be named.
    let (quotient, remainder) = milliseconds.quotientAndRemainder(
      dividingBy: Duration.millisecondsPerDay)
    return remainder < 0 ? quotient - 1 : quotient
  }

  private var millisecondsInDay: Int64 {
    let remainder = milliseconds % Duration.millisecondsPerDay
    return remainder < 0 ? remainder + Duration.millisecondsPerDay : remainder
  }

  /// RFC 3339 in UTC: `2013-09-02T00:00:00Z`, with milliseconds only where there are some.
  public var description: String {
    let inDay = millisecondsInDay
    let (hour, minute) = (inDay / 3_600_000, inDay / 60_000 % 60)
    let (second, fraction) = (inDay / 1000 % 60, inDay % 1000)
    let tail = fraction == 0 ? "" : ".\(Self.padded(fraction, to: 3))"
    return
      "\(dateText)T\(Self.padded(hour, to: 2)):\(Self.padded(minute, to: 2)):\(Self.padded(second, to: 2))\(tail)Z"
  }

  /// The UTC date alone: `2013-09-02`.
  public var dateText: String {
    let date = date
    return
      "\(Self.padded(Int64(date.year), to: 4))-\(Self.padded(Int64(date.month), to: 2))-\(Self.padded(Int64(date.day), to: 2))"
  }

  /// Reads an RFC 3339 time (`2013-09-02T00:00:00Z`, `2013-09-02 02:00:00+02:00`), a date (midnight UTC), or epoch
  /// seconds (`1378080000`).
  ///
  /// - Returns: `nil` where the text is none of these.
  public init?(parsing text: some StringProtocol) {
    let bytes = Array(text.utf8)
    if let seconds = Int64(text) {
      guard seconds.magnitude < 9_000_000_000_000 else { return nil }
      self.init(seconds: seconds)
      return
    }
    guard let instant = Self.parseRFC3339(bytes) else { return nil }
    self = instant
  }

  private static func padded(_ value: Int64, to width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  private static func parseRFC3339(_ bytes: [UInt8]) -> Timestamp? {
    func number(_ from: Int, _ count: Int) -> Int? {
      guard from + count <= bytes.count else { return nil }
      var value = 0
      for byte in bytes[from..<(from + count)] {
        guard byte >= 0x30, byte <= 0x39 else { return nil }
        value = value * 10 + Int(byte - 0x30)
      }
      return value
    }
    func matches(_ index: Int, _ allowed: StaticString) -> Bool {
      guard index < bytes.count else { return false }
      return allowed.withUTF8Buffer { $0.contains(bytes[index]) }
    }
    guard let year = number(0, 4), matches(4, "-"), let month = number(5, 2), matches(7, "-"),
      let day = number(8, 2), (1...12).contains(month), (1...31).contains(day)
    else { return nil }
    let days = CivilDate(year: year, month: month, day: day).daysSinceEpoch
    // A day the month does not have comes back as another date.
    guard CivilDate(daysSinceEpoch: days) == CivilDate(year: year, month: month, day: day) else {
      return nil
    }
    var milliseconds = days * Duration.millisecondsPerDay
    if bytes.count == 10 { return Timestamp(milliseconds: milliseconds) }
    guard matches(10, "Tt "), let hour = number(11, 2), matches(13, ":"),
      let minute = number(14, 2), hour < 24, minute < 60
    else { return nil }
    milliseconds += Int64(hour) * 3_600_000 + Int64(minute) * 60_000
    var index = 16
    if matches(index, ":") {
      guard let second = number(17, 2), second <= 60 else { return nil }
      milliseconds += Int64(second) * 1000
      index = 19
      if matches(index, ".") {
        var scale: Int64 = 100
        index += 1
        guard matches(index, "0123456789") else { return nil }
        while matches(index, "0123456789") {
          milliseconds += Int64(bytes[index] - 0x30) * scale
          scale /= 10
          index += 1
        }
      }
    }
    if matches(index, "Zz") {
      return index + 1 == bytes.count ? Timestamp(milliseconds: milliseconds) : nil
    }
    guard matches(index, "+-"), let hours = number(index + 1, 2), matches(index + 3, ":"),
      let minutes = number(index + 4, 2), index + 6 == bytes.count, hours < 24, minutes < 60
    else { return nil }
    let offset = Int64(hours * 60 + minutes) * 60_000
    return Timestamp(milliseconds: milliseconds + (bytes[index] == 0x2B ? -offset : offset))
  }
}
