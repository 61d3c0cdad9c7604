import CapacityModel
import Forecasting
import HeadroomBasics
import TestSupport
import Testing

/// Whether the parts of a forecast agree with each other: days with peaks, a fleet with its members, intervals with the record.
@Suite struct CoherenceTests {
  private static let levels = [0.05, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99]

  /// Series of random kinds: flat, shifted, ramps, bursts, weeks, walks, short ones, some with gaps.
  private static func fleet(seed: UInt64) -> Panel {
    var generator = SplitMix64(state: seed)
    let (count, steps) = (
      Int.random(in: 1..<14, using: &generator), Int.random(in: 1..<130, using: &generator)
    )
    let columns: [[Double?]] = (0..<count).map { _ in
      let (kind, level) = (
        Int.random(in: 0..<8, using: &generator), Double.random(in: 1..<30, using: &generator)
      )
      let (at, factor) = (
        Int.random(in: 0..<steps, using: &generator),
        Double.random(in: 0.1..<4, using: &generator)
      )
      let gaps = Double.random(in: 0..<0.3, using: &generator)
      var walk = level
      return (0..<steps).map { step -> Double? in
        let noise = level * 0.02 * generator.normal()
        walk = max(0, walk + 2 * noise)
        if kind == 7, Double.random(in: 0..<1, using: &generator) < gaps { return nil }
        let value: Double
        switch kind {
        case 0: value = level + noise
        case 1: value = level * (step < at ? 1 : factor) + noise
        case 2: value = level * (1 + 0.01 * factor * Double(step)) + noise
        case 3: value = level * (step % 17 == at % 17 ? 1 + factor : 1) + noise
        case 4: value = level * (1 + 0.1 * Double(step % 7)) + noise
        case 5: value = walk
        case 6: return step < at ? nil : level + noise
        default: value = level + 5 * noise
        }
        return max(0, value)
      }
    }
    return SampleFleets.panel(columns)
  }

  @Test("no peak has a lower quantile than any of its steps, on random fleets", arguments: 0..<24)
  func peaksContainSteps(seed: Int) throws {
    let panel = Self.fleet(seed: UInt64(seed))
    let request = ForecastRequest(
      horizon: 1 + seed * 3 % 40, seasons: seed % 4 == 0 ? [] : [7], levels: Self.levels,
      peakLevels: Self.levels)
    for forecaster in Forecasters.all {
      let answer = try forecaster.init().forecast(panel, request: request)
      #expect(Self.incoherent(answer) == 0, "\(forecaster.name)")
    }
  }

  @Test("peaks of levels that steps were not asked for lie above the steps all the same")
  func otherLevels() throws {
    let panel = Self.fleet(seed: 77)
    let steps = try PooledRidge().forecast(
      panel, request: ForecastRequest(horizon: 21, seasons: [7], levels: [0.8, 0.97]))
    let peaks = try PooledRidge().forecast(
      panel,
      request: ForecastRequest(horizon: 21, seasons: [7], levels: [0.5], peakLevels: [0.8, 0.97]))
    for level in 0..<2 {
      for (peak, step) in zip(peaks.peakQuantiles[level], steps.quantiles[level]) {
        #expect(peak >= step)
      }
    }
  }

  @Test("asking for peaks changes no step")
  func stepsAlone() throws {
    let panel = Self.fleet(seed: 5)
    let with = try PooledRidge().forecast(
      panel,
      request: ForecastRequest(
        horizon: 14, seasons: [7], peakLevels: ForecastRequest.planningPeakLevels))
    let without = try PooledRidge().forecast(
      panel, request: ForecastRequest(horizon: 14, seasons: [7]))
    #expect(with.quantiles == without.quantiles && with.mean == without.mean)
  }

  @Test(
    "after a lasting shift the tails are those of the errors since",
    arguments: [(4.0, 12.0), (13.0, 3.2), (2.0, 9.0)])
  func lastingShift(before: Double, after: Double) throws {
    let column = Self.noisy(60, seed: 3) { $0 < 40 ? before : after }
    let answer = try Self.forecast([column])
    // Noise of 1 % of the level a step: a twelfth of the level is five times the 0.95 quantile of its error.
    #expect(abs(answer.quantiles[5][27] / after - 1) < 1.0 / 12)
    #expect(abs(answer.quantiles[2][27] / after - 1) < 0.03)
    #expect(answer.bases[0].notes.contains { $0.contains("shifted for good 20 steps ago") })
  }

  @Test(
    "neighbours whose level shifted move a flat series' quantiles by one twentieth at most",
    arguments: [(60, 20), (60, 5), (100, 30), (200, 100)])
  func shiftedNeighbours(steps: Int, ago: Int) throws {
    for seed in 1...3 {
      let flat = Self.noisy(steps, seed: UInt64(10 * seed)) { _ in 5.3 }
      let others = (1...4).map { place in
        Self.noisy(steps, seed: UInt64(10 * seed + place)) { step in
          (place < 3 ? 4 : 12) * (step < steps - ago - place ? 1 : place < 3 ? 3 : 0.25)
        }
      }
      let (alone, amid) = (try Self.forecast([flat]), try Self.forecast([flat] + others))
      for level in [0, 2, 5] {
        let ratio = amid.quantiles[level][27 * 5] / alone.quantiles[level][27]
        #expect(abs(ratio - 1) < 0.05, "step, level \(Self.levels[level])")
      }
      let ratio = amid.peakQuantiles[5][27 * 5] / alone.peakQuantiles[5][27]
      #expect(abs(ratio - 1) < 0.05, "peak \(ratio)")
    }
  }

  @Test("few values have a wide interval and a note, in any fleet", arguments: [0, 12])
  func fewValues(neighbours: Int) throws {
    let fleet = (0..<neighbours).map { place in
      Self.noisy(60, seed: UInt64(place)) { _ in 5 + Double(place) }.map(Optional.some)
    }
    let gone = Array(repeating: Double?.none, count: 59)
    let one = try Self.forecast([gone + [7]] + fleet)
    // The 90 % interval of an error of a quarter of the level spans half of the level at least.
    #expect(one.quantiles[5][0] - one.quantiles[0][0] > 3.5)
    #expect(one.bases[0].notes.contains { $0.contains("a single value of its own") })
    let four = try Self.forecast([Array(gone.dropFirst(3)) + [10, 12, 11, 13]] + fleet)
    // It moves by 1 to 2 a step.
    #expect(four.quantiles[5][0] - four.quantiles[0][0] > 1.5)
    #expect(four.bases[0].notes.contains { $0.contains("4 values of its own") })
  }

  @Test(
    "the median goes on along a straight ramp", arguments: [60, 90, 120], [0, 12])
  func ramp(steps: Int, neighbours: Int) throws {
    for (place, total) in [1.0, 2, 4, 8].enumerated() {
      let slope = total / Double(steps)
      let column = Self.noisy(steps, seed: UInt64(place), noise: 0.04) {
        4 + slope * Double($0)
      }
      let fleet = (0..<neighbours).map { place in
        Self.noisy(steps, seed: UInt64(100 + place)) { _ in 5 + Double(place) }
      }
      let answer = try Self.forecast([column] + fleet)
      let end = 4 + slope * Double(steps + 27)
      // What the ramp adds in four weeks is 3 to 40 % of the level; noise is 1 % of it at most.
      #expect(abs(answer.quantiles[2][27 * answer.seriesCount] / end - 1) < 0.04)
    }
  }

  /// Peak quantiles below the one before in step or level, or below the same quantile of a step up to theirs.
  private static func incoherent(_ answer: ForecastPanel) -> Int {
    var count = 0
    for series in 0..<answer.seriesCount {
      for level in levels.indices {
        var largest = -Double.infinity
        for step in 0..<answer.horizon {
          let index = step * answer.seriesCount + series
          largest = max(largest, answer.quantiles[level][index])
          let peak = answer.peakQuantiles[level][index]
          if peak < largest { count += 1 }
          if level > 0, peak < answer.peakQuantiles[level - 1][index] { count += 1 }
          if step > 0, peak < answer.peakQuantiles[level][index - answer.seriesCount] { count += 1 }
        }
      }
    }
    return count
  }

  /// A level at each step, and noise of 1 % of it or of an absolute size.
  private static func noisy(
    _ steps: Int, seed: UInt64, noise: Double? = nil, level: (Int) -> Double
  ) -> [Double] {
    var generator = SplitMix64(state: seed &+ 4000)
    return (0..<steps).map { level($0) + (noise ?? 0.01 * level($0)) * generator.normal() }
  }

  private static func forecast(_ columns: [[Double?]]) throws -> ForecastPanel {
    try PooledRidge().forecast(
      SampleFleets.panel(columns),
      request: ForecastRequest(horizon: 28, seasons: [7], levels: levels, peakLevels: levels))
  }
}
