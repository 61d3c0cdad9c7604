import HeadroomBasics

/// Weights of the members from their past errors, own shrunk towards the pooled ranking.
///
/// A member's error relative to the median member's is averaged, in logarithms, with its mean over all series: the
/// fewer origins a series was judged at, the more the pool counts. The best few get error⁻ᵖ.
struct MemberWeights {
  let errors: MemberErrors
  let settings: EngineSettings
  /// Mean relative error of each member over all series; 1 where nothing was judged.
  private let pooled: [Double]
  private let logarithms: [Double]

  private static let tiny = 1e-12

  /// Prepares the weights of one block.
  ///
  /// - Parameter pooled: Of all blocks that are weighed together.
  init(errors: MemberErrors, pooled: [Double], settings: EngineSettings) {
    (self.errors, self.pooled, self.settings) = (errors, pooled, settings)
    logarithms = pooled.map(Exponential.logarithm)
  }

  /// The mean relative error of each member over the series of all blocks; 1 where nothing was judged.
  static func pooled(_ blocks: [MemberErrors]) -> [Double] {
    var sum = Array(repeating: 0.0, count: blocks.first?.memberCount ?? 0)
    var count = 0
    for errors in blocks {
      for row in 0..<errors.rowCount {
        guard let relative = relative(errors, row: row, for: nil) else { continue }
        for member in sum.indices { sum[member] += min(max(relative[member], 0.2), 5) }
        count += 1
      }
    }
    return count > 0 ? sum.map { $0 / Double(count) } : sum.map { _ in 1 }
  }

  /// The weights for row number `row`, summing to 1.
  ///
  /// - Parameter past: An earlier origin where the combination is to be judged: errors of paths that share steps with
  ///   that one's must not count. Those left are trusted as much as all are now: a past combination has to be drawn to the pool
  ///   like the present one, or its errors would be those of another combination.
  func weights(row: Int, for past: Int? = nil) -> [Double] {
    let count = Double(errors.origins(row: row, for: nil).count)
    let trust = count / (count + settings.weightPrior)
    let own = Self.relative(errors, row: row, for: past) ?? pooled
    let mixed = zip(own, logarithms).map { own, pooled in
      trust * Exponential.logarithm(min(max(own, 0.05), 20)) + (1 - trust) * pooled
    }
    var weights = mixed.map { _ in 0.0 }
    var total = 0.0
    for member in Self.least(settings.best, of: mixed) {
      weights[member] = Exponential.of(-settings.power * mixed[member])
      total += weights[member]
    }
    return weights.map { $0 / total }
  }

  /// The places of the `count` least values, the least first, the first of equals before the others.
  private static func least(_ count: Int, of values: [Double]) -> [Int] {
    var places: [Int] = []
    places.reserveCapacity(count + 1)
    for (place, value) in values.enumerated() {
      // Few are kept, so that each finds its place among them by walking down.
      guard places.count < count || value < values[places[places.count - 1]] else { continue }
      var rank = places.count
      while rank > 0, value < values[places[rank - 1]] { rank -= 1 }
      places.insert(place, at: rank)
      if places.count > count { places.removeLast() }
    }
    return places
  }

  private static func relative(_ errors: MemberErrors, row: Int, for past: Int?) -> [Double]? {
    guard let own = errors.means(row: row, at: errors.origins(row: row, for: past)) else {
      return nil
    }
    let middle = max(OrderStatistics.median(own), tiny)
    return own.map { $0 / middle }
  }
}
