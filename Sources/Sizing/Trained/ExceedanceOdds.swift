internal import RealModule

/// How often past days' peaks exceeded each candidate, as smoothed log-odds at several half-lives, before each day.
///
/// At half-life h a past day of age a weighs `2^(−a/h)`; with n the weight of all days and o that of the exceeding ones
/// the value is `ln((o + 0.2) / (n − o + 0.2))`. This nests decayed percentiles and maxima of windows.
struct ExceedanceOdds: Sendable {
  /// Days; the last one forgets nothing.
  static let halfLives = [1.0, 3, 7, 14, 28, 1e6]

  /// Shape `[(D + 1) × J × 6]`.
  let values: [Double]

  init(_ record: DemandRecord, candidates: CandidateSizes) {
    let (count, lives) = (candidates.sizes.count, Self.halfLives.count)
    let decays = Self.halfLives.map { Double.exp2(-1 / $0) }
    var over = [Double](repeating: 0, count: count * lives)
    var weight = [Double](repeating: 0, count: lives)
    var values = [Double](repeating: 0, count: (record.days + 1) * count * lives)
    for day in 0...record.days {
      let row = day * count * lives
      for candidate in 0..<count {
        // Equal neighbours have equal odds.
        if candidate > 0, candidates.indices[candidate] == candidates.indices[candidate - 1] {
          for life in 0..<lives {
            values[row + candidate * lives + life] = values[row + (candidate - 1) * lives + life]
          }
          continue
        }
        for life in 0..<lives {
          let above = over[candidate * lives + life]
          values[row + candidate * lives + life] = Double.log(
            (above + 0.2) / (weight[life] - above + 0.2))
        }
      }
      guard day < record.days, record.peaks[day] >= 0 else { continue }
      for life in 0..<lives { weight[life] = weight[life] * decays[life] + 1 }
      for candidate in 0..<count {
        let hit = record.peaks[day] > candidates.sizes[candidate] ? 1.0 : 0.0
        for life in 0..<lives {
          over[candidate * lives + life] = over[candidate * lives + life] * decays[life] + hit
        }
      }
    }
    self.values = values
  }
}
