import CapacityModel
import Forecasting
import Foundation
import HeadroomBasics
import LinearAlgebra
import Testing

/// Numbers against `Fixtures/generate.py`, which computes them with numpy.
@Suite struct ReferenceTests {
  struct Reference: Decodable {
    struct RidgeCase: Decodable {
      var context: Int
      var target: Int
      var levelSpan: Int
      var stride: Int
      var penalty: Double
      var series: [[Double]]
      var windows: Int
      var weights: [[Double]]
    }

    struct QuantileCase: Decodable {
      var sample: [Double]
      var quantiles: [[Double]]
    }

    var ridge: RidgeCase
    var quantiles: QuantileCase
  }

  let reference: Reference

  init() throws {
    let file = try #require(
      Bundle.module.url(forResource: "reference", withExtension: "json", subdirectory: "Fixtures"))
    reference = try JSONDecoder().decode(Reference.self, from: Data(contentsOf: file))
  }

  @Test("pooled weights on normalised windows are numpy's to nine digits")
  func ridgeWeights() throws {
    let expected = reference.ridge
    var settings = EngineSettings.standard(step: .days(1), seasons: [])
    settings.logBelow = nil
    let panel = PreparedPanel(
      SampleFleets.panel(expected.series.map { $0.map(Optional.some) }), settings: settings)
    var sums = try WindowSums(
      shape: WindowShape(
        context: expected.context, target: expected.target, levelSpan: expected.levelSpan))
    try sums.add(panel, rows: [0, 1], stride: expected.stride)
    #expect(sums.count == expected.windows)
    let weights = try sums.weights(penalty: expected.penalty)
    for (row, line) in expected.weights.enumerated() {
      for (column, value) in line.enumerated() {
        #expect(abs(weights[row, column] - value) < 1e-9)
      }
    }
  }

  @Test("conformal quantiles and their modelled tails are numpy's to nine digits")
  func quantiles() {
    let sample = TailedSample(reference.quantiles.sample)
    for row in reference.quantiles.quantiles {
      #expect(abs(sample.quantile(row[0]) - row[1]) < 1e-9, "level \(row[0])")
    }
  }

  @Test("a tail goes beyond the largest of a few numbers, in order")
  func smallSample() {
    let sample = TailedSample([1, 2, 3, 4, 5, 6, 7, 8])
    let quantiles = ForecastRequest.planningPeakLevels.map(sample.quantile)
    #expect(zip(quantiles, quantiles.dropFirst()).allSatisfy(<=))
    #expect(sample.quantile(0.999) > 8 && sample.quantile(0.001) < 1)
    #expect(TailedSample([4]).quantile(0.999) == 4)
  }
}

/// Answers that can be worked out by hand.
@Suite struct HandComputedTests {
  @Test("the seasonal naive repeats the last whole cycle, gaps filled from both sides")
  func seasonalNaive() throws {
    let panel = SampleFleets.panel([[9, 9, 9, 1, 2, 3, 4, nil, 6, 7]])
    let answer = try SeasonalNaive().forecast(
      panel, request: ForecastRequest(horizon: 7, seasons: [3, 5]))
    // The cycle is 3, 4, 5 (interpolated), 6, 7 with season 5, which fits twice.
    // Members' paths are kept in single precision, in units of the largest value, 9.
    for (step, value) in [3.0, 4, 5, 6, 7, 3, 4].enumerated() {
      #expect(abs(answer.mean[step] - value) < 9 * 1e-7)
    }
  }

  @Test("the naive holds the last value seen through a gap at the end, and says so")
  func naive() throws {
    let panel = SampleFleets.panel([[1, 2, 3, nil, nil], [4, 4, 4, 4, 7]])
    let answer = try Naive().forecast(panel, request: ForecastRequest(horizon: 2))
    #expect(answer.mean.map { ($0 * 1e9).rounded() / 1e9 } == [3, 7, 3, 7])
    #expect(answer.bases[0].notes.contains("nothing was observed in the last 2 steps"))
    #expect(answer.bases[0].observedSteps == 3)
  }

  @Test("every series of a large fleet gets its own forecast")
  func largeFleet() throws {
    let columns = (0..<1100).map { series in (0..<6).map { _ in Optional(Double(series)) } }
    let answer = try Naive().forecast(
      SampleFleets.panel(columns), request: ForecastRequest(horizon: 1))
    let exact = answer.mean.enumerated().allSatisfy {
      abs($0.element - Double($0.offset)) <= 1e-9 * Double($0.offset)
    }
    #expect(exact)
  }

  @Test("inner gaps are interpolated, the start and the end are held")
  func filling() {
    let panel = PreparedPanel(
      SampleFleets.panel([[nil, 2, nil, nil, 8, nil]]),
      settings: .standard(step: .days(1), seasons: []))
    #expect(panel.natural.map { $0 * panel.unit[0] } == [2, 2, 4, 6, 8, 8])
    #expect(panel.observed == [false, true, false, false, true, false])
    #expect(panel.start == [1])
  }

  @Test("windows that are mostly filled teach nothing")
  func filledWindows() throws {
    var column = (0..<60).map { Optional(Double($0 % 9)) }
    for step in 20..<50 { column[step] = nil }
    let panel = PreparedPanel(
      SampleFleets.panel([column]), settings: .standard(step: .days(1), seasons: []))
    var sums = try WindowSums(shape: WindowShape(context: 5, target: 2, levelSpan: 1))
    try sums.add(panel, rows: [0], stride: 1)
    // Of 5 lags one may be filled, of 2 targets none. 14 windows end by step 20, and 5 have their targets from step 50
    // on and at most step 49 among their lags.
    #expect(sums.count == 19)
  }
}
