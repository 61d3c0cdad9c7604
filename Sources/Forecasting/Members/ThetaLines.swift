/// The 4Theta family on one history: seasonally adjusted, every θ and smoothing tried side by side.
///
/// The forecast of the line L_θ = θ y + (1 − θ) T, T the linear trend, weighed 1/θ, and of T itself, weighed 1 − 1/θ, is simple
/// smoothing of y with the share 1 − 1/θ of the trend as drift. θ = 1 is simple smoothing, 2 the classical Theta, ∞ the whole
/// trend. The combination whose forecasts over the history were best is taken.
///
/// Sources: Spiliotis, Assimakopoulos & Makridakis (2020), European Journal of Operational Research 284(2); Hyndman & Billah
/// (2003), IJF 19(2).
package struct ThetaLines {
  private typealias Lane = SIMD16<Double>
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
    history = values.enumerated().map { $0.element - factors[$0.offset % season] }
    var line = LinearTrend()
    for value in history { line.add(value) }
    slope = line.slope
  }

  /// The path of one point of the family.
  ///
  /// - Parameters:
  ///   - level: Where simple smoothing with `alpha` has arrived.
  ///   - drift: 1 − 1/θ.
  package func path(level: Double, alpha: Double, drift: Double, horizon: Int) -> [Double] {
    (0..<horizon).map { step in
      level + drift * slope * (Double(step) + 1 / alpha)
        + factors[(history.count + step) % season]
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
    let alpha = Lane(Self.alphas)
    var level = Lane(repeating: history[0])
    var errors = Self.drifts.map { _ in Lane.zero }
    let lead = max(1, min(lead, history.count / 4))
    let stride = max(1, history.count / Self.judged)
    // What the drift has gained by then over the level that smoothing lags behind.
    let reach = Lane(repeating: slope) * (Lane(repeating: Double(lead - 1)) + 1 / alpha)
    for step in history.indices {
      level += alpha * (history[step] - level)
      guard step % stride == 0, step + lead < history.count, 4 * step > history.count else {
        continue
      }
      let missed = history[step + lead] - level
      for (index, drift) in Self.drifts.enumerated() {
        let error = missed - drift * reach
        errors[index] += error.replacing(with: -error, where: error .< 0)
      }
    }
    var best = (drift: 0, lane: 0)
    for drift in errors.indices {
      for lane in 0..<Lane.scalarCount where errors[drift][lane] < errors[best.drift][best.lane] {
        best = (drift, lane)
      }
    }
    return path(
      level: level[best.lane], alpha: Self.alphas[best.lane], drift: Self.drifts[best.drift],
      horizon: horizon)
  }

  /// Mean distance of each phase from a centred moving mean, summing to 0.
  private static func factors(_ values: ArraySlice<Double>, season: Int) -> [Double] {
    guard season > 1 else { return [0] }
    let values = Array(values)
    var sums = Array(repeating: 0.0, count: season)
    var counts = sums
    var window = values[..<season].reduce(0, +)
    for first in 0...(values.count - season) {
      let middle = first + season / 2
      if middle < values.count {
        sums[middle % season] += values[middle] - window / Double(season)
        counts[middle % season] += 1
      }
      if first + season < values.count { window += values[first + season] - values[first] }
    }
    let factors = zip(sums, counts).map { $1 > 0 ? $0 / $1 : 0 }
    let mean = factors.reduce(0, +) / Double(season)
    return factors.map { $0 - mean }
  }
}
