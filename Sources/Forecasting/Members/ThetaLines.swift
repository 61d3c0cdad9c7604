/// The 4Theta family on one history: seasonally adjusted, every θ and smoothing tried side by side.
///
/// The forecast of the line L_θ = θ y + (1 − θ) T, T the linear trend, weighed 1/θ, and of T itself, weighed 1 − 1/θ, is simple
/// smoothing of y with the share 1 − 1/θ of the trend as drift. θ = 1 is simple smoothing, 2 the classical Theta, ∞ the whole
/// trend. The combination whose forecasts over the history were best is taken.
///
/// Sources: Spiliotis, Assimakopoulos & Makridakis (2020), European Journal of Operational Research 284(2); Hyndman & Billah
/// (2003), IJF 19(2).
package struct ThetaLines {
  /// Single precision: lanes only choose among points, whose path is then computed anew.
  private typealias Lane = SIMD16<Float>
  private let history: [Double]
  private let season: Int
  private let factors: [Double]
  private let slope: Double

  private static let alphas = [
    0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.995, 1,
  ]
  /// 1 − 1/θ for θ = 1, 4/3, 2, 4 and ∞.
  private static let drifts = [0, 0.25, 0.5, 0.75, 1]

  /// Forecasts over a history that are judged, about.
  private static let judged = 250

  /// Adjusts a history without gaps, one value at least; additively, by phases around a moving mean.
  package init(_ values: ArraySlice<Double>, season: Int?) {
    let season = season.map { 2 * $0 <= values.count ? $0 : 1 } ?? 1
    let factors = Self.factors(values, season: season)
    self.season = season
    self.factors = factors
    var line = LinearTrend()
    var phase = 0
    history = values.map { value in
      let adjusted = value - factors[phase]
      phase = phase + 1 == season ? 0 : phase + 1
      line.add(adjusted)
      return adjusted
    }
    slope = line.slope
  }

  /// The path of one point of the family.
  ///
  /// - Parameters:
  ///   - level: Where simple smoothing with `alpha` has arrived.
  ///   - drift: 1 − 1/θ.
  package func path(level: Double, alpha: Double, drift: Double, horizon: Int) -> [Double] {
    let (from, gain) = (level + drift * slope / alpha, drift * slope)
    return (0..<horizon).map { step in
      from + gain * Double(step) + factors[(history.count + step) % season]
    }
  }

  /// Where simple smoothing of the adjusted history arrives, begun at its first value.
  package func level(alpha: Double) -> Double {
    history.reduce(history[0]) { $0 + alpha * ($1 - $0) }
  }

  /// The path of the point that was best over the history.
  ///
  /// - Parameter lead: Forecasts are judged this many steps ahead.
  package func path(horizon: Int, lead: Int) -> [Double] {
    let best = best(lead: max(1, min(lead, history.count / 4)))
    return path(
      level: level(alpha: best.alpha), alpha: best.alpha, drift: best.drift, horizon: horizon)
  }

  /// The point whose forecasts `lead` steps ahead were best; the first of equals.
  private func best(lead: Int) -> (alpha: Double, drift: Double) {
    let alpha = Lane(Self.alphas.map { Float($0) })
    let stride = max(1, history.count / Self.judged)
    // From the first value on, so that a high level costs no digits.
    let adjusted = history.map { Float($0 - history[0]) }
    // What the drift has gained by then over the level that smoothing lags behind.
    let reach = Float(slope) * (Float(lead - 1) + 1 / alpha)
    let drifts = Self.drifts.map { Float($0) * reach }
    var errors = drifts.map { _ in Lane.zero }
    var level = Lane.zero
    var next = (adjusted.count / 4 / stride + 1) * stride
    for step in adjusted.indices.dropLast(lead) {
      level += alpha * (adjusted[step] - level)
      guard step == next else { continue }
      next += stride
      let missed = adjusted[step + lead] - level
      for index in drifts.indices { errors[index] += (missed - drifts[index]).magnitudes }
    }
    var best = (drift: 0, lane: 0)
    for drift in errors.indices {
      for lane in 0..<Lane.scalarCount where errors[drift][lane] < errors[best.drift][best.lane] {
        best = (drift, lane)
      }
    }
    return (Self.alphas[best.lane], Self.drifts[best.drift])
  }

  /// Mean distance of each phase from a centred moving mean, summing to 0.
  private static func factors(_ values: ArraySlice<Double>, season: Int) -> [Double] {
    guard season > 1 else { return [0] }
    let values = Array(values)
    var sums = Array(repeating: 0.0, count: season)
    var counts = sums
    var window = values[..<season].reduce(0, +)
    let share = 1 / Double(season)
    var phase = season / 2 % season
    for first in 0..<(values.count - season) {
      sums[phase] += values[first + season / 2] - window * share
      counts[phase] += 1
      phase = phase + 1 == season ? 0 : phase + 1
      window += values[first + season] - values[first]
    }
    sums[phase] += values[values.count - season + season / 2] - window * share
    counts[phase] += 1
    let factors = zip(sums, counts).map { $1 > 0 ? $0 / $1 : 0 }
    let mean = factors.reduce(0, +) / Double(season)
    return factors.map { $0 - mean }
  }
}
