import CapacityModel
import HeadroomBasics

/// Days that come again: weekdays, or days around the end of a month.
enum RecurringDays: Hashable {
  /// From a weekday (0 for Monday) so many in a row.
  case weekly(first: Int, count: Int)
  /// The last days of a month and the first of the next.
  case monthEnd(last: Int, first: Int)

  /// The patterns that are looked for, the shortest first: one or two days a week, up to three days before and two after
  /// the end of a month.
  static let all: [RecurringDays] =
    (1...2).flatMap { count in (0..<7).map { .weekly(first: $0, count: count) } }
    + (0...3).flatMap { last in
      (0...2).compactMap { last + $0 > 0 ? .monthEnd(last: last, first: $0) : nil }
    }

  /// Which occurrence a UTC day belongs to, a number that grows with time; `nil` for the other days.
  func occurrence(of day: Timestamp) -> Int? {
    let number = Int(day.date.daysSinceEpoch)
    switch self {
    case .weekly(let first, let count):
      let since = (day.weekday - first + 7) % 7
      return since < count ? (number - since) / 7 : nil
    case .monthEnd(let last, let first):
      let date = day.date
      let month = 12 * date.year + date.month
      if date.day <= first { return month - 1 }
      let next =
        date.month == 12
        ? CivilDate(year: date.year + 1, month: 1, day: 1)
        : CivilDate(year: date.year, month: date.month + 1, day: 1)
      return next.daysSinceEpoch - Int64(number) <= last ? month : nil
    }
  }

  /// Occurrences that have to be seen before a pattern is believed.
  var leastOccurrences: Int {
    switch self {
    case .weekly: 6
    case .monthEnd: 3
    }
  }

  /// The days in words, as they stand after "on" or "at".
  var text: String {
    let names = [
      "Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays",
    ]
    switch self {
    case .weekly(let first, let count):
      return "on " + (0..<count).map { names[(first + $0) % 7] }.joined(separator: " and ")
    case .monthEnd(let last, let first):
      let before = last > 0 ? "the last \(PlanText.count(last, "day")) of a month" : nil
      let after = first > 0 ? "the first \(PlanText.count(first, "day"))" : nil
      return "on " + [before, after].compactMap { $0 }.joined(separator: " and ")
        + (last == 0 ? " of a month" : "")
    }
  }
}
