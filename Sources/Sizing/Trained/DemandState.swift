internal import HeadroomBasics
internal import RealModule

/// Scale-free summaries of one entity's past at the start of each day and after the last; shape `[D + 1]` each.
package struct DemandState: Sendable {
  /// How many references each day has.
  package static let referenceCount = 7
  /// Idle days count as this much, so that logarithms and ratios stay tame: 16 MiB.
  static let floor = 16.0 * 1_048_576

  /// Logarithms of the largest peak of 1, 3, 7, 14, 28 and all days, and of the same weekday (of two weeks; the median of
  /// 28 days where that was not seen). Shape `[(D + 1) × 7]`.
  package let references: [Double]
  /// Standard deviation of the log peaks of 28 days, in [0.02, 2].
  package let volatility: [Double]
  /// Log ratio of the mean peak of 7 days to that of the 7 days before, in [−3, 3].
  let slope: [Double]
  /// Days since a peak came within a tenth of the largest of 28 days, over 28, in [0, 1].
  let quiet: [Double]
  /// Whether anything was observed before each day.
  package let isKnown: [Bool]

  init(_ record: DemandRecord) {
    let peaks = record.peaks.map { $0 < 0 ? -1 : max($0, Self.floor) }
    var references = [Double](repeating: 0, count: (record.days + 1) * Self.referenceCount)
    var volatility = [0.02]
    var slope = [0.0]
    var quiet = [0.0]
    var isKnown = [false]
    var last = DayFacts()
    for day in 1..<(record.days + 1) {
      let facts = DayFacts(peaks: peaks, before: day, carrying: last)
      isKnown.append(facts.maxima[5] > 0)
      for (place, value) in (facts.maxima + [facts.weekday]).enumerated() where value > 0 {
        references[day * Self.referenceCount + place] = Double.log(value)
      }
      volatility.append(min(max(facts.deviation, 0.02), 2))
      slope.append(min(max(facts.slope, -3), 3))
      let isHigh = peaks[day - 1] >= 0 && peaks[day - 1] >= 0.9 * facts.maxima[4]
      quiet.append(isHigh ? 0 : min(1, quiet[day - 1] + 1 / 28))
      last = facts
    }
    (self.references, self.volatility, self.slope) = (references, volatility, slope)
    (self.quiet, self.isKnown) = (quiet, isKnown)
  }
}

/// Summaries before one day; what was not observed is carried on from the day before.
private struct DayFacts {
  var maxima = [Double](repeating: -1, count: 6)
  var weekday = -1.0
  var deviation = 0.0
  var slope = 0.0
  private var mean = -1.0
  private var earlierMean = -1.0
  private var median = -1.0

  init() {}

  init(peaks: [Double], before day: Int, carrying last: DayFacts) {
    self = last
    for (place, window) in [1, 3, 7, 14, 28, day].enumerated() {
      let largest = peaks[max(0, day - window)..<day].max() ?? -1
      if largest >= 0 { maxima[place] = largest }
    }
    let month = peaks[max(0, day - 28)..<day].filter { $0 >= 0 }
    if !month.isEmpty {
      median = OrderStatistics.median(month)
      let logs = month.map { Double.log($0) }
      let centre = logs.reduce(0, +) / Double(logs.count)
      let squares = logs.reduce(0) { $0 + ($1 - centre) * ($1 - centre) }
      deviation = (squares / Double(logs.count)).squareRoot()
    }
    let (one, two) = (day >= 7 ? peaks[day - 7] : -1, day >= 14 ? peaks[day - 14] : -1)
    weekday = max(one, two) >= 0 ? max(one, two) : median
    if let fresh = Self.mean(peaks[max(0, day - 7)..<day]) { mean = fresh }
    if day > 7, let fresh = Self.mean(peaks[max(0, day - 14)..<(day - 7)]) { earlierMean = fresh }
    slope = mean > 0 && earlierMean > 0 ? Double.log(mean / earlierMean) : 0
  }

  private static func mean(_ peaks: ArraySlice<Double>) -> Double? {
    let seen = peaks.filter { $0 >= 0 }
    return seen.isEmpty ? nil : seen.reduce(0, +) / Double(seen.count)
  }
}
