package import CapacityModel
internal import HeadroomBasics
internal import RealModule

/// What is known of one entity at an origin, scale-free: the state that P(peak > size) is learnt on.
///
/// It reads nothing from the origin on.
package struct PastState: Sendable, Hashable {
  /// Idle days count as this much, bytes, so that logarithms and ratios stay tame: 16 MiB.
  static let floor = 16.0 * 1_048_576

  /// Logarithms of the largest peak of 1, 3, 7, 14, 28 and all days, of the third largest and the median of 28 days, of
  /// the days that come again within the horizon, and of the peak that a steady trend leads to.
  let references: [Double]
  /// The logarithm of the largest peak of 28 days, and that peak.
  package let logPeak: Double, peak: Double
  /// The logarithm of the size in force; that of the peak where no size is known.
  let logSize: Double
  /// The size in force, bytes; `nil` where none is known.
  let size: Double?
  /// Standard deviation of the log peaks of 28 days, in [0.02, 2], as a logarithm.
  let logVolatility: Double
  /// The slope of the log peaks over 28 days, in [−3, 3].
  let slope: Double
  /// Days since the largest of 28 days, over 28.
  let age: Double
  /// The share of those days above nine tenths of the size.
  let nearSize: Double
  /// 1 where the size changed by more than a twentieth in 28 days.
  let resized: Double
  /// The mean of the log peaks over that of the largest.
  let meanDepth: Double
  /// The median |change| of the log peaks from day to day, as a logarithm.
  let logRoughness: Double
  /// The logarithm of days of history over 28.
  let logHistory: Double
  /// The peak of the last day, and the smaller one of the last two days, bytes; 0 where they were not observed.
  let lastPeak: Double, sustained: Double
  /// The trend, where there is a steady one.
  let trend: SteadyTrend?
  /// What the distance above the recent peak is multiplied by.
  let factors: [Double]
  /// The own record.
  let windows: PastWindows
  /// The step at which the record began anew; `nil` where it did not.
  let restart: Int?

  private static let month = 28

  /// Reads the history up to `origin`; `nil` where fewer than ten days, or none of the last 28, were observed.
  package init?(_ history: EntityHistory, origin: Int, horizon: Int) {
    var days = [Double](repeating: .nan, count: origin)
    for day in 0..<origin { if let peak = history.peaks[day] { days[day] = max(peak, Self.floor) } }
    guard days.count(where: { !$0.isNaN }) >= 10 else { return nil }
    let first = days.firstIndex { !$0.isNaN } ?? 0
    restart = Self.shift(in: days[first...])
    let start = restart ?? first
    let known = days[start...].filter { !$0.isNaN }
    let recent = days[max(start, origin - Self.month)...]
    let seen = recent.filter { !$0.isNaN }
    guard let peak = seen.max(), let highest = known.max() else { return nil }
    func largest(_ count: Int) -> Double {
      days[max(start, origin - count)...].filter { !$0.isNaN }.max() ?? peak
    }
    let ordered = seen.sorted()
    let median = OrderStatistics.median(ordered)
    let again = ReturningDays(history, from: start, to: origin, horizon: horizon)
    let lastTwo = days.suffix(2).map { $0.isNaN ? 0 : $0 }
    (lastPeak, sustained) = (lastTwo.last ?? 0, lastTwo.min() ?? 0)
    trend = SteadyTrend(days[max(start, origin - SteadyTrend.days)...])
    references = [
      largest(1), largest(3), largest(7), largest(14), peak, highest,
      ordered[max(0, ordered.count - 3)], median, max(again.peak ?? median, Self.floor),
      max(peak, trend?.peak(after: horizon) ?? 0),
    ].map { Double.log($0) }
    (self.peak, logPeak) = (peak, Double.log(peak))
    let sizes = history.sizes[..<origin]
    size = sizes.last { $0 != nil }.flatMap { $0 }.flatMap { $0 > 0 ? $0 : nil }
    logSize = size.map { Double.log($0) } ?? logPeak
    let logs = seen.map { Double.log($0) }
    let centre = logs.reduce(0, +) / Double(logs.count)
    let variance = logs.reduce(0) { $0 + ($1 - centre) * ($1 - centre) } / Double(logs.count)
    logVolatility = Double.log(min(max(variance.squareRoot(), 0.02), 2))
    slope = min(max(Self.slope(logs) * Double(Self.month), -3), 3)
    let top = recent.indices.last { recent[$0] == peak } ?? origin - 1
    age = Double(origin - 1 - top) / Double(Self.month)
    let limit = 0.9 * (size ?? .infinity)
    nearSize = Double(seen.count { $0 > limit }) / Double(seen.count)
    let held = sizes[max(0, origin - Self.month)...].compactMap { $0 }.filter { $0 > 0 }
    resized = (held.max() ?? 1) > 1.05 * (held.min() ?? 1) ? 1 : 0
    meanDepth = centre - Double.log(peak)
    let moves = zip(logs.dropFirst(), logs).map { ($0 - $1).magnitude }.sorted()
    logRoughness = Double.log(OrderStatistics.median(moves) + 0.01)
    let history28 = Double(max(1, origin - start)) / Double(Self.month)
    logHistory = Double.log(history28)
    factors = [
      slope, references[6] - logPeak, references[7] - logPeak, meanDepth, logSize - logPeak,
      references[5] - logPeak, references[9] - logPeak, age, logHistory, logRoughness, nearSize,
    ]
    windows = PastWindows(Self.needs(history, from: start, to: origin), horizon: horizon)
  }

  /// The first day of a level that has lasted two weeks, after which the days before say nothing.
  private static func shift(in days: ArraySlice<Double>) -> Int? {
    var last = days.first ?? 0
    let filled = days.map { day in
      if !day.isNaN { last = day }
      return last
    }
    return filled.withUnsafeBufferPointer { LastingShift($0, span: 14) }
      .flatMap { $0.isSettled ? $0.step + days.startIndex : nil }
  }

  /// What each day is known to have needed: its peak, and more than its size where that cut demand off.
  static func needs(_ history: EntityHistory, from start: Int, to end: Int) -> [Double] {
    (start..<end).map { day in
      guard let peak = history.peaks[day] else { return .nan }
      guard history.censoredMilliseconds[day] > 0 else { return peak }
      return max(peak, (history.sizes[day] ?? peak / EntityHistory.cutOffShare).nextUp)
    }
  }

  /// The least probability that demand passes `size` again where the last days passed it.
  ///
  /// Of VMs whose last day's peak was twice their median, 62 % came to it again within a week, and 89 % to what they had
  /// on each of the last two days (docs/methods/decision.md).
  func repeats(_ size: Double) -> Double {
    let isShort = windows.horizon < 7
    if size < sustained { return isShort ? 0.6 : 0.85 }
    return size < lastPeak ? (isShort ? 0.3 : 0.6) : 0
  }

  private static func slope(_ values: [Double]) -> Double {
    guard values.count > 5 else { return 0 }
    let centre = Double(values.count - 1) / 2
    var (cross, square) = (0.0, 0.0)
    for (place, value) in values.enumerated() {
      let offset = Double(place) - centre
      cross += offset * value
      square += offset * offset
    }
    return cross / square
  }
}

/// The largest demand of past days at the calendar positions that the horizon meets again: ends of months, of quarters, of
/// years.
struct ReturningDays {
  /// Bytes; `nil` where the horizon meets none that was seen.
  let peak: Double?

  /// Days about the end of a month, a quarter and a year: each one's are among those of the one before.
  private static let kinds: [RecurringDays] = [
    .monthEnd(last: 3, first: 1), .quarterEnd(last: 3, first: 1), .yearEnd(last: 3, first: 1),
  ]

  init(_ history: EntityHistory, from start: Int, to origin: Int, horizon: Int) {
    guard history.step == .days(1) else {
      peak = nil
      return
    }
    func kinds(of day: Int) -> Set<RecurringDays> {
      let instant = history.start + .days(Int64(day))
      return Set(Self.kinds.prefix { $0.occurrence(of: instant) != nil })
    }
    var met: Set<RecurringDays> = []
    for day in origin..<(origin + min(horizon, 366)) { met.formUnion(kinds(of: day)) }
    guard !met.isEmpty else {
      peak = nil
      return
    }
    var largest: Double?
    for day in start..<origin {
      guard let value = history.peaks[day], value > largest ?? -1 else { continue }
      if !met.isDisjoint(with: kinds(of: day)) { largest = value }
    }
    peak = largest
  }
}
