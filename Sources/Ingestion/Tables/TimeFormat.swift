internal import HeadroomBasics

/// A pattern by which a file writes times, in the letters of `strptime`: `%d.%m.%Y %H:%M`.
public struct TimeFormat: Hashable, Sendable {
  private enum Part: Hashable {
    case literal(UInt8)
    case field(UInt8)
  }

  /// The pattern as it was given.
  public let pattern: String
  private let parts: [Part]

  /// `%Y` and `%y` year, `%m` month, `%b` its English name, `%d` day, `%H` and `%I` hour, `%p` AM or PM, `%M` minute,
  /// `%S` second, `%f` its fraction, `%z` the offset, `%s` epoch seconds, `%Q` epoch milliseconds, `%%` a per
  /// cent sign.
  private static let letters = Set("YymbdHIpMSfzsQ%".utf8)

  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  /// Reads a pattern; `nil` where it has an unknown letter, or neither `%s` nor `%Q` nor day, month and year.
  public init?(_ pattern: String) {
    var (parts, bytes) = ([Part](), Array(pattern.utf8)[...])
    while let byte = bytes.popFirst() {
      guard byte == 0x25 else {
        parts.append(.literal(byte))
        continue
      }
      guard let letter = bytes.popFirst(), Self.letters.contains(letter) else { return nil }
      parts.append(letter == 0x25 ? .literal(letter) : .field(letter))
    }
    func has(_ names: String) -> Bool { names.utf8.contains { parts.contains(.field($0)) } }
    guard has("sQ") || (has("Yy") && has("mb") && has("d")) else { return nil }
    (self.pattern, self.parts) = (pattern, parts)
  }

  /// What a text says.
  private struct Fields {
    var (year, month, day) = (1970, 1, 1)
    var (hour, minute, second, milliseconds) = (0, 0, 0, 0)
    var isAfternoon: Bool?
    var epoch: Int64?
    var offset: Int64?
  }

  /// The time in `text`: milliseconds since the epoch, as if it were UTC where no offset is written (`isLocal`); `nil`
  /// where the text does not have this form or names a day that is not.
  func time(in text: UnsafeBufferPointer<UInt8>) -> (milliseconds: Int64, isLocal: Bool)? {
    var (fields, place) = (Fields(), 0)
    for part in parts {
      switch part {
      case .literal(let byte):
        guard place < text.count, text[place] == byte else { return nil }
        place += 1
      case .field(let letter):
        guard Self.read(letter, text, &place, &fields) else { return nil }
      }
    }
    guard place == text.count else { return nil }
    if let epoch = fields.epoch { return (epoch * 1000 + Int64(fields.milliseconds), false) }
    if let isAfternoon = fields.isAfternoon {
      guard (1...12).contains(fields.hour) else { return nil }
      fields.hour = fields.hour % 12 + (isAfternoon ? 12 : 0)
    }
    let date = CivilDate(year: fields.year, month: fields.month, day: fields.day)
    guard (1...12).contains(date.month), (1...date.daysInMonth).contains(date.day),
      fields.hour < 24, fields.minute < 60, fields.second <= 60
    else { return nil }
    let clock = Int64(fields.hour * 3600 + fields.minute * 60 + fields.second)
    let shown = (date.daysSinceEpoch * 86_400 + clock) * 1000 + Int64(fields.milliseconds)
    return (shown - (fields.offset ?? 0), fields.offset == nil)
  }

  private static func read(
    _ letter: UInt8, _ text: UnsafeBufferPointer<UInt8>, _ place: inout Int, _ fields: inout Fields
  ) -> Bool {
    func number(_ digits: Int) -> Int? {
      var (value, count) = (0, 0)
      while place < text.count, count < digits, text[place] &- 0x30 <= 9 {
        value = value * 10 + Int(text[place] &- 0x30)
        (place, count) = (place + 1, count + 1)
      }
      return count > 0 ? value : nil
    }
    func set(_ field: WritableKeyPath<Fields, Int>, _ digits: Int) -> Bool {
      guard let value = number(digits) else { return false }
      fields[keyPath: field] = value
      return true
    }
    switch UnicodeScalar(letter) {
    case "Y": return set(\.year, 4)
    case "y":
      guard let short = number(2) else { return false }
      fields.year = short < 69 ? 2000 + short : 1900 + short
      return true
    case "m": return set(\.month, 2)
    case "d": return set(\.day, 2)
    case "H", "I": return set(\.hour, 2)
    case "M": return set(\.minute, 2)
    case "S": return set(\.second, 2)
    case "s":
      guard let value = number(12) else { return false }
      fields.epoch = Int64(value)
      return true
    case "Q":
      guard let value = number(15) else { return false }
      (fields.epoch, fields.milliseconds) = (Int64(value / 1000), value % 1000)
      return true
    case "f":
      let start = place
      guard let value = number(9) else { return false }
      let digits = place - start
      let scales = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000]
      fields.milliseconds = digits <= 3 ? value * scales[3 - digits] : value / scales[digits - 3]
      return true
    default: return readName(letter, text, &place, &fields)
    }
  }

  private static func readName(
    _ letter: UInt8, _ text: UnsafeBufferPointer<UInt8>, _ place: inout Int, _ fields: inout Fields
  ) -> Bool {
    func word(_ length: Int) -> String {
      String(decoding: text[place..<min(place + length, text.count)], as: UTF8.self).lowercased()
    }
    switch UnicodeScalar(letter) {
    case "b":
      guard let month = months.firstIndex(of: word(3)) else { return false }
      (fields.month, place) = (month + 1, place + 3)
      return true
    case "p":
      guard ["am", "pm"].contains(word(2)) else { return false }
      (fields.isAfternoon, place) = (word(2) == "pm", place + 2)
      return true
    default:
      if word(1) == "z" {
        (fields.offset, place) = (0, place + 1)
        return true
      }
      let sign = word(1)
      guard sign == "+" || sign == "-" else { return false }
      let hasColon = place + 3 < text.count && text[place + 3] == 0x3A
      let length = hasColon ? 6 : 5
      guard place + length <= text.count else { return false }
      let digits = text[(place + 1)..<(place + length)].filter { $0 != 0x3A }
      guard digits.count == 4, digits.allSatisfy({ $0 &- 0x30 <= 9 }) else { return false }
      let value = digits.map { Int64($0 &- 0x30) }
      let minutes = (value[0] * 10 + value[1]) * 60 + value[2] * 10 + value[3]
      fields.offset = (sign == "-" ? -1 : 1) * minutes * 60_000
      place += length
      return true
    }
  }
}
