internal import RealModule

/// A projection of demand to the end of a warning period, as VMware Aria Operations sizes: an exponentially weighted line
/// through daily peaks, its largest value over the next 150 days.
///
/// The product documents decay, projection and the 120 + 30 days, not the formulas; hence the name. `upper` moves the
/// line up by so many weighted standard errors: 0 aggressive, 1 conservative.
public struct AriaLikePolicy: TargetRule {
  /// The name on the command line and in reports.
  public static let name = "aria-like"
  /// One sentence for `--help`.
  public static let summary =
    "Aria-like: a weighted line through daily peaks, projected 150 days ahead."

  /// Days in which a peak's weight halves, `> 0`.
  public var halfLife: Double
  /// Days projected, `≥ 0`.
  public var horizon: Double
  /// Standard errors above the line, `≥ 0`.
  public var upper: Double
  /// What the target is multiplied by.
  public var factor = 1.0
  /// How far the wanted size must be from the one held.
  public var band = DeadBand.none

  /// The knobs in force.
  public var knobs: [String: Double] {
    commonKnobs.merging(["halfLifeDays": halfLife, "horizonDays": horizon, "upper": upper]) { $1 }
  }

  /// Creates the conservative policy: 150 days, one standard error.
  public init() { self.init(halfLife: 14, horizon: 150, upper: 1) }

  /// Creates the policy with other knobs; days and standard errors.
  public init(halfLife: Double, horizon: Double, upper: Double) {
    precondition(
      halfLife > 0 && horizon >= 0 && upper >= 0, "\(halfLife), \(horizon) days, \(upper)")
    (self.halfLife, self.horizon, self.upper) = (halfLife, horizon, upper)
  }

  /// The larger end of the projected line, at least the present level of it.
  public func targets(of record: DemandRecord) -> [Double] {
    var sums = WeightedLine(decay: Double.exp2(-1 / halfLife))
    var result = [-1.0]
    for day in 0..<record.days {
      sums.add(record.peaks[day] >= 0 ? record.peaks[day] : nil)
      result.append(sums.projection(horizon: horizon, errors: upper) ?? -1)
    }
    return result
  }
}

/// Weighted sums of a line through values, time counted back from the next day.
private struct WeightedLine {
  let decay: Double
  var (weight, time, square, value, cross, squares) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)

  init(decay: Double) { self.decay = decay }

  /// Ages all values by a day and adds the newest.
  mutating func add(_ new: Double?) {
    // Σ w (t − 1)² and Σ w (t − 1) y from the sums at t.
    square = decay * (square - 2 * time + weight)
    cross = decay * (cross - value)
    time = decay * (time - weight)
    weight *= decay
    value *= decay
    squares *= decay
    guard let new else { return }
    weight += 1
    square += 1
    time -= 1
    value += new
    cross -= new
    squares += new * new
  }

  func projection(horizon: Double, errors: Double) -> Double? {
    guard weight > 0 else { return nil }
    let (meanTime, mean) = (time / weight, value / weight)
    let spread = square / weight - meanTime * meanTime
    let slope = spread > 1e-9 ? (cross / weight - meanTime * mean) / spread : 0
    let level = mean - slope * meanTime
    let residual = max(0, squares / weight - mean * mean - slope * slope * max(spread, 0))
    return max(0, max(level, level + slope * horizon) + errors * residual.squareRoot())
  }
}
