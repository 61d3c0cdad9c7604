package import HeadroomBasics

/// Demand that is high on the same days again and again, and lower on all others.
///
/// A pattern of `RecurringDays` holds where, over the last 26 weeks, in at least four of five of its occurrences demand came
/// a fifth above the level that 98 % of the other days stay below, the last occurrence among them. With noise alone that
/// has a chance of 0.02 an occurrence. Of the patterns that hold, the one that leaves most memory free for longest is taken.
package struct RecurringPeaks {
  /// The days on which demand is high.
  package let days: RecurringDays
  /// Occurrences seen, and those that were high.
  package let seen: Int, high: Int
  /// The largest demand on the other days.
  package let outside: ByteCount
  /// The largest demand on the days.
  package let inside: ByteCount

  private static let span = 26 * 7
  private static let (ratio, share) = (1.2, 0.8)

  /// Looks for a pattern in daily peaks; `nil` where there is none, or steps are no days.
  package init?(in history: EntityHistory) {
    guard history.step == .days(1), history.start.roundedDown(to: .days(1)) == history.start else {
      return nil
    }
    let first = max(0, history.peaks.count - Self.span)
    let known = (first..<history.peaks.count).compactMap { index in
      history.peaks[index].map { (day: history.start + .days(Int64(index)), peak: $0) }
    }
    let found = RecurringDays.all.compactMap { Self.judged($0, known) }
    guard let best = found.max(by: { $0.gain < $1.gain }) else { return nil }
    self = best.peaks
  }

  /// The highest demand of the ends of months, quarters and years that come again within a horizon, as far back as the
  /// history goes; `nil` where nothing of that kind recurs.
  ///
  /// - Parameters:
  ///   - now: The origin.
  ///   - horizon: Days ahead.
  package static func ahead(
    in history: EntityHistory, now: Timestamp, horizon: Int
  ) -> RecurringPeaks? {
    guard history.step == .days(1), history.start.roundedDown(to: .days(1)) == history.start else {
      return nil
    }
    let known = history.peaks.indices.compactMap { index in
      history.peaks[index].map { (day: history.start + .days(Int64(index)), peak: $0) }
    }
    return RecurringDays.cycles.compactMap { Self.judged($0, known)?.peaks }
      .filter { !$0.windows(from: now, days: horizon).isEmpty }
      .max { $0.inside < $1.inside }
  }

  private init(days: RecurringDays, seen: Int, high: Int, outside: Double, inside: Double) {
    (self.days, self.seen, self.high) = (days, seen, high)
    self.outside = ByteCount(roundingUp: outside)
    self.inside = ByteCount(roundingUp: inside)
  }

  private static func judged(
    _ days: RecurringDays, _ known: [(day: Timestamp, peak: Double)]
  ) -> (peaks: RecurringPeaks, gain: Double)? {
    var others: [Double] = []
    var occurrences: [Int: Double] = [:]
    for (day, peak) in known {
      if let occurrence = days.occurrence(of: day) {
        occurrences[occurrence] = max(occurrences[occurrence] ?? 0, peak)
      } else {
        others.append(peak)
      }
    }
    guard others.count >= 20, occurrences.count >= days.leastOccurrences,
      let last = occurrences.keys.max().flatMap({ occurrences[$0] }),
      let inside = occurrences.values.max(), let outside = others.max(), inside > outside
    else { return nil }
    others.sort()
    let usual = others[min(others.count - 1, Int(0.98 * Double(others.count)))]
    let high = occurrences.values.count { $0 > ratio * usual }
    guard Double(high) >= share * Double(occurrences.count), last > ratio * usual else {
      return nil
    }
    let gain = (inside - outside) * Double(others.count) / Double(known.count)
    return (
      RecurringPeaks(
        days: days, seen: occurrences.count, high: high, outside: outside, inside: inside), gain
    )
  }

  /// The occurrences from an instant on.
  package func windows(from now: Timestamp, days count: Int) -> [TimeRange] {
    var windows: [TimeRange] = []
    var open: (occurrence: Int, start: Timestamp)?
    let first = now.roundedDown(to: .days(1))
    for index in 0...count {
      let day = first + .days(Int64(index))
      let occurrence = index < count ? days.occurrence(of: day) : nil
      if let current = open, current.occurrence != occurrence {
        windows.append(TimeRange(start: max(current.start, now), end: day))
        open = nil
      }
      if let occurrence, open == nil { open = (occurrence, day) }
    }
    return windows
  }
}
