/// The form of a weekly change window: days, times and a zone.
///
///     Sat 22:00-02:00 UTC
///     Mon-Fri,Sun 01:00-03:00 Europe/Berlin
///     daily 02:00-04:00 +01:00
///
/// Days are English names, whole or of three letters, ranges and lists of them, or `daily`. Times and zone may be missing. A window whose end is not after its start
/// ends on the next day. Plans pass the text on to people; no command waits for a window.
enum ChangeWindow {
  private static let days: Set<String> = [
    "mon", "tue", "wed", "thu", "fri", "sat", "sun", "monday", "tuesday", "wednesday", "thursday",
    "friday", "saturday", "sunday",
  ]

  /// Whether a text has the form.
  static func isWellFormed(_ text: String) -> Bool {
    let parts = text.split(separator: " ", omittingEmptySubsequences: false)
    return (1...3).contains(parts.count) && areDays(parts[0])
      && (parts.count < 2 || areTimes(parts[1])) && (parts.count < 3 || isZone(parts[2]))
  }

  private static func areDays(_ text: Substring) -> Bool {
    if text.lowercased() == "daily" { return true }
    return text.split(separator: ",", omittingEmptySubsequences: false).allSatisfy { range in
      let ends = range.split(separator: "-", omittingEmptySubsequences: false)
      return ends.count <= 2 && ends.allSatisfy { days.contains($0.lowercased()) }
    }
  }

  /// Two times of day that differ.
  private static func areTimes(_ text: Substring) -> Bool {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false)
    guard ends.count == 2, let start = minutes(ends[0]), let end = minutes(ends[1]) else {
      return false
    }
    return start < 1440 && start != end
  }

  /// `00:00` to `24:00`.
  private static func minutes(_ text: Substring) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ $0.count == 2 && $0.allSatisfy(isDigit) }),
      let hour = Int(parts[0]), let minute = Int(parts[1]), minute < 60,
      hour * 60 + minute <= 1440
    else { return nil }
    return hour * 60 + minute
  }

  /// `UTC`, an offset such as `+01:00`, or a name such as `Europe/Berlin` or `CET`.
  private static func isZone(_ text: Substring) -> Bool {
    guard let first = text.first else { return false }
    if first == "+" || first == "-" {
      return minutes(text.dropFirst()).map { $0 <= 14 * 60 } ?? false
    }
    return first.isASCII && first.isLetter
      && text.allSatisfy { $0.isASCII && ($0.isLetter || isDigit($0) || "/_+-".contains($0)) }
  }

  private static func isDigit(_ character: Character) -> Bool {
    character.isASCII && character.isNumber
  }
}
