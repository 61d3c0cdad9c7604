package import HeadroomBasics

/// Days that come again: weekdays, or days around the end of a month.
package enum RecurringDays: Hashable {
  /// From a weekday (0 for Monday) so many in a row.
  case weekly(first: Int, count: Int)
  /// The last days of a month and the first of the next.
  case monthEnd(last: Int, first: Int)
  /// The same around the end of a quarter.
  case quarterEnd(last: Int, first: Int)
  /// The same around the end of a year.
  case yearEnd(last: Int, first: Int)

  /// The patterns that are looked for, the shortest first: one or two days a week, up to three days before and two after
  /// the end of a month.
  package static let all: [RecurringDays] =
    (1...2).flatMap { count in (0..<7).map { .weekly(first: $0, count: count) } }
    + (0...3).flatMap { last in
      (0...2).compactMap { last + $0 > 0 ? .monthEnd(last: last, first: $0) : nil }
    }

  /// The patterns of a business cycle: ends of months, quarters and years.
  package static let cycles: [RecurringDays] =
    all.compactMap { if case .monthEnd = $0 { $0 } else { nil } }
    + [(0, 1), (1, 0), (1, 1), (2, 1), (3, 2)].flatMap {
      [.quarterEnd(last: $0.0, first: $0.1), .yearEnd(last: $0.0, first: $0.1)]
    }

  /// Which occurrence a UTC day belongs to, a number that grows with time; `nil` for the other days.
  package func occurrence(of day: Timestamp) -> Int? {
    switch self {
    case .weekly(let first, let count):
      let since = (day.weekday - first + 7) % 7
      return since < count ? (Int(day.daysSinceEpoch) - since) / 7 : nil
    case .monthEnd(let last, let first): return Self.month(endingBy: day, last: last, first: first)
    case .quarterEnd(let last, let first):
      return Self.month(endingBy: day, last: last, first: first).flatMap {
        Self.number(of: $0) % 3 == 0 ? $0 : nil
      }
    case .yearEnd(let last, let first):
      return Self.month(endingBy: day, last: last, first: first).flatMap {
        Self.number(of: $0) == 12 ? $0 : nil
      }
    }
  }

  /// The month, counted from the year 0, of whose end a day is one of the last or the first days after it.
  private static func month(endingBy day: Timestamp, last: Int, first: Int) -> Int? {
    let date = day.date
    let month = 12 * date.year + date.month
    if date.day <= first { return month - 1 }
    return date.daysInMonth - date.day < last ? month : nil
  }

  /// 1 to 12.
  private static func number(of month: Int) -> Int { (month - 1) % 12 + 1 }

  /// Occurrences that have to be seen before a pattern is believed.
  package var leastOccurrences: Int {
    switch self {
    case .weekly: 6
    case .monthEnd: 3
    case .quarterEnd, .yearEnd: 2
    }
  }

  /// The days in words, as they stand after "on" or "at".
  package var text: String {
    let names = [
      "Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays",
    ]
    switch self {
    case .weekly(let first, let count):
      return "on " + (0..<count).map { names[(first + $0) % 7] }.joined(separator: " and ")
    case .monthEnd(let last, let first): return Self.text("month", last: last, first: first)
    case .quarterEnd(let last, let first): return Self.text("quarter", last: last, first: first)
    case .yearEnd(let last, let first): return Self.text("year", last: last, first: first)
    }
  }

  private static func text(_ period: String, last: Int, first: Int) -> String {
    let before = last > 0 ? "the last \(PlanText.count(last, "day")) of a \(period)" : nil
    let after = first > 0 ? "the first \(PlanText.count(first, "day"))" : nil
    return "on " + [before, after].compactMap { $0 }.joined(separator: " and ")
      + (last == 0 ? " of a \(period)" : "")
  }
}
