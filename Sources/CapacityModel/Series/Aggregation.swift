import HeadroomBasics

/// How the samples of one calendar step become one number.
public enum Aggregation: String, CaseIterable, Sendable, Codable {
  /// The largest value of the step.
  case max
  /// The arithmetic mean.
  case mean
  /// The 95th percentile, by linear interpolation between order statistics (Hyndman & Fan 1996, type 7).
  case p95
  /// The latest value of the step.
  case last
}

extension Aggregation {
  /// The one number for the samples of a step.
  ///
  /// `p95` is linear between the order statistics; see `OrderStatistics.quantile`.
  ///
  /// - Parameter samples: In time order, finite; at least one.
  public func value(of samples: ArraySlice<Double>) -> Double {
    precondition(!samples.isEmpty, "a step without a sample has no value")
    switch self {
    case .max: return samples.reduce(-.infinity) { Swift.max($0, $1) }
    case .mean: return samples.reduce(0, +) / Double(samples.count)
    case .last: return samples[samples.endIndex - 1]
    case .p95: return OrderStatistics.quantile(samples.sorted(), 0.95)
    }
  }
}
