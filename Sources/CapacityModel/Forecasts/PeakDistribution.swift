/// The distribution of the largest demand over a horizon, as quantiles.
public struct PeakDistribution: Sendable, Hashable {
  /// Levels in (0, 1), strictly ascending.
  public let levels: [Double]
  /// Quantiles at `levels`, natural units, never descending.
  public let values: [Double]

  /// Creates a distribution.
  ///
  /// - Parameters:
  ///   - levels: In (0, 1), strictly ascending, at least two.
  ///   - values: As many, never descending.
  public init(levels: [Double], values: [Double]) {
    precondition(
      levels.count == values.count && levels.count >= 2,
      "\(levels.count) levels, \(values.count) values")
    (self.levels, self.values) = (levels, values)
  }

  /// The value that the peak stays within with probability `level`: linear between the known quantiles, the outermost
  /// ones beyond them.
  public func quantile(at level: Double) -> Double {
    guard level > levels[0] else { return values[0] }
    for i in 1..<levels.count where level <= levels[i] {
      let share = (level - levels[i - 1]) / (levels[i] - levels[i - 1])
      return values[i - 1] + share * (values[i] - values[i - 1])
    }
    return values[values.count - 1]
  }

  /// The probability that the peak is at most `size`.
  ///
  /// Linear between the known quantiles; never said to be surer than the outermost levels.
  public func probability(ofPeakAtMost size: Double) -> Double {
    // A flat stretch of quantiles holds probability at one value: the highest level of it counts.
    guard let above = values.firstIndex(where: { $0 > size }) else {
      return levels[levels.count - 1]
    }
    guard above > 0 else { return values[0] > 0 && size > 0 ? levels[0] * size / values[0] : 0 }
    let share = (size - values[above - 1]) / (values[above] - values[above - 1])
    return levels[above - 1] + share * (levels[above] - levels[above - 1])
  }
}
