import CapacityModel
import Forecasting
import HeadroomBasics
import TestSupport
import Testing

/// What a forecast must do on series whose behaviour is known.
@Suite struct BehaviourTests {
  @Test("a forecast stays on the new level after a shift", arguments: ["naive", "pooled-ridge"])
  func levelShift(name: String) throws {
    var columns = SampleFleets.autoregressive(12, steps: 100, seed: 4)
    for step in 70..<100 { columns[0][step] *= 2 }
    let level = columns[0].suffix(20).reduce(0, +) / 20
    let answer = try forecast(columns, horizon: 7, name: name)
    for step in 0..<7 { #expect(abs(answer.mean[step * 12] / level - 1) < 0.25) }
  }

  @Test("growth is followed")
  func growth() throws {
    let rate = 0.01
    let columns = SampleFleets.growing(12, steps: 120, rate: rate, seed: 6)
    let answer = try forecast(columns, horizon: 14, name: "pooled-ridge")
    for series in 0..<12 {
      // Level × (1 + rate × step) at the last step, from the series' own last month.
      let recent = columns[series].suffix(30).reduce(0, +) / 30
      let truth = recent * (1 + rate * 133) / (1 + rate * 104.5)
      #expect(abs(answer.mean[13 * 12 + series] / truth - 1) < 0.06)
      #expect(answer.bases[series].behaviour == .growing)
      #expect(answer.bases[series].trend[13] > 0)
    }
  }

  @Test("a pattern that all series share is learnt without being told its season")
  func pooledPattern() throws {
    var generator = SplitMix64(state: 31)
    let steps = 11 * 12
    let columns = (0..<24).map { _ in
      let (level, phase) = (
        Double.random(in: 5..<50, using: &generator), Int.random(in: 0..<11, using: &generator)
      )
      return (0..<(steps + 11)).map { step in
        // A sawtooth of eleven steps, as of a process that leaks and is restarted.
        level * (1 + 0.05 * Double((step + phase) % 11) + 0.01 * generator.normal())
      }
    }
    let panel = SampleFleets.panel(columns)
    func error(_ forecaster: some Forecaster) throws -> Double {
      let answer = try forecaster.forecast(
        panel.prefix(steps), request: ForecastRequest(horizon: 11))
      return columns.indices.reduce(0) { sum, series in
        (0..<11).reduce(sum) {
          $0 + abs(columns[series][steps + $1] / answer.mean[$1 * 24 + series] - 1)
        }
      }
    }
    // The noise alone costs 0.8 % of the level a step; the last value costs 18 %.
    #expect(try error(PooledRidge()) < 0.35 * error(Naive()))
  }

  @Test("the error of a random walk's forecast grows with the steps ahead")
  func widening() throws {
    let answer = try forecast(
      SampleFleets.randomWalks(20, steps: 150, seed: 8), horizon: 20, name: "pooled-ridge")
    for series in 0..<20 {
      func width(_ step: Int) -> Double {
        answer.quantiles[11][step * 20 + series] - answer.quantiles[1][step * 20 + series]
      }
      #expect(width(19) > 1.8 * width(0))
    }
  }

  @Test(
    "level, trend and season add up to about the median",
    arguments: ["seasonal-naive", "pooled-ridge"])
  func parts(name: String) throws {
    let answer = try forecast(
      SampleFleets.weekly(10, steps: 120, seed: 13), horizon: 21, name: name)
    for series in 0..<10 {
      let basis = answer.bases[series]
      #expect(basis.behaviour == .seasonal)
      for step in 0..<21 {
        let median = answer.quantiles[6][step * 10 + series]
        let sum = basis.level + basis.trend[step] + basis.season[step]
        #expect(abs(sum - median) < 0.1 * median)
      }
      #expect((basis.season.max() ?? 0) - (basis.season.min() ?? 0) > 0.05 * basis.level)
    }
  }

  @Test("a horizon longer than history can judge is said so")
  func shortHistory() throws {
    let answer = try forecast(
      SampleFleets.autoregressive(10, steps: 30, seed: 14), horizon: 28, name: "pooled-ridge")
    for basis in answer.bases {
      #expect(basis.calibratedSteps < 28 && basis.calibratedSteps > 7)
      #expect(basis.notes.contains { $0.contains("assumed to grow") })
    }
  }

  @Test("a single observation gets a wide interval and a note")
  func oneValue() throws {
    let answer = try forecast([[8]], horizon: 3, name: "pooled-ridge")
    #expect(answer.quantiles[11][0] - answer.quantiles[1][0] > 4)
    #expect(answer.bases[0].notes.contains { $0.contains("wide guess") })
  }

  @Test("a series without a record leans on the others' and says so")
  func newcomer() throws {
    var columns = SampleFleets.autoregressive(12, steps: 100, seed: 15)
      .map { $0.map(Optional.some) }
    for step in 0..<97 { columns[3][step] = nil }
    let answer = try Forecasters.standard.init().forecast(
      SampleFleets.panel(columns), request: ForecastRequest(horizon: 7, seasons: [7]))
    #expect(answer.bases[3].origins == 0)
    #expect(answer.bases[3].notes.contains { $0.contains("other series") })
    #expect(answer.quantiles[11][3] > answer.quantiles[1][3])
  }

  @Test("quiet, straight, repeating and bursting series are told apart")
  func classes() throws {
    var generator = SplitMix64(state: 16)
    let noise = (0..<120).map { _ in generator.normal() }
    let columns: [[Double]] = [
      noise.map { 0.001 + 0.0001 * abs($0) },
      noise.map { 20 + 0.2 * $0 },
      noise.indices.map { 10 + 0.2 * Double($0) + 0.1 * noise[$0] },
      noise.indices.map { 20 + ($0 % 7 < 5 ? 5 : 0) + 0.3 * noise[$0] },
      noise.indices.map { ($0 * 37) % 23 == 0 ? 60 : 10 + 0.3 * noise[$0] },
    ]
    let answer = try forecast(columns, horizon: 7, name: "naive")
    #expect(
      answer.bases.map(\.behaviour) == [.idle, .flat, .growing, .seasonal, .bursty])
  }

  private func forecast(
    _ columns: [[Double]], horizon: Int, name: String
  ) throws -> ForecastPanel {
    try Forecasters.named(name).init().forecast(
      SampleFleets.panel(columns),
      request: ForecastRequest(
        horizon: horizon, seasons: [7], peakLevels: ForecastRequest.planningPeakLevels))
  }
}
