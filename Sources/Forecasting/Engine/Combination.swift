import RealModule

/// Weighs members by their past errors and combines them.
///
/// A member's mean absolute error relative to the median member, per series, is shrunk in logarithms towards its mean
/// over all series, the more the fewer origins there are; the best few are weighted by error to a negative power.
/// Weights are found for parts of the horizon apart.
struct Combination: Sendable {
  /// For each part of the horizon, weights of shape `[members × N]`.
  private let weights: [[Double]]
  private let parts: [Range<Int>]
  private let settings: EngineSettings
  private let memberCount: Int
  private let seriesCount: Int

  init(_ test: BackTest, members: Int, series: Int, horizon: Int, settings: EngineSettings) {
    (memberCount, seriesCount, self.settings) = (members, series, settings)
    let blocks = min(settings.blocks, horizon)
    let parts = (0..<blocks).map { ($0 * horizon / blocks)..<(($0 + 1) * horizon / blocks) }
    self.parts = parts
    weights = parts.map {
      Self.weights(test, steps: $0, members: members, series: series, settings: settings)
    }
  }

  /// The combination of members' forecasts, each of shape `[h × N]`.
  func combine(_ forecasts: [[Double]]) -> [Double] {
    let n = seriesCount
    var result = [Double](repeating: 0, count: forecasts[0].count)
    for (part, steps) in parts.enumerated() {
      for k in steps {
        for series in 0..<n {
          let at = k * n + series
          var sum = 0.0
          for member in 0..<memberCount {
            sum += weights[part][member * n + series] * forecasts[member][at]
          }
          if settings.medianShare > 0 {
            let median = (0..<memberCount).map { forecasts[$0][at] }.median
            sum = (1 - settings.medianShare) * sum + settings.medianShare * median
          }
          result[at] = sum
        }
      }
    }
    return result
  }

  private static func weights(
    _ test: BackTest, steps: Range<Int>, members: Int, series n: Int, settings: EngineSettings
  ) -> [Double] {
    var errors = [Double](repeating: 0, count: members * n)
    var counts = [Double](repeating: 0, count: n)
    var seen = [Double](repeating: 0, count: n)
    for origin in test.origins {
      for series in 0..<n {
        var any = false
        for k in steps where origin.valid[k * n + series] {
          let at = k * n + series
          for member in 0..<members {
            errors[member * n + series] +=
              (origin.forecasts[member][at] - origin.actual[at]).magnitude
          }
          counts[series] += 1
          any = true
        }
        if any { seen[series] += 1 }
      }
    }
    // Relative errors in [members × N]; the pool's mean of each member where a series has none.
    var relative = errors
    var pooled = [Double](repeating: 0, count: members)
    var judged = 0.0
    for series in 0..<n where counts[series] > 0 {
      let own = (0..<members).map { errors[$0 * n + series] }
      let median = own.median
      guard median > 0 else {
        counts[series] = 0
        continue
      }
      judged += 1
      for member in 0..<members {
        relative[member * n + series] = own[member] / median
        pooled[member] += min(max(own[member] / median, 0.2), 5)
      }
    }
    pooled = pooled.map { judged > 0 ? $0 / judged : 1 }
    var weights = [Double](repeating: 0, count: members * n)
    for series in 0..<n {
      let trust = counts[series] > 0 ? seen[series] / (seen[series] + settings.weightPrior) : 0
      let mixed = (0..<members).map { member in
        let own = min(max(relative[member * n + series], 0.05), 20)
        return trust > 0
          ? Double.exp(trust * .log(own) + (1 - trust) * .log(pooled[member])) : pooled[member]
      }
      let limit = mixed.sorted()[min(settings.best, members) - 1]
      let raw = mixed.map { $0 <= limit ? Double.pow($0, -settings.power) : 0 }
      let total = raw.reduce(0, +)
      for member in 0..<members { weights[member * n + series] = raw[member] / total }
    }
    return weights
  }
}
