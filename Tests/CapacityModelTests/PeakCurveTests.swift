import CapacityModel
import HeadroomBasics
import Testing

@Suite struct PeakCurveTests {
  private let gib = 1_073_741_824.0

  /// Random sizes and probabilities, some of which rise and must be held.
  private func curve(using random: inout SplitMix64, isFalling: Bool) -> PeakCurve {
    var size = gib * .random(in: 0.1...4, using: &random)
    var chance = Double.random(in: 0.5...1, using: &random)
    var (sizes, exceedance): ([Double], [Double]) = ([], [])
    for _ in 0..<Int.random(in: 2...40, using: &random) {
      sizes.append(size)
      exceedance.append(chance)
      size *= .random(in: 1.01...1.4, using: &random)
      chance *= .random(in: 0.6...0.99, using: &random)
      if !isFalling { chance = min(1, chance * .random(in: 0.9...1.5, using: &random)) }
    }
    return PeakCurve(sizes: sizes, exceedance: exceedance)
  }

  @Test("probabilities never fall and quantiles never fall, whatever a curve is made of")
  func monotone() {
    var random = SplitMix64(state: 1)
    for turn in 0..<200 {
      let curve = curve(using: &random, isFalling: turn % 2 == 0)
      #expect(zip(curve.exceedance, curve.exceedance.dropFirst()).allSatisfy { $0 >= $1 })
      let top = curve.sizes.last! * 1.2
      let held = (0...300).map { curve.probability(ofPeakAtMost: top * Double($0) / 300) }
      #expect(zip(held, held.dropFirst()).allSatisfy { $0 <= $1 + 1e-12 }, "turn \(turn)")
      #expect(held.allSatisfy { (0...1).contains($0) } && held[0] == 0)
      let levels = (1..<100).map { curve.quantile(at: Double($0) / 100) }
      #expect(zip(levels, levels.dropFirst()).allSatisfy { $0 <= $1 * (1 + 1e-12) }, "turn \(turn)")
    }
  }

  @Test("quantile and probability are inverse of one another where the curve falls")
  func inverse() {
    var random = SplitMix64(state: 2)
    for turn in 0..<200 {
      let curve = curve(using: &random, isFalling: true)
      let most = 1 - curve.exceedance.last!
      for _ in 0..<20 {
        let level = Double.random(in: 0.001...0.999, using: &random)
        let size = curve.quantile(at: level)
        let held = curve.probability(ofPeakAtMost: size)
        if level <= most {
          #expect(abs(held - level) < 1e-9, "turn \(turn): \(level) at \(size), \(held)")
        } else {
          // Nothing is known beyond the largest size.
          #expect(size == curve.sizes.last! && held == most)
        }
        let some = curve.sizes.last! * .random(in: 0.01...1, using: &random)
        let back = curve.quantile(at: curve.probability(ofPeakAtMost: some))
        #expect(abs(back - some) < 1e-6 * some, "turn \(turn): \(some) comes back as \(back)")
      }
    }
  }

  @Test("the curve of quantiles goes through them; a flat stretch has the highest level of it")
  func quantiles() {
    let peak = PeakDistribution(
      levels: [0.5, 0.9, 0.95, 0.99], values: [2 * gib, 3 * gib, 3 * gib, 5 * gib])
    let curve = PeakCurve(peak)
    for (level, size) in [(0.5, 2.0), (0.95, 3), (0.97, 4), (0.99, 5)] {
      #expect(abs(curve.probability(ofPeakAtMost: size * gib) - level) < 1e-12)
      #expect(abs(curve.quantile(at: level) - size * gib) < 1)
    }
    // Below the least level in proportion, beyond the largest never surer.
    #expect(abs(curve.probability(ofPeakAtMost: gib) - 0.25) < 1e-12)
    #expect(abs(curve.probability(ofPeakAtMost: 50 * gib) - 0.99) < 1e-12)
    #expect(curve.quantile(at: 0.999) == 5 * gib)
    // A single value still makes a curve.
    let flat = PeakCurve(PeakDistribution(levels: [0.5, 0.99], values: [gib, gib]))
    #expect(abs(flat.probability(ofPeakAtMost: gib) - 0.99) < 1e-12)
  }

  @Test("days of a picture are cut to the peak's quantiles, and its peak is the curve")
  func picture() {
    let calendar = StepCalendar(start: Timestamp(seconds: 0), step: .days(1), count: 2)
    var picture = DemandPicture(
      entity: EntityID("vm"), past: [gib, nil], pastCalendar: calendar, levels: [0.5, 0.95],
      ahead: [[2, 5], [3, 9]].map { $0.map { $0 * gib } }, aheadCalendar: calendar)
    let curve = PeakCurve(
      sizes: [2, 4, 6, 12].map { $0 * gib }, exceedance: [1, 0.5, 0.05, 0])
    picture.bound(by: curve)
    #expect(picture.ahead == [[2, 4], [3, 6]].map { $0.map { $0 * gib } })
    #expect(picture.peak == curve && picture.past == [gib, nil])
  }
}
