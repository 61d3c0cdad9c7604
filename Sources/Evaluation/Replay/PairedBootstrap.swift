internal import HeadroomBasics

/// The interval of a ratio of two policies' costs, paired over entities.
///
/// Entities are drawn with replacement, both policies' costs of an entity together, so that what makes an entity dear
/// under every policy does not widen the interval.
///
/// Source: Efron & Tibshirani (1993), An Introduction to the Bootstrap, ch. 13 (percentile interval).
package enum PairedBootstrap {
  /// A value with its percentile interval.
  package struct Interval: Sendable, Hashable {
    /// The value over all entities.
    package let value: Double
    /// The interval's lower end.
    package let low: Double
    /// The interval's upper end.
    package let high: Double
  }

  /// `Σ numerators / Σ denominators` with its percentile interval.
  ///
  /// - Parameters:
  ///   - numerators: One policy's cost of each entity, `≥ 0`, shape `[n]`; costs a month make entities weigh equally.
  ///   - denominators: The other policy's cost of the same entities, `≥ 0`, shape `[n]`.
  ///   - resamples: Draws of n entities, `> 0`.
  ///   - confidence: The interval's share, in (0, 1).
  ///   - generator: Where randomness comes from.
  /// - Returns: `nil` where the denominators add up to nothing.
  package static func ratio(
    of numerators: [Double], over denominators: [Double], resamples: Int = 2000,
    confidence: Double = 0.95, using generator: inout some RandomNumberGenerator
  ) -> Interval? {
    precondition(
      numerators.count == denominators.count && resamples > 0 && confidence > 0 && confidence < 1,
      "\(numerators.count) over \(denominators.count) costs, \(resamples) resamples, \(confidence)")
    let total = denominators.reduce(0, +)
    guard total > 0 else { return nil }
    var ratios: [Double] = []
    ratios.reserveCapacity(resamples)
    for _ in 0..<resamples {
      var (upper, lower) = (0.0, 0.0)
      for _ in numerators.indices {
        let entity = Int.random(in: numerators.indices, using: &generator)
        upper += numerators[entity]
        lower += denominators[entity]
      }
      // A draw of entities that cost nothing has no ratio.
      if lower > 0 { ratios.append(upper / lower) }
    }
    let value = numerators.reduce(0, +) / total
    guard !ratios.isEmpty else {
      return Interval(value: value, low: value, high: value)
    }
    ratios.sort()
    return Interval(
      value: value, low: OrderStatistics.quantile(ratios, (1 - confidence) / 2),
      high: OrderStatistics.quantile(ratios, (1 + confidence) / 2))
  }

  /// The same with a generator made of `seed`.
  package static func ratio(
    of numerators: [Double], over denominators: [Double], resamples: Int = 2000,
    confidence: Double = 0.95, seed: UInt64
  ) -> Interval? {
    var generator = SplitMix64(state: seed)
    return ratio(
      of: numerators, over: denominators, resamples: resamples, confidence: confidence,
      using: &generator)
  }
}
