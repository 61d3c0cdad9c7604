import RealModule

/// Quantiles of a pool of scores, with tails that reach beyond the sample.
///
/// Inside the sample a quantile interpolates between order statistics (Hyndman & Fan 1996, type 7). Beyond the point
/// where only `tailCount` scores remain, an exponential tail goes on with the mean excess of those scores: the limit of
/// a generalised Pareto tail with shape 0 (Pickands 1975, Annals of Statistics 3(1)).
struct QuantilePool: Sendable {
  private let ordered: [Double]
  private let upper: Tail
  private let lower: Tail

  /// Scores that a tail is fitted on.
  private static let tailCount = 12
  /// Scores kept; more add nothing but time.
  private static let limit = 60_000

  private struct Tail: Sendable {
    /// Probability beyond the threshold.
    var mass: Double
    var threshold: Double
    var meanExcess: Double
  }

  /// Scores that are there.
  var count: Int { ordered.count }

  /// Makes a pool; a large one is thinned evenly.
  init(_ scores: [Double]) {
    let stride = scores.count / Self.limit + 1
    let kept =
      stride == 1 ? scores : scores.enumerated().filter { $0.offset % stride == 0 }.map(\.element)
    ordered = kept.sorted()
    upper = Self.tail(of: ordered)
    lower = Self.tail(of: ordered.reversed().map { -$0 })
  }

  /// The quantile at `level`; 0 of an empty pool.
  func quantile(_ level: Double) -> Double {
    guard !ordered.isEmpty else { return 0 }
    if 1 - level < upper.mass {
      return upper.threshold + upper.meanExcess * .log(upper.mass / (1 - level))
    }
    if level < lower.mass {
      return -(lower.threshold + lower.meanExcess * .log(lower.mass / level))
    }
    let place = level * Double(ordered.count - 1)
    let below = min(Int(place), ordered.count - 1)
    let above = min(below + 1, ordered.count - 1)
    return ordered[below] + (place - Double(below)) * (ordered[above] - ordered[below])
  }

  private static func tail(of ascending: [Double]) -> Tail {
    let n = ascending.count
    guard n > 0 else { return Tail(mass: 0, threshold: 0, meanExcess: 0) }
    let count = min(tailCount, max(1, n / 4))
    let threshold = ascending[n - count]
    let excess = ascending[(n - count)...].reduce(0) { $0 + ($1 - threshold) } / Double(count)
    // In a pool of a few scores even the threshold is uncertain: a quarter of the mass is the least.
    return Tail(mass: Double(count) / Double(n + 1), threshold: threshold, meanExcess: excess)
  }
}
