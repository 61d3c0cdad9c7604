/// The 4Theta family as a member; at every origin the history is read again.
struct ThetaMember: Sendable {
  let panel: PreparedPanel
  private let season: Int?
  private let span: Int
  private let lead: Int

  init(panel: PreparedPanel, season: Int?, settings: EngineSettings) {
    (self.panel, self.season) = (panel, season)
    (span, lead) = (settings.smoothingSpan, settings.lead)
  }

  /// Adds the member.
  func add(to forecasts: inout MemberForecasts) {
    let member = forecasts.add("4theta")
    for row in forecasts.rows {
      for (index, end) in forecasts.ends.enumerated() {
        let first = max(min(panel.start[row], end - 1), end - span)
        let origin = row * panel.length
        let lines = ThetaLines(panel.values[(origin + first)..<(origin + end)], season: season)
        forecasts.write(
          lines.path(horizon: forecasts.horizon, lead: lead), member: member, end: index, row: row)
      }
    }
  }
}
