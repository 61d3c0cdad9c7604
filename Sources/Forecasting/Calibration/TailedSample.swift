import HeadroomBasics

/// Quantiles of a sample, with modelled tails beyond what its size supports.
///
/// Between the outer parts these are the conformal quantiles, the `(n + 1) q`-th smallest value; within the outer
/// parts a generalised Pareto distribution is fitted to the excesses by probability-weighted moments, so that a level
/// of 0.999 is an extrapolation and not the largest of a few numbers.
///
/// Sources: Vovk, Gammerman & Shafer (2005), "Algorithmic Learning in a Random World"; Hosking & Wallis (1987),
/// Technometrics 29(3), for the tails.
package struct TailedSample: Sendable {
  private let sorted: [Double]
  private let upper: Tail
  private let lower: Tail

  /// The excesses over a threshold.
  private struct Tail: Sendable {
    var threshold: Double
    /// Probability beyond the threshold.
    var share: Double
    var scale: Double
    var shape: Double

    /// How far the value that is exceeded with `probability` lies beyond the origin of the excesses.
    func value(exceededWith probability: Double) -> Double {
      let ratio = share / probability
      guard abs(shape) > 1e-6 else { return threshold + scale * Exponential.logarithm(ratio) }
      return threshold + scale / shape * (Exponential.power(ratio, shape) - 1)
    }
  }

  /// Takes in a sample in any order; at least one value.
  package init(_ values: [Double]) {
    sorted = OrderStatistics.sorted(values)
    let n = sorted.count
    let beyond = min(max(n / 20, min(n / 3, 12)), 400)
    upper = Self.tail(Array(sorted.suffix(beyond + 1)), of: n, beyond: beyond)
    lower = Self.tail(sorted.prefix(beyond + 1).reversed().map { -$0 }, of: n, beyond: beyond)
  }

  /// The value not exceeded with probability `level` in (0, 1).
  package func quantile(_ level: Double) -> Double {
    if level > 1 - upper.share { return upper.value(exceededWith: 1 - level) }
    if level < lower.share { return -lower.value(exceededWith: level) }
    let place = level * Double(sorted.count + 1) - 1
    let below = min(max(Int(place), 0), sorted.count - 1)
    let above = min(below + 1, sorted.count - 1)
    return sorted[below] + min(max(place - Double(below), 0), 1) * (sorted[above] - sorted[below])
  }

  /// Fits the excesses of the largest `beyond` of `n` values over the one before them; `ascending` holds those.
  private static func tail(_ ascending: [Double], of n: Int, beyond: Int) -> Tail {
    let threshold = ascending[0]
    // Place of the threshold among n + 1 gaps, so that the middle part and the tail meet there.
    let share = Double(beyond + 1) / Double(n + 1)
    guard beyond > 0 else { return Tail(threshold: threshold, share: share, scale: 0, shape: 0) }
    let excesses = ascending.suffix(beyond).map { $0 - threshold }
    let mean = excesses.reduce(0, +) / Double(beyond)
    guard beyond >= 10, mean > 0 else {
      return Tail(threshold: threshold, share: share, scale: mean, shape: 0)
    }
    let weighted =
      excesses.enumerated().reduce(0) { sum, excess in
        sum + excess.element * (1 - (Double(excess.offset) + 0.65) / Double(beyond))
      } / Double(beyond)
    // Shapes beyond these bounds come from samples too small to tell; 0.4 still has a finite variance.
    let shape = min(max(2 - mean / max(mean - 2 * weighted, 1e-12), 0), 0.4)
    return Tail(threshold: threshold, share: share, scale: mean * (1 - shape), shape: shape)
  }
}
