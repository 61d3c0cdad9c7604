import Forecasting
import HeadroomBasics
import TestSupport
import Testing

@Suite("Boosted quantiles")
struct BoostedQuantilesTests {
  /// Rows of y = x₀ + (1 + 2 [x₁ > 0]) e, e uniform on ±1, beside a third feature that tells nothing.
  private static func rows(_ count: Int, seed: UInt64) -> (features: [Float], targets: [Float]) {
    var random = SplitMix64(state: seed)
    var (features, targets) = ([Float](), [Float]())
    for _ in 0..<count {
      let x = (0..<3).map { _ in Float.random(in: -2...2, using: &random) }
      let noise = Float.random(in: -1...1, using: &random)
      features += x
      targets.append(x[0] + (x[1] > 0 ? 3 : 1) * noise)
    }
    return (features, targets)
  }

  private static func learnt() -> (model: BoostedQuantiles, bins: FeatureBins) {
    let (features, targets) = rows(8000, seed: 1)
    let bins = FeatureBins(features, width: 3)
    let rows = BoostedQuantiles.Rows(
      bins: bins.bins(features), targets: targets, weights: targets.map { _ in 1 },
      series: targets.map { _ in 0 })
    return (BoostedQuantiles(rows, width: 3, rounds: 80, rate: 0.08), bins)
  }

  @Test(
    "quantiles follow the level and the spread that the features give, within a fifth of the spread"
  )
  func conditional() throws {
    let (model, bins) = Self.learnt()
    for x in [-1.2, -0.4, 0.5, 1.3] as [Float] {
      for (side, spread) in [(-1.0, 1.0), (1.0, 3.0)] as [(Float, Float)] {
        let found = BoostingLevels.rearranged(model.quantiles(bins.bins([x, side, 0])))
        for level in [0.1, 0.5, 0.9] {
          // The quantile of x + spread · uniform(−1, 1).
          let expected = Double(x + spread * (2 * Float(level) - 1))
          let value = BoostingLevels.value(found, at: level)
          #expect(abs(value - expected) < 0.2 * Double(max(spread, 1.5)), "\(x) \(side) \(level)")
        }
      }
    }
  }

  @Test("of new rows about the promised share lies below each quantile")
  func calibrated() throws {
    let (model, bins) = Self.learnt()
    let (features, targets) = Self.rows(4000, seed: 2)
    let found = (0..<targets.count).map {
      model.quantiles(bins.bins(Array(features[($0 * 3)..<($0 * 3 + 3)])))
    }
    for level in [0.05, 0.2, 0.5, 0.8, 0.95] {
      let below = zip(targets, found).count { Double($0) <= BoostingLevels.value($1, at: level) }
      let share = Double(below) / Double(targets.count)
      // Four standard deviations of a share of 4,000 are 0.03 at most.
      #expect(abs(share - level) < 0.035, "\(level): \(share)")
    }
  }

  @Test("the same rows give the same trees, digit for digit")
  func reproducible() throws {
    let (one, bins) = Self.learnt()
    let (other, _) = Self.learnt()
    let row = bins.bins([0.3, -0.7, 1.9])
    #expect(one.quantiles(row) == other.quantiles(row))
  }

  @Test("a bin is one more than the number of edges below a value; 0 holds what is not known")
  func binPlaces() {
    let bins = FeatureBins((0..<4000).map { Float($0) }, width: 1)
    let edges = bins.edges.filter { $0.isFinite }
    let values: [Float] = [-.infinity, -1, 0, 63.5, 1000, 3999, 4001, .infinity] + edges
    for value in values {
      #expect(bins.bins([value]) == [UInt8(edges.count { $0 < value } + 1)], "\(value)")
    }
    #expect(bins.bins([.nan]) == [0])
    // Nothing known at all: every value lies below every edge.
    #expect(FeatureBins([.nan, .nan], width: 1).bins([5, .infinity]) == [1, 1])
  }

  @Test("constant targets are learnt exactly, whatever the features")
  func constant() throws {
    let (features, _) = Self.rows(600, seed: 3)
    let bins = FeatureBins(features, width: 3)
    let rows = BoostedQuantiles.Rows(
      bins: bins.bins(features), targets: Array(repeating: 4, count: 600),
      weights: Array(repeating: 1, count: 600), series: Array(repeating: 0, count: 600))
    let found = BoostedQuantiles(rows, width: 3, rounds: 20, rate: 0.08).quantiles(
      bins.bins([0, 0, 0]))
    for lane in 0..<16 { #expect(abs(found[lane] - 4) < 0.05) }
  }

  @Test("bins ascend with the value, and what is not known has a bin of its own")
  func bins() throws {
    let values = (0..<500).map { Float($0) }
    let bins = FeatureBins(values, width: 1)
    let found = bins.bins([.nan, -10, 0, 100, 250, 499, 9999])
    #expect(found[0] == 0)
    #expect(Array(found[1...]) == found[1...].sorted())
    #expect(found[1] >= 1 && found[3] < found[4] && found[6] < 64)
    #expect(FeatureBins([.nan, .nan, .nan], width: 1).bins([1, .nan]) == [1, 0])
    #expect(FeatureBins([5, 5, 5, 5], width: 1).bins([4, 6])[0] < 2)
  }

  @Test("levels between two lanes are interpolated, those beyond the last are held")
  func levels() throws {
    var lanes = SIMD16<Float>.zero
    for lane in 0..<16 { lanes[lane] = Float(lane) }
    #expect(BoostingLevels.value(lanes, at: 0.5) == 7)
    #expect(abs(BoostingLevels.value(lanes, at: 0.55) - 7.5) < 1e-6)
    #expect(BoostingLevels.value(lanes, at: 0.001) == 0)
    #expect(BoostingLevels.value(lanes, at: 0.9999) == 15)
  }

  @Test("crossed quantiles are put in order and none is lost")
  func rearranged() throws {
    let crossed = SIMD16<Float>(3, 1, 2, 5, 4, 6, 9, 8, 7, 10, 12, 11, 13, 16, 15, 14)
    let ordered = BoostingLevels.rearranged(crossed)
    for lane in 0..<16 { #expect(ordered[lane] == Float(lane + 1)) }
  }
}
