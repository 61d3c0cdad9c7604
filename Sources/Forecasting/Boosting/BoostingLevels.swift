/// The levels that boosted quantiles are learnt at, one a SIMD lane.
package enum BoostingLevels {
  /// Ascending.
  package static let all: [Double] = [
    0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.975, 0.99, 0.995,
  ]

  /// The lane of the median.
  static let median = 7

  /// The lanes whose gradients choose the splits: the body and both flanks of the distribution.
  static let guiding = [3, 7, 11]

  /// What `values`, one a lane, are at `level`: linear between the lanes, held beyond them.
  package static func value(_ values: SIMD16<Float>, at level: Double) -> Double {
    guard let above = all.firstIndex(where: { $0 >= level }) else {
      return Double(values[all.count - 1])
    }
    guard above > 0, all[above] > level else { return Double(values[above]) }
    let share = Float((level - all[above - 1]) / (all[above] - all[above - 1]))
    return Double(values[above - 1] + share * (values[above] - values[above - 1]))
  }

  /// The same values, ascending.
  ///
  /// Source: Chernozhukov, Fernández-Val & Galichon (2010), Econometrica 78(3): sorting crossed quantiles never makes
  /// them worse.
  package static func rearranged(_ values: SIMD16<Float>) -> SIMD16<Float> {
    var result = values
    for lane in 1..<16 {
      let value = result[lane]
      var place = lane
      while place > 0, result[place - 1] > value {
        result[place] = result[place - 1]
        place -= 1
      }
      result[place] = value
    }
    return result
  }
}
