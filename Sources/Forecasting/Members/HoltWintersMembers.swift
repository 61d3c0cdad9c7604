/// Additive and multiplicative Holt-Winters over a grid of parameters, with the first season.
///
/// One pass over a series serves every origin, as in `SmoothingMembers`. Both work on natural units: a series that is
/// forecast in logarithms has its additive form there already in the other members.
struct HoltWintersMembers: Sendable {
  let panel: PreparedPanel
  private let season: Int
  private let span: Int
  private let lead: Int

  /// - Parameter season: Steps of a cycle; without one every origin gets the fallback.
  init(panel: PreparedPanel, season: Int?, settings: EngineSettings) {
    (self.panel, self.season) = (panel, season ?? panel.length)
    (span, lead) = (settings.smoothingSpan, settings.lead)
  }

  /// Adds both members; a series with less than two cycles, and one with values that cannot be multiplied, gets
  /// `fallback` and the additive form.
  func addAll(to forecasts: inout MemberForecasts, fallback: Int) {
    let additive = forecasts.add("holt-winters")
    let multiplicative = forecasts.add("holt-winters-multiplicative")
    for row in forecasts.rows {
      let usable = forecasts.ends.first { $0 > panel.start[row] } ?? panel.length
      let first = min(max(panel.start[row], usable - span), panel.length - 1)
      run(row, from: first, false, member: additive, fallback: fallback, into: &forecasts)
      if panel.lowest[row] > 0 {
        run(row, from: first, true, member: multiplicative, fallback: fallback, into: &forecasts)
      } else {
        for end in forecasts.ends.indices {
          forecasts.copy(additive, to: multiplicative, end: end, row: row)
        }
      }
    }
  }

  private func run(
    _ row: Int, from first: Int, _ isMultiplicative: Bool, member: Int, fallback: Int,
    into forecasts: inout MemberForecasts
  ) {
    let begin = row * panel.length
    var next = 0
    while next < forecasts.ends.count, forecasts.ends[next] < first + 2 * season {
      forecasts.copy(fallback, to: member, end: next, row: row)
      next += 1
    }
    guard next < forecasts.ends.count else { return }
    let lead = max(1, min(lead, (panel.length - first) / 4))
    var state = HoltWintersState(
      grid: .standard, cycle: panel.natural[(begin + first)..<(begin + first + season)],
      isMultiplicative: isMultiplicative, lead: lead)
    for step in first..<panel.length {
      state.update(panel.natural[begin + step], counted: step >= first + season + lead)
      while next < forecasts.ends.count, forecasts.ends[next] == step + 1 {
        forecasts.write(
          state.path(state.best, horizon: forecasts.horizon).map { panel.modelled($0, row) },
          member: member, end: next, row: row)
        next += 1
      }
    }
  }
}
