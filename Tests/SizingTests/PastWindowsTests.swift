import HeadroomBasics
import Sizing
import TestSupport
import Testing

@Suite struct BetaDistributionTests {
  /// `scipy.stats.beta.ppf(level, alpha, beta)` of SciPy, at levels 0.1, 0.5, 0.9 and 0.99.
  static let references: [(alpha: Double, beta: Double, quantiles: [Double])] = [
    (2, 0.5, [0.46812256652641954, 0.8793852415718169, 0.9955423181123786, 0.9999555542386148]),
    (1, 4.8, [0.021710956810556015, 0.13446343899385696, 0.38103418110873943, 0.6168813150442712]),
    (27.1, 1.5, [0.8919877400631164, 0.957664211006938, 0.9893727804118563, 0.9979027510947216]),
    (1, 0.5, [0.19, 0.75, 0.99, 0.9999]),
    (14.04, 0.5, [0.906587796060261, 0.9836432111999285, 0.9994277139319125, 0.9999943052350221]),
    (3.25, 2.75, [0.2856631173028378, 0.5465841528420932, 0.7902653013345083, 0.9165105926262105]),
  ]

  @Test("quantiles are SciPy's, to 1e-8")
  func quantiles() {
    for (alpha, beta, expected) in Self.references {
      let distribution = BetaDistribution(alpha: alpha, beta: beta)
      for (level, quantile) in zip([0.1, 0.5, 0.9, 0.99], expected) {
        let found = distribution.quantile(level)
        #expect(abs(found - quantile) < 1e-8, "Beta(\(alpha), \(beta)) at \(level): \(found)")
        #expect(abs(distribution.cumulative(quantile) - level) < 1e-8)
      }
    }
  }

  @Test("the distribution never falls, from 0 to 1")
  func ends() {
    let distribution = BetaDistribution(alpha: 3.25, beta: 0.5)
    let values = (0...200).map { distribution.cumulative(Double($0) / 200) }
    #expect(values.first == 0 && values.last == 1)
    #expect(zip(values, values.dropFirst()).allSatisfy { $0 <= $1 + 1e-12 })
  }
}

@Suite struct PastWindowsTests {
  /// The definition, without a queue: the largest value of every stretch of which three fifths were seen.
  private func byHand(_ days: [Double], horizon: Int) -> [Double] {
    guard days.count > horizon else { return days.filter { !$0.isNaN }.max().map { [$0] } ?? [] }
    return (0...(days.count - horizon)).compactMap { start in
      let seen = days[start..<(start + horizon)].filter { !$0.isNaN }
      return Double(seen.count) >= 0.6 * Double(horizon) ? seen.max() : nil
    }.sorted()
  }

  @Test("the windows are those of the definition, on random series with gaps")
  func bruteForce() {
    var random = SeededNumbers(seed: 11)
    for turn in 0..<300 {
      let count = 1 + Int(random.unit() * 120)
      let gaps = [0, 0.1, 0.4, 0.7][turn % 4]
      let days = (0..<count).map { _ in
        // Few distinct values, so that there are ties.
        random.unit() < gaps ? .nan : (random.unit() * 20).rounded() + 1
      }
      let horizon = 1 + Int(random.unit() * 40)
      let windows = PastWindows(days, horizon: horizon)
      let expected = byHand(days, horizon: horizon)
      #expect(windows.peaks == expected, "turn \(turn): \(count) days, horizon \(horizon)")
      #expect(windows.horizons == max(1, Double(count) / Double(horizon)))
      for size in [0.5, 7, 10.5, 21] {
        let above = expected.count { $0 > size }
        let share = expected.isEmpty ? 0 : Double(above) / Double(expected.count)
        #expect(windows.shareAbove(size) == share)
      }
    }
  }

  @Test("what is promised of a size is the 0.9 quantile of a beta distribution of its record")
  func bound() {
    // 56 days, the last three high: 3 of the 29 windows of 28 days reach into them.
    var days = Array(repeating: 2.0, count: 56)
    for day in 53..<56 { days[day] = 5 }
    let windows = PastWindows(days, horizon: 28)
    #expect(windows.peaks.count == 29 && windows.shareAbove(3) == 3.0 / 29)
    let expected = BetaDistribution(alpha: 2 * 26.0 / 29 + 1, beta: 2 * 3.0 / 29 + 0.5)
      .quantile(0.9)
    #expect(windows.bound(of: 3) == expected && expected < 0.99)
    // scipy.stats.beta.ppf(0.9, 3, 0.5)
    #expect(abs(windows.bound(of: 5) - 0.9971447049151192) < 1e-8)
    #expect(windows.bounds(of: [1, 3, 4, 5]) == [1, 3, 4, 5].map { windows.bound(of: $0) })
    #expect(windows.bound(of: 1) < windows.bound(of: 3))
  }
}
