import CapacityModel
import Forecasting
import HeadroomBasics
import LinearAlgebra
import Testing

/// What the engine answers at its limits: panels of any kind, large fleets, regressions on little.
@Suite struct EngineLimitsTests {
  /// Uniform numbers in [0, 1), the same for a seed everywhere.
  private struct Uniform {
    var state: UInt64

    mutating func next() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      var mixed = state ^ (state >> 33)
      mixed = mixed &* 0xff51_afd7_ed55_8ccd
      return Double((mixed ^ (mixed >> 33)) >> 11) / 9_007_199_254_740_992
    }
  }

  @Test(
    "a constant is forecast as what it is, to the bit; by trees of other fleets, which hours begin from, to four digits",
    arguments: [(1, 1e-4), (24, 0), (168, 0)] as [(Int64, Double)])
  func constant(hours: Int64, tolerance: Double) throws {
    var panel = Panel(
      entities: ["seven", "tenth", "large"].map { EntityID($0) },
      calendar: StepCalendar(
        start: Timestamp(seconds: 0), step: .seconds(3600 * hours), count: 400))
    let values = [7.0, 0.1, 17_179_869_184]
    for step in 0..<400 {
      for (column, value) in values.enumerated() { panel[step, column] = value }
    }
    let forecast = try PooledRidge().forecast(
      panel, request: ForecastRequest(horizon: 13, seasons: [24], levels: [0.05, 0.5, 0.95]))
    for (index, mean) in forecast.mean.enumerated() {
      #expect(abs(mean - values[index % 3]) <= tolerance * values[index % 3])
    }
  }

  /// A panel of random size whose series are each of a random kind: constant, zero, sparse, negative, one sample.
  private func randomPanel(seed: UInt64) -> Panel {
    var random = Uniform(state: seed &* 7919 &+ 17)
    let (steps, series) = (1 + Int(random.next() * 120), 1 + Int(random.next() * 14))
    let unit: Duration = [.seconds(300), .seconds(3600), .days(1), .days(7)][
      Int(random.next() * 4)]
    var panel = Panel(
      entities: (0..<series).map { EntityID("vm\($0)") },
      calendar: StepCalendar(start: Timestamp(seconds: 0), step: unit, count: steps))
    for column in 0..<series {
      let kind = Int(random.next() * 7)
      let scale = [1e-9, 1, 1e12, 1e300][Int(random.next() * 4)]
      let only = Int(random.next() * Double(steps))
      for step in 0..<steps {
        let value = random.next()
        switch kind {
        case 0: panel[step, column] = scale
        case 1: panel[step, column] = 0
        case 2: if value < 0.05 { panel[step, column] = scale * random.next() }
        case 3: panel[step, column] = scale * (value - 0.5)
        case 4: if step == only { panel[step, column] = scale * value }
        case 5: panel[step, column] = scale * (Double(step) / Double(steps) + 0.1 * value)
        default: panel[step, column] = scale * (value > 0.97 ? value : 0.01 * value)
        }
      }
    }
    return panel
  }

  @Test("random panels get finite answers in order", arguments: 0..<40)
  func randomPanels(seed: Int) throws {
    let panel = randomPanel(seed: UInt64(seed))
    let request = ForecastRequest(
      horizon: 1 + seed % 30, seasons: seed % 3 == 0 ? [] : [7],
      peakLevels: ForecastRequest.planningPeakLevels)
    for forecaster in Forecasters.all {
      let forecast = try forecaster.init().forecast(panel, request: request)
      for matrices in [[forecast.mean], forecast.quantiles, forecast.peakQuantiles] {
        #expect(matrices.allSatisfy { $0.allSatisfy(\.isFinite) }, "\(forecaster.name)")
        for (low, high) in zip(matrices, matrices.dropFirst()) {
          #expect(zip(low, high).allSatisfy { $0 <= $1 }, "levels cross in \(forecaster.name)")
        }
      }
      let n = panel.seriesCount
      for matrix in forecast.peakQuantiles {
        #expect((n..<max(n, matrix.count)).allSatisfy { matrix[$0] >= matrix[$0 - n] })
      }
    }
  }

  @Test("a fleet too large for one piece is answered series by series in its order")
  func largeFleet() throws {
    let (series, steps) = (5000, 12)
    let values = (0..<(series * steps)).map { Double($0 % series) + 1 }
    let panel = Panel(
      entities: (0..<series).map { EntityID("vm\($0)") },
      calendar: StepCalendar(start: Timestamp(seconds: 0), step: .days(1), count: steps),
      values: values, mask: values.map { _ in true })
    let forecast = try Naive().forecast(
      panel, request: ForecastRequest(horizon: 2, peakLevels: [0.5, 0.9]))
    #expect(forecast.bases.count == series && forecast.mean.count == 2 * series)
    for index in forecast.mean.indices {
      #expect(abs(forecast.mean[index] - Double(index % series) - 1) < 1e-6)
    }
  }

  @Test("a quantile regression on ones alone finds the sample quantile")
  func plainQuantile() throws {
    let targets = (1...99).map { Double($0) / 10 }
    let ones = Matrix(rows: 99, columns: 1, elements: targets.map { _ in 1 })
    for (level, expected) in [(0.1, 1.0), (0.5, 5.0), (0.9, 9.0)] {
      let fit = try QuantileRegression(
        design: ones, targets: targets, level: level, penalty: 1e-6)
      // Half a step of the sample and the smoothing of the loss.
      #expect(abs(fit.weights[0] - expected) < 0.07)
    }
  }

  @Test("a quantile regression finds how the spread grows with a feature")
  func growingSpread() throws {
    var random = Uniform(state: 5)
    let x = (0..<4000).map { _ in random.next() }
    let targets = x.map { $0 * (1 + random.next()) }
    let design = Matrix(rows: 4000, columns: 2, elements: x.flatMap { [1, $0] })
    for level in [0.25, 0.75, 0.9] {
      let fit = try QuantileRegression(
        design: design, targets: targets, level: level, penalty: 1e-6)
      // y = x (1 + u) with u uniform: the conditional quantile is x (1 + τ).
      #expect(abs(fit.weights[0]) < 0.02 && abs(fit.weights[1] - 1 - level) < 0.06)
    }
  }

  @Test("a burst long past widens the peak less than one just past")
  func burstsAge() throws {
    var random = Uniform(state: 11)
    let (steps, series) = (90, 120)
    var panel = Panel(
      entities: (0..<series).map { EntityID("vm\($0)") },
      calendar: StepCalendar(start: Timestamp(seconds: 0), step: .days(1), count: steps))
    for column in 0..<series {
      var level = 1.0
      for step in 0..<steps {
        // Bursts last: after one starts, each next day bursts again with probability 0.8.
        level = random.next() < (level > 1 ? 0.8 : 0.01) ? 4 : 1
        panel[step, column] = level + 0.1 * random.next()
      }
      for step in 60..<steps { panel[step, column] = 1 + 0.1 * random.next() }
    }
    for step in 66..<69 { panel[step, 0] = 4 }
    for step in 87..<90 { panel[step, 1] = 4 }
    let forecast = try PooledRidge().forecast(
      panel, request: ForecastRequest(horizon: 3, seasons: [7], peakLevels: [0.5, 0.9, 0.95]))
    let past = try #require(forecast.peak(of: 0)).quantile(at: 0.9)
    let fresh = try #require(forecast.peak(of: 1)).quantile(at: 0.9)
    #expect(past < 0.7 * fresh)
  }
}
