/// The shape of a working day, from integer tables, so that no library's sine can change a byte.
public enum DailyProfile: String, CaseIterable, Sendable, Codable {
  /// Nine to five with a dip at noon.
  case office
  /// Busy from morning to late evening.
  case web
  /// An evening peak.
  case evening
  /// A batch window at night.
  case night

  /// Per cent of the day's amplitude at each full hour, UTC.
  var hours: [Int] {
    switch self {
    case .office:
      [3, 2, 1, 1, 2, 5, 14, 38, 71, 93, 100, 96, 82, 90, 99, 97, 88, 66, 41, 24, 15, 10, 7, 4]
    case .web:
      [
        30, 20, 13, 9, 8, 12, 24, 41, 57, 68, 75, 80, 84, 82, 79, 78, 81, 87, 94, 100, 98, 86, 66,
        46,
      ]
    case .evening:
      [42, 25, 14, 8, 5, 5, 8, 14, 20, 25, 29, 33, 37, 37, 38, 42, 50, 62, 77, 92, 100, 97, 83, 62]
    case .night:
      [84, 96, 100, 97, 86, 60, 30, 14, 8, 6, 5, 5, 5, 5, 5, 5, 6, 7, 9, 12, 17, 26, 43, 64]
    }
  }
}
