import CapacityModel
import Forecasting
import HeadroomBasics
import TestSupport
import Testing

/// Weights that forecasts begin from: what they help, and what damaged ones do.
@Suite("Pretrained weights") struct PretrainedTests {
  /// Hours with a day's shape that is the same in all series, at a level and with noise of each one's own.
  private static func fleet(_ count: Int, hours: Int, seed: UInt64) -> [[Double]] {
    var generator = SplitMix64(state: seed)
    return (0..<count).map { _ in
      let level = Double.random(in: 5..<50, using: &generator)
      let noise = Double.random(in: 0.01..<0.05, using: &generator)
      return (0..<hours).map { hour in
        let busy = (8..<18).contains(hour % 24) ? 1.4 : 1.0
        return level * busy * (1 + noise * generator.normal())
      }
    }
  }

  private static func panel(_ series: [[Double]]) -> Panel {
    SampleFleets.panel(series.map { $0.map(Optional.some) }, step: .seconds(3600))
  }

  private static let request = ForecastRequest(horizon: 24, seasons: [24])

  private static func learnt() throws -> PretrainedForecaster {
    var training = ForecasterTraining()
    try training.add(panel(fleet(40, hours: 480, seed: 1)), request: request)
    return training.finished(recipe: "a test")
  }

  /// Mean pinball loss over the levels, relative to each series' mean.
  private static func loss(_ series: [Double], _ weights: PretrainedForecaster?) throws -> Double {
    let past = Array(series.dropLast(24))
    let answer = try PooledRidge(pretrained: weights).forecast(panel([past]), request: request)
    var sum = 0.0
    for step in 0..<24 {
      for (level, quantiles) in zip(answer.levels, answer.quantiles) {
        let missed = series[past.count + step] - quantiles[step]
        sum += max(level * missed, (level - 1) * missed)
      }
    }
    return sum / (series.reduce(0, +) / Double(series.count))
  }

  @Test("a lone series with three days of history is forecast better with what other fleets taught")
  func loneSeries() throws {
    let weights = try Self.learnt()
    let fresh = Self.fleet(12, hours: 96, seed: 2)
    let with = try fresh.map { try Self.loss($0, weights) }.reduce(0, +)
    let without = try fresh.map { try Self.loss($0, nil) }.reduce(0, +)
    #expect(with < 0.95 * without, "\(with) with, \(without) without")
  }

  @Test("where nothing can be checked, weights change nothing but what they add to regressions")
  func hardlyAnything() throws {
    let series = SampleFleets.panel([[5], [3]].map { $0.map(Optional.some) }, step: .seconds(3600))
    let answer = try PooledRidge().forecast(series, request: Self.request)
    #expect(answer.mean.enumerated().allSatisfy { abs($1 - ($0 % 2 == 0 ? 5 : 3)) < 1e-9 })
  }

  @Test("weights for hours leave forecasts of days as they are")
  func otherSteps() throws {
    let panel = SampleFleets.panel(
      SampleFleets.weekly(4, steps: 80, seed: 3).map { $0.map(Optional.some) })
    let request = ForecastRequest(horizon: 7, seasons: [7])
    let with = try PooledRidge(pretrained: Self.learnt()).forecast(panel, request: request)
    let without = try PooledRidge(pretrained: nil).forecast(panel, request: request)
    #expect(without.mean == with.mean && without.quantiles == with.quantiles)
  }

  @Test("the shipped weights know hours and say where they come from")
  func shipped() {
    #expect(PretrainedForecaster.shipped.steps == ["hours"])
    #expect(PretrainedForecaster.shipped.recipe.contains("bitbrains"))
  }

  @Test("weights read back are the same bytes")
  func roundTrip() throws {
    let bytes = try Self.learnt().bytes
    #expect(try PretrainedForecaster(bytes: bytes).bytes == bytes)
    #expect(try Self.learnt().bytes == bytes)
  }

  @Test("bytes that end early, or go on, are refused")
  func truncated() throws {
    let bytes = PretrainedForecaster.shipped.bytes
    for length in [0, 3, 4, 5, 20, 1000, bytes.count / 2, bytes.count - 1] {
      #expect(throws: ForecastingError.self, "\(length) bytes") {
        try PretrainedForecaster(bytes: bytes.prefix(length))
      }
    }
    #expect(throws: ForecastingError.self) { try PretrainedForecaster(bytes: bytes + [0]) }
  }

  @Test("another version and other files are refused with what is wrong")
  func damaged() throws {
    var bytes = PretrainedForecaster.shipped.bytes
    bytes[4] = 9
    #expect(throws: ForecastingError.weights("the weights are of version 9; this program reads 1"))
    {
      try PretrainedForecaster(bytes: bytes)
    }
    #expect(throws: ForecastingError.weights("this is no file of pretrained weights")) {
      try PretrainedForecaster(bytes: Array("SQLite format 3".utf8))
    }
  }

  @Test("a byte that is wrong anywhere is noticed")
  func anyByte() throws {
    let bytes = try Self.learnt().bytes
    var generator = SplitMix64(state: 8)
    for _ in 0..<200 {
      var damaged = bytes
      let place = Int.random(in: 0..<bytes.count, using: &generator)
      damaged[place] ^= UInt8.random(in: 1...255, using: &generator)
      #expect(throws: ForecastingError.self, "byte \(place)") {
        try PretrainedForecaster(bytes: damaged)
      }
    }
  }
}
