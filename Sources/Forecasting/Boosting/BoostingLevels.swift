/// The levels that boosted quantiles are learnt at, one a SIMD lane.
package enum BoostingLevels {
  /// The quantile levels that trees are grown for, ascending.
  package static let all: [Double] = [
    0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.975, 0.99, 0.995,
  ]

  /// The lane of the median.
  static let median = 7

  /// The lanes whose gradients choose the splits: the body and both flanks of the distribution.
  static let guiding = [3, 7, 11]

  /// Where a level lies among those of the lanes: linear between them, held beyond.
  package struct Place: Sendable {
    private let below: Int
    private let above: Int
    /// Of the way from the lane below to the one above.
    private let share: Float

    /// The place of `level`, within 0 and 1.
    package init(of level: Double) {
      let last = all.count - 1
      let next = all.firstIndex { $0 >= level } ?? last
      guard next > 0, all[next] > level else {
        (below, above, share) = (next, next, 0)
        return
      }
      (below, above) = (next - 1, next)
      share = Float((level - all[next - 1]) / (all[next] - all[next - 1]))
    }

    /// What `values`, one a lane, are at the level.
    @inline(__always)
    package func value(of values: SIMD16<Float>) -> Double {
      Double(values[below] + share * (values[above] - values[below]))
    }
  }

  /// What `values`, one a lane, are at `level`: linear between the lanes, held beyond them.
  package static func value(_ values: SIMD16<Float>, at level: Double) -> Double {
    Place(of: level).value(of: values)
  }

  /// The same values, ascending.
  ///
  /// Source: Chernozhukov, Fernández-Val & Galichon (2010), Econometrica 78(3): sorting crossed quantiles never makes
  /// them worse.
  package static func rearranged(_ values: SIMD16<Float>) -> SIMD16<Float> {
    // Most are in order: each lane against the next one, the last against itself.
    guard any(values .> next(values)) else { return values }
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

  /// Each lane's upper neighbour; the last lane itself.
  @inline(__always)
  private static func next(_ values: SIMD16<Float>) -> SIMD16<Float> {
    var result = values
    for lane in 0..<15 { result[lane] = values[lane + 1] }
    return result
  }
}
