/// Summaries of a record's past at the start of each day: shape `[D + 1]`, −1 before the first observation.
extension DemandRecord {
  /// The largest peak of the `window` days before each day, the last known one carried on.
  func trailingMaximum(_ window: Int) -> [Double] {
    trailing(window) { $0.reduce(-1) { max($0, $1) } }
  }

  /// What `summary` makes of the observed peaks of the `window` days before each day; carried on where there are none.
  func trailing(_ window: Int, _ summary: ([Double]) -> Double) -> [Double] {
    var result = [Double](repeating: -1, count: days + 1)
    for day in 1..<(days + 1) {
      let seen = peaks[max(0, day - window)..<day].filter { $0 >= 0 }
      result[day] = seen.isEmpty ? result[day - 1] : summary(seen)
    }
    return result
  }

  /// The peak of `lag` days before each day, −1 where it was not observed.
  func lagged(_ lag: Int) -> [Double] {
    (0...days).map { $0 >= lag ? peaks[$0 - lag] : -1 }
  }
}

extension Array where Element == Double {
  /// The array with every negative value replaced by the last one that is not.
  func carriedOn() -> [Double] {
    var last = -1.0
    return map {
      if $0 >= 0 { last = $0 }
      return last
    }
  }
}
