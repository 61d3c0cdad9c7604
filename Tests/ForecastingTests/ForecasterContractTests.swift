import CapacityModel
import Forecasting
import Testing

/// What every registered forecaster promises, on panels of every kind.
@Suite struct ForecasterContractTests {
  private func panel(_ steps: Int, _ series: Int, _ value: (Int, Int) -> Double?) -> Panel {
    let calendar = StepCalendar(start: Timestamp(seconds: 0), step: .days(1), count: steps)
    var panel = Panel(entities: (0..<series).map { EntityID("vm\($0)") }, calendar: calendar)
    for step in 0..<steps {
      for column in 0..<series { panel[step, column] = value(step, column) }
    }
    return panel
  }

  private func noise(_ step: Int, _ series: Int) -> Double {
    var state = UInt64(step &* 7919 &+ series &* 104_729 &+ 1)
    for _ in 0..<3 { state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407 }
    return Double(state >> 11) / 9_007_199_254_740_992
  }

  private var panels: [Panel] {
    [
      panel(1, 1) { _, _ in 5 }, panel(3, 2) { step, _ in Double(step) },
      panel(60, 5) { _, _ in 0 }, panel(60, 3) { _, _ in 7 },
      panel(90, 12) { step, series in noise(step, series) < 0.05 ? 1e9 * noise(series, step) : nil
      },
      panel(90, 8) { step, series in 1e12 * noise(step, series) },
      panel(40, 4) { step, series in noise(step, series) - 0.5 },
      panel(90, 10) { step, series in
        100 + Double(step) + 20 * Double(step % 7) + 9 * noise(step, series)
      },
    ]
  }

  @Test("every forecaster answers every panel, finite and in order", arguments: [1, 7, 28])
  func contract(horizon: Int) throws {
    let request = ForecastRequest(
      horizon: horizon, seasons: [7], peakLevels: ForecastRequest.planningPeakLevels)
    for forecaster in Forecasters.all {
      for panel in panels {
        let forecast = try forecaster.init().forecast(panel, request: request)
        #expect(forecast.horizon == horizon)
        let nonNegative = panel.values.allSatisfy { $0 >= 0 }
        for matrices in [[forecast.mean], forecast.quantiles, forecast.peakQuantiles] {
          for matrix in matrices {
            #expect(matrix.allSatisfy { $0.isFinite && (!nonNegative || $0 >= 0) })
          }
          for (low, high) in zip(matrices, matrices.dropFirst()) {
            #expect(zip(low, high).allSatisfy { $0 <= $1 }, "levels cross in \(forecaster.name)")
          }
        }
        for matrix in forecast.peakQuantiles {
          let n = panel.seriesCount
          #expect((n..<max(n, matrix.count)).allSatisfy { matrix[$0] >= matrix[$0 - n] })
        }
        let again = try forecaster.init().forecast(panel, request: request)
        #expect(again.quantiles == forecast.quantiles)
      }
    }
  }

  @Test("values after the origin change nothing")
  func noLookAhead() throws {
    let whole = panels[7]
    var changed = whole
    for series in 0..<whole.seriesCount { changed[80, series] = 1e6 }
    let request = ForecastRequest(horizon: 7, seasons: [7])
    for forecaster in Forecasters.all {
      let one = try forecaster.init().forecast(whole.prefix(70), request: request)
      let other = try forecaster.init().forecast(changed.prefix(70), request: request)
      #expect(one.mean == other.mean)
    }
  }

  @Test("growth is followed")
  func growth() throws {
    let forecast = try PooledRidge().forecast(
      panels[7], request: ForecastRequest(horizon: 14, seasons: [7]))
    let n = forecast.seriesCount
    let lastWeek = (83..<90).map { panels[7][$0, 0]! }.reduce(0, +) / 7
    let ahead = (7..<14).map { forecast.mean[$0 * n] }.reduce(0, +) / 7
    #expect(ahead > lastWeek + 7)
  }

  @Test("nine of ten values fall into the 90 % interval of a noisy fleet")
  func coverage() throws {
    let whole = panel(120, 60) { step, series in
      50 + 10 * noise(step, series) + 5 * Double(step % 7)
    }
    var (inside, all) = (0, 0)
    for origin in [80, 90, 100] {
      let forecast = try PooledRidge().forecast(
        whole.prefix(origin), request: ForecastRequest(horizon: 7, seasons: [7]))
      let low = forecast.quantiles[forecast.levels.firstIndex(of: 0.05)!]
      let high = forecast.quantiles[forecast.levels.firstIndex(of: 0.95)!]
      for k in 0..<7 {
        for series in 0..<60 {
          let value = whole[origin + k, series]!
          if value >= low[k * 60 + series], value <= high[k * 60 + series] { inside += 1 }
          all += 1
        }
      }
    }
    #expect((0.84...0.96).contains(Double(inside) / Double(all)))
  }

  @Test("a request that cannot be served says why")
  func refused() {
    #expect(throws: ForecastingError.horizonNotPositive(0)) {
      try Naive().forecast(panels[0], request: ForecastRequest(horizon: 0))
    }
    #expect(throws: ForecastingError.levelsNotAscending([0.9, 0.1])) {
      try Naive().forecast(panels[0], request: ForecastRequest(horizon: 1, levels: [0.9, 0.1]))
    }
  }
}
