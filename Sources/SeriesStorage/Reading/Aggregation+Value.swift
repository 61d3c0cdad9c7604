public import CapacityModel

extension Aggregation {
  /// The one number for the samples of a step.
  ///
  /// `p95` is `x[⌊h⌋] + (h − ⌊h⌋)(x[⌊h⌋ + 1] − x[⌊h⌋])` with `h = 0.95 (n − 1)` over the samples in ascending order,
  /// counted from 0. Source: Hyndman & Fan (1996), The American Statistician 50(4), type 7.
  ///
  /// - Parameter samples: In time order, finite; at least one.
  public func value(of samples: ArraySlice<Double>) -> Double {
    precondition(!samples.isEmpty, "a step without a sample has no value")
    switch self {
    case .max: return samples.reduce(-.infinity) { Swift.max($0, $1) }
    case .mean: return samples.reduce(0, +) / Double(samples.count)
    case .last: return samples[samples.endIndex - 1]
    case .p95:
      let ordered = samples.sorted()
      let place = 0.95 * Double(ordered.count - 1)
      let below = Int(place)
      guard below + 1 < ordered.count else { return ordered[below] }
      return ordered[below] + (place - Double(below)) * (ordered[below + 1] - ordered[below])
    }
  }
}
