/// A forecast path as level + trend + season, for explanations.
///
/// The season is what the phases of the shortest season differ by: in the path where it holds a whole cycle, else in
/// the last cycles of the history, scaled to the path by least squares. Level and trend are the line through what is
/// left, so that the three add up to about the path.
struct PathDecomposition {
  /// The line at the origin.
  let level: Double
  /// What the line adds at each step, shape `[h]`.
  let trend: [Double]
  /// What the phases add at each step, shape `[h]`.
  let season: [Double]

  /// - Parameters:
  ///   - path: The median forecast, shape `[h]`.
  ///   - history: The steps before it, oldest first.
  ///   - period: Steps of a season; `nil` for none.
  init(path: [Double], history: ArraySlice<Double>, period: Int?) {
    var pattern = path.map { _ in 0.0 }
    if let period, path.count >= 2 * period {
      pattern = Self.phases(path[...], period: period, cycles: path.count / period)
        .repeated(to: path.count)
    } else if let period, path.count > 2, history.count >= 2 * period {
      let phases = Self.phases(history, period: period, cycles: min(4, history.count / period))
      pattern = Self.scaled(phases.repeated(to: path.count), to: path)
    }
    let rest = zip(path, pattern).map { $0 - $1 }
    var line = LinearTrend()
    for value in rest { line.add(value) }
    let slope = line.slope
    let mean = rest.reduce(0, +) / Double(rest.count)
    let origin = mean - slope * Double(rest.count + 1) / 2
    level = origin
    trend = path.indices.map { slope * Double($0 + 1) }
    season = pattern
  }

  /// Phase means of the detrended last `cycles`, phase 0 being that of the step after the last; they sum to 0.
  private static func phases(_ values: ArraySlice<Double>, period: Int, cycles: Int) -> [Double] {
    let used = Array(values.suffix(period * cycles))
    // The change from one cycle's mean to the next is the trend; a line fitted through would take part of the season.
    func mean(_ cycle: Int) -> Double {
      used[(cycle * period)..<((cycle + 1) * period)].reduce(0, +) / Double(period)
    }
    let slope = cycles > 1 ? (mean(cycles - 1) - mean(0)) / Double(period * (cycles - 1)) : 0
    let phases = (0..<period).map { phase in
      (0..<cycles).reduce(0) {
        let index = $1 * period + phase
        return $0 + used[index] - slope * Double(index)
      } / Double(cycles)
    }
    let centre = phases.reduce(0, +) / Double(period)
    return phases.map { $0 - centre }
  }

  /// The share, from 0 to 1, of `pattern` that `path` follows, by least squares on the changes between steps.
  private static func scaled(_ pattern: [Double], to path: [Double]) -> [Double] {
    var (cross, square) = (0.0, 0.0)
    for step in 1..<path.count {
      let change = pattern[step] - pattern[step - 1]
      cross += change * (path[step] - path[step - 1])
      square += change * change
    }
    let share = square > 0 ? min(max(cross / square, 0), 1) : 0
    return pattern.map { share * $0 }
  }
}

extension [Double] {
  /// The values over and over, `count` in all.
  fileprivate func repeated(to count: Int) -> [Double] {
    (0..<count).map { self[$0 % self.count] }
  }
}
