import CapacityModel
import Forecasting
import Testing

/// Whether what is promised happens, on fleets that are drawn anew for every origin; seeds are fixed.
@Suite struct CoverageTests {
  /// A kind of fleet.
  enum Kind: CaseIterable {
    case autoregressive, weekly, growing

    func columns(steps: Int, seed: UInt64) -> [[Double]] {
      switch self {
      case .autoregressive: SampleFleets.autoregressive(40, steps: steps, seed: seed)
      case .weekly: SampleFleets.weekly(40, steps: steps, seed: seed)
      case .growing: SampleFleets.growing(40, steps: steps, rate: 0.005, seed: seed)
      }
    }
  }

  private static let (history, horizon, fleets) = (130, 14, 4)

  @Test(
    "the 90 % interval holds about 90 % of values, and peaks stay where promised",
    arguments: Kind.allCases)
  func reliability(kind: Kind) throws {
    var (inside, values, peaks, below) = (0, 0, 0, [0.5: 0, 0.9: 0, 0.95: 0, 0.99: 0])
    for fleet in 0..<Self.fleets {
      let columns = kind.columns(steps: Self.history + Self.horizon, seed: UInt64(100 + fleet))
      let panel = SampleFleets.panel(columns)
      let answer = try PooledRidge().forecast(
        panel.prefix(Self.history),
        request: ForecastRequest(
          horizon: Self.horizon, seasons: [7], peakLevels: ForecastRequest.planningPeakLevels))
      for series in columns.indices {
        let ahead = columns[series].suffix(Self.horizon)
        for (step, value) in ahead.enumerated() {
          let index = step * columns.count + series
          values += 1
          if value >= answer.quantiles[1][index], value <= answer.quantiles[11][index] {
            inside += 1
          }
        }
        let peak = try #require(answer.peak(of: series))
        peaks += 1
        for level in below.keys where (ahead.max() ?? 0) <= peak.quantile(at: level) {
          below[level, default: 0] += 1
        }
      }
    }
    let coverage = Double(inside) / Double(values)
    #expect(coverage > 0.86 && coverage < 0.95, "90 % interval held \(coverage)")
    // 160 peaks: two standard errors of a share of 0.5, 0.9, 0.95, 0.99 are 0.08, 0.05, 0.035, 0.016; a little more is
    // allowed because the fleets are few.
    for (level, tolerance) in [(0.5, 0.12), (0.9, 0.07), (0.95, 0.05), (0.99, 0.03)] {
      let share = Double(below[level] ?? 0) / Double(peaks)
      #expect(abs(share - level) <= tolerance, "\(share) of peaks within the \(level) quantile")
    }
  }

  @Test("a fleet of one series is neither too sure nor useless", arguments: [20, 80])
  func aloneInTheFleet(history: Int) throws {
    let columns = SampleFleets.autoregressive(40, steps: history + 7, seed: 77)
    var (inside, width) = (0, 0.0)
    for column in columns {
      let answer = try PooledRidge().forecast(
        SampleFleets.panel([column]).prefix(history),
        request: ForecastRequest(horizon: 7, seasons: [7]))
      for step in 0..<7 {
        let (low, high) = (answer.quantiles[1][step], answer.quantiles[11][step])
        if column[history + step] >= low, column[history + step] <= high { inside += 1 }
        width += (high - low) / answer.mean[step] / 280
      }
    }
    let coverage = Double(inside) / 280
    // The process has a standard deviation of 6 % of the level; the central 90 % of it span 21 %.
    #expect(coverage > 0.84 && coverage < 0.985, "90 % interval held \(coverage)")
    #expect(width < 0.4, "mean width \(width) of the level")
  }
}
