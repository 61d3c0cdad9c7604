internal import RealModule

/// A histogram of daily peaks in which older ones weigh less.
struct DecayedPeaks {
  private var weights = [Double](repeating: 0, count: SampleBins.count)
  private let daily: Double

  /// Starts empty.
  init(halfLife: Double) { daily = Double.exp2(-1 / halfLife) }

  /// Ages every weight by a day and counts the day's peak, bytes; a negative one is none.
  mutating func add(_ peak: Double) {
    for bin in weights.indices { weights[bin] *= daily }
    if peak >= 0 { weights[SampleBins.bin(of: peak)] += 1 }
  }

  /// The upper edge of the first bucket at which the cumulative weight reaches `share`; `nil` without weight.
  func percentile(_ share: Double) -> Double? {
    let total = weights.reduce(0, +)
    guard total > 0 else { return nil }
    var sum = 0.0
    for bin in weights.indices {
      sum += weights[bin]
      if sum >= share * total - 1e-12 { return SampleBins.edges[bin + 1] }
    }
    return SampleBins.edges[SampleBins.count]
  }
}
