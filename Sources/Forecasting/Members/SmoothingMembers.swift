/// Simple, Holt's and damped exponential smoothing, and Theta, over a grid of parameters.
///
/// One pass over a series serves every origin: the states are read off where an origin falls, and each origin takes the
/// parameters whose errors up to there were least. Theta is simple smoothing with half the linear trend as drift.
///
/// Sources: Hyndman, Koehler, Ord & Snyder (2008), "Forecasting with Exponential Smoothing"; Hyndman & Billah (2003),
/// "Unmasking the Theta method", International Journal of Forecasting 19(2).
struct SmoothingMembers {
  let panel: PreparedPanel
  let span: Int
  let lead: Int
  private let grid = SmoothingGrid.standard

  init(panel: PreparedPanel, span: Int, lead: Int) {
    (self.panel, self.span, self.lead) = (panel, span, lead)
  }

  /// Adds the four members.
  func addAll(to forecasts: inout MemberForecasts) {
    let members = ["simple", "trend", "damped", "theta"].map { forecasts.add($0) }
    for row in forecasts.rows {
      let usable = forecasts.ends.first { $0 > panel.start[row] } ?? panel.length
      let first = min(max(panel.start[row], usable - span), panel.length - 1)
      smooth(row, from: first, members: members, into: &forecasts)
    }
  }

  /// Runs the grid over one series, `first` being the first step.
  private func smooth(
    _ row: Int, from first: Int, members: [Int], into forecasts: inout MemberForecasts
  ) {
    let lead = max(1, min(lead, (panel.length - first) / 4))
    let settled = first + lead + min(10, (panel.length - first) / 5)
    let begin = panel.values[row * panel.length + first]
    var state = SmoothingState(grid: grid, level: begin, lead: lead)
    var line = LinearTrend()
    var next = 0
    // An origin before the series begins knows one filled value; it is not judged.
    while next < forecasts.ends.count, forecasts.ends[next] <= first {
      for member in members {
        forecasts.write(
          repeatElement(begin, count: forecasts.horizon), member: member, end: next, row: row)
      }
      next += 1
    }
    for step in first..<panel.length {
      let value = panel.values[row * panel.length + step]
      state.update(value, step: step, counted: step > settled)
      line.add(value)
      while next < forecasts.ends.count, forecasts.ends[next] == step + 1 {
        write(state, line, row: row, end: next, members: members, into: &forecasts)
        next += 1
      }
    }
  }

  private func write(
    _ state: SmoothingState, _ line: LinearTrend, row: Int, end: Int, members: [Int],
    into forecasts: inout MemberForecasts
  ) {
    for kind in SmoothingGrid.Kind.allCases {
      let best = state.best(of: grid.points[kind.rawValue])
      var (power, multiple) = (1.0, 0.0)
      let (level, trend, damping) = (state.level(best), state.trend(best), grid.damping[best])
      let path = (0..<forecasts.horizon).map { _ in
        power *= damping
        multiple += power
        return level + multiple * trend
      }
      forecasts.write(path, member: members[kind.rawValue], end: end, row: row)
    }
    let simple = state.best(of: grid.points[SmoothingGrid.Kind.simple.rawValue])
    let alpha = grid.alpha[simple]
    let warm = (1 - Exponential.power(1 - alpha, Double(line.count))) / alpha
    let (level, drift) = (state.level(simple), 0.5 * line.slope)
    forecasts.write(
      (0..<forecasts.horizon).map { level + drift * (Double($0) + warm) },
      member: members[3], end: end, row: row)
  }
}
