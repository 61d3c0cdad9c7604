/// How errors grow with the steps ahead.
struct HorizonProfile: Sendable {
  /// Mean absolute error at each step relative to that at the typical step, shape `[h]`, `> 0`.
  let values: [Double]
  /// Errors beyond the calibrated steps grow with this power of the step.
  let growth: Double

  /// A random walk's growth stands in where nothing was measured.
  private static let bounds = (lowest: 0.1, usual: 0.5, highest: 0.7)

  /// Averages each step over all series and origins, every origin's path in units of its own mean first.
  init(_ errors: BacktestErrors) {
    let horizon = errors.horizon
    let known = errors.origins.calibratedSteps
    var profile = (0..<horizon).map { Exponential.power(Double($0 + 1), Self.bounds.usual) }
    var enough = false
    // The mean of a path that breaks off early is that of easy steps: the second round corrects for it.
    for _ in 0..<2 where known > 0 {
      let round = Self.average(errors, profile: profile)
      guard let round else { break }
      (profile, enough) = (round, true)
    }
    let calibrated = Self.smoothed(Array(profile.prefix(known)))
    let growth = enough ? Self.growth(of: calibrated) : Self.bounds.usual
    self.growth = growth
    guard enough, let last = calibrated.last else {
      values = profile
      return
    }
    values = (0..<horizon).map { step in
      guard step >= known else { return calibrated[step] }
      return last * Exponential.power(Double(step + 1) / Double(known), growth)
    }
  }

  private static func average(_ errors: BacktestErrors, profile: [Double]) -> [Double]? {
    var (sum, count) = (profile.map { _ in 0.0 }, profile.map { _ in 0.0 })
    for series in 0..<errors.seriesCount {
      for origin in errors.origins.ends.indices where errors.teaches(series, origin) {
        let path = errors.offset(series, origin)
        var (scale, seen) = (0.0, 0.0)
        for step in profile.indices where !errors.residuals[path + step].isNaN {
          scale += abs(errors.residuals[path + step]) / profile[step]
          seen += 1
        }
        guard scale > 1e-12 else { continue }
        for step in profile.indices where !errors.residuals[path + step].isNaN {
          sum[step] += abs(errors.residuals[path + step]) * seen / scale
          count[step] += 1
        }
      }
    }
    guard count.contains(where: { $0 > 0 }) else { return nil }
    var last = 1.0
    return sum.indices.map { step in
      if count[step] > 0 { last = max(sum[step] / count[step], 1e-3) }
      return last
    }
  }

  /// A moving mean over seven steps, the ends held, for horizons of more than a dozen.
  private static func smoothed(_ values: [Double]) -> [Double] {
    guard values.count > 12 else { return values }
    return values.indices.map { step in
      (-3...3).reduce(0) { $0 + values[min(max(step + $1, 0), values.count - 1)] } / 7
    }
  }

  /// The slope of log profile over log step, the first steps of a season left to themselves.
  private static func growth(of profile: [Double]) -> Double {
    guard profile.count >= 3 else { return bounds.usual }
    let x = profile.indices.map { Exponential.logarithm(Double($0 + 1)) }
    let y = profile.map { Exponential.logarithm($0) }
    let (meanX, meanY) = (
      x.reduce(0, +) / Double(x.count), y.reduce(0, +) / Double(y.count)
    )
    let cross = zip(x, y).reduce(0) { $0 + ($1.0 - meanX) * ($1.1 - meanY) }
    let square = x.reduce(0) { $0 + ($1 - meanX) * ($1 - meanX) }
    return min(max(cross / square, bounds.lowest), bounds.highest)
  }
}
