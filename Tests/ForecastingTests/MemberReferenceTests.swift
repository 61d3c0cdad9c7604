import CapacityModel
import Forecasting
import Foundation
import HeadroomBasics
import LinearAlgebra
import TestSupport
import Testing

/// Members against statsmodels and numpy, by `Fixtures/members.py`.
@Suite struct MemberReferenceTests {
  struct Reference: Decodable {
    struct HoltWinters: Decodable {
      var alpha: Double
      var gain: Double
      var gamma: Double
      var damping: Double
      var period: Int
      var path: [Double]
    }

    struct Theta: Decodable {
      var period: Int
      var alpha: Double
      var paths: [String: [Double]]
    }

    struct Autoregression: Decodable {
      var lags: [Int]
      var differences: [Double]
      var path: [Double]
      var level: [Double]
    }

    struct Smoother: Decodable {
      var history: [[Double]]
      var future: [[Double]]
      var weights: [Double]
      var penalties: [Double]
      var anchor: Int
      var share: Double
      var series: [[Double]]
      var paths: [[Double]]
    }

    var horizon: Int
    var series: [Double]
    var additive: HoltWinters
    var multiplicative: HoltWinters
    var theta: Theta
    var autoregression: Autoregression
    var smoother: Smoother
  }

  let reference: Reference

  init() throws {
    let file = try #require(
      Bundle.module.url(forResource: "members", withExtension: "json", subdirectory: "Fixtures"))
    reference = try JSONDecoder().decode(Reference.self, from: Data(contentsOf: file))
  }

  @Test("Holt-Winters of both kinds is statsmodels' to nine digits", arguments: [false, true])
  func holtWinters(isMultiplicative: Bool) {
    let expected = isMultiplicative ? reference.multiplicative : reference.additive
    var state = HoltWintersState(
      grid: .init(
        alpha: [expected.alpha], gain: [expected.gain], gamma: [expected.gamma],
        damping: [expected.damping]),
      cycle: reference.series[..<expected.period], isMultiplicative: isMultiplicative, lead: 1)
    for value in reference.series { state.update(value, counted: true) }
    expectEqual(state.path(0, horizon: expected.period - 1), expected.path, within: 1e-9)
  }

  @Test("Holt-Winters takes the parameters that forecast best", arguments: [0.05, 0.9])
  func holtWintersChoice(alpha: Double) {
    // A walk is followed at once, noise around a level hardly at all.
    var random = SplitMix64(state: 3)
    var walk = 100.0
    let values = (0..<400).map { _ -> Double in
      let shock = Double.random(in: -0.5..<0.5, using: &random)
      walk += shock
      return alpha > 0.5 ? walk : 100 + shock
    }
    var state = HoltWintersState(
      grid: .init(alpha: [0.05, 0.9], gain: [0, 0], gamma: [0.05, 0.05], damping: [1, 1]),
      cycle: values[..<4], isMultiplicative: false, lead: 1)
    for value in values { state.update(value, counted: true) }
    #expect(state.best == (alpha > 0.5 ? 1 : 0))
  }

  @Test("Theta lines are statsmodels' to eight digits")
  func theta() throws {
    let lines = ThetaLines(reference.series[...], season: reference.theta.period)
    let alpha = reference.theta.alpha
    #expect(reference.theta.paths.count == 4)
    for (name, path) in reference.theta.paths {
      let theta = try #require(Double(name))
      let own = lines.path(
        level: lines.level(alpha: alpha), alpha: alpha, drift: 1 - 1 / theta,
        horizon: reference.horizon)
      expectEqual(own, path, within: 1e-8)
    }
  }

  @Test("the family takes the whole trend of a straight line and none of noise")
  func thetaChoice() {
    let line = (0..<60).map { 3 + 0.5 * Double($0) }
    let ahead = ThetaLines(line[...], season: nil).path(horizon: 3, lead: 1)
    expectEqual(ahead, [33, 33.5, 34], within: 1e-6)
    var random = SplitMix64(state: 5)
    let noise = (0..<400).map { _ in 7 + random.normal() }
    let level = ThetaLines(noise[...], season: nil).path(horizon: 50, lead: 1)
    #expect(level.allSatisfy { abs($0 - 7) < 0.3 })
  }

  @Test("without a prior the autoregressions are least squares, to eight digits")
  func autoregression() {
    let expected = reference.autoregression
    var state = AutoregressionState(lags: expected.lags, prior: 0)
    for value in reference.series {
      // Lanes do not mix: the second series is the first one mirrored.
      state.update([value, -value, 0, 0, 0, 0, 0, 0], weight: [1, 1, 0, 0, 0, 0, 0, 0])
    }
    let differences = state.coefficients(returns: false).map { $0[0] }
    expectEqual([differences[0]] + differences[2...], expected.differences, within: 1e-8)
    #expect(abs(differences[1]) < 1e-8)
    let level = state.coefficients(returns: true).map { $0[0] }
    expectEqual(level, expected.level, within: 1e-6)
    let paths = state.paths(horizon: reference.horizon, returns: false)
    expectEqual(paths.map { $0[0] }, expected.path, within: 1e-7)
    expectEqual(paths.map { -$0[1] }, expected.path, within: 1e-7)
  }

  @Test("a prior leaves a constant series where it is")
  func constantAutoregression() {
    var state = AutoregressionState(lags: [1, 2])
    for _ in 0..<20 { state.update(.init(repeating: 7), weight: .init(repeating: 1)) }
    for returns in [true, false] {
      let path = state.paths(horizon: 5, returns: returns)
      #expect(path.allSatisfy { abs($0[0] - 7) < 1e-9 })
    }
  }

  @Test("a shared design gives numpy's ridge, moved by its last residuals, to nine digits")
  func smoother() throws {
    let expected = reference.smoother
    let smoother = try LinearSmoother(
      history: matrix(expected.history), future: matrix(expected.future),
      weights: expected.weights, penalties: expected.penalties, anchor: expected.anchor,
      share: expected.share)
    let paths = smoother.paths(after: matrix(expected.series))
    for (row, path) in expected.paths.enumerated() {
      expectEqual(path.indices.map { paths[row, $0] }, path, within: 1e-9)
    }
  }

  private func matrix(_ rows: [[Double]]) -> Matrix {
    Matrix(rows: rows.count, columns: rows[0].count, elements: rows.flatMap { $0 })
  }

  private func expectEqual(
    _ values: some Collection<Double>, _ expected: [Double], within tolerance: Double,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(values.count == expected.count, sourceLocation: sourceLocation)
    for (value, other) in zip(values, expected) {
      #expect(abs(value - other) < tolerance, sourceLocation: sourceLocation)
    }
  }
}
