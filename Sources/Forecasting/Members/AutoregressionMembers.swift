/// Autoregressions of the steps between values, for few long series whose level and trend matter more than their shape.
///
/// Δy(t) = c + ρ y(t−1) + Σ φᵢ Δy(t−i) + ψ Δy(t−m), with every coefficient drawn to 0, the later lags more: a random walk is
/// what a series has to be talked out of. Without ρ this is the class ARIMA(p, 1, 0), with it (p + 1, 0, 0). Normal
/// equations of eight series are summed side by side in one pass, solved where an origin falls.
///
/// Sources: Litterman (1986), Journal of Business & Economic Statistics 4(1), for the prior; Box & Jenkins (1970).
struct AutoregressionMembers: Sendable {
  let panel: PreparedPanel
  let seasons: [Int]
  let span: Int

  /// Series in lockstep.
  private static let width = 8

  init(panel: PreparedPanel, seasons: [Int], span: Int) {
    (self.panel, self.seasons, self.span) = (panel, seasons, span)
  }

  /// Adds the member with a level to return to, and the one without.
  func addAll(to forecasts: inout MemberForecasts) {
    let members = ["autoregression", "autoregression-differences"].map { forecasts.add($0) }
    for first in stride(
      from: forecasts.rows.lowerBound, to: forecasts.rows.upperBound, by: Self.width)
    {
      let rows = first..<min(first + Self.width, forecasts.rows.upperBound)
      run(rows, members: members, into: &forecasts)
    }
  }

  private func run(_ rows: Range<Int>, members: [Int], into forecasts: inout MemberForecasts) {
    let earliest = forecasts.ends.first ?? panel.length
    let first = max(rows.map { panel.start[$0] }.min() ?? 0, earliest - span, 0)
    var state = AutoregressionState(lags: lags)
    var next = 0
    for step in first..<panel.length {
      var values = SIMD8<Double>.zero
      var known = SIMD8<Double>.zero
      for (lane, row) in rows.enumerated() {
        values[lane] = panel.values[row * panel.length + step]
        known[lane] = step > panel.start[row] ? 1 : 0
      }
      state.update(values, weight: known)
      while next < forecasts.ends.count, forecasts.ends[next] <= step + 1 {
        for (member, returns) in zip(members, [true, false]) {
          let paths = state.paths(horizon: forecasts.horizon, returns: returns)
          for (lane, row) in rows.enumerated() {
            forecasts.write(paths.lazy.map { $0[lane] }, member: member, end: next, row: row)
          }
        }
        next += 1
      }
    }
  }

  private var lags: [Int] {
    let short = Array(1...min(6, max(1, (seasons.first ?? 7) - 1)))
    return short + seasons.prefix(2).filter { $0 > 6 && 2 * $0 <= span }
  }
}
