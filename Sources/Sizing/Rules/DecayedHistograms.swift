internal import RealModule

/// A histogram of daily peaks in which older ones weigh less.
struct DecayedPeaks {
  private var weights = [Double](repeating: 0, count: SampleBins.count)
  private let daily: Double

  /// Creates empty histograms; `halfLife` is in days, above 0.
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

extension DemandRecord {
  /// A percentile of the samples of the `window` days before each day, weighing `2^(−age / halfLife)`, the last known
  /// one carried on; bytes, shape `[D + 1]`.
  ///
  /// - Parameter byLoad: Whether a sample weighs its bucket's upper edge too.
  func decayedPercentile(
    _ share: Double, halfLife: Double, window: Int, byLoad: Bool
  ) -> [Double] {
    let ages = (0..<window).map { Double.exp2(-Double($0) / halfLife) }
    var result = [Double](repeating: -1, count: days + 1)
    var weights = [Double](repeating: 0, count: SampleBins.count)
    for day in 1..<(days + 1) {
      for bin in weights.indices { weights[bin] = 0 }
      for past in max(0, day - window)..<day {
        for (bin, count) in bins[past] { weights[Int(bin)] += ages[day - 1 - past] * count }
      }
      if byLoad {
        for bin in weights.indices { weights[bin] *= SampleBins.edges[bin + 1] }
      }
      let total = weights.reduce(0, +)
      guard total > 0 else {
        result[day] = result[day - 1]
        continue
      }
      var (sum, bin) = (weights[0], 0)
      while sum < share * total, bin + 1 < SampleBins.count {
        bin += 1
        sum += weights[bin]
      }
      result[day] = SampleBins.edges[bin + 1]
    }
    return result
  }
}
