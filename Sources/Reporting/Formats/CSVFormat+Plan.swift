public import CapacityModel

extension CSVFormat {
  private static let planColumns = [
    "entity", "platform", "owner", "host", "tier", "service_level", "action", "configured_bytes",
    "proposed_bytes", "change_bytes", "confidence", "breach_p10", "breach_p50", "breach_p90",
    "peak_p50_bytes", "peak_p90_bytes", "peak_p99_bytes", "observed_max_bytes", "observed_at",
    "base_bytes", "trend_bytes", "season_bytes", "other_bytes", "tail_bytes", "margin_bytes",
    "rounding_bytes", "replay_days", "shortage_days_before", "shortage_days_after",
    "needs_restart", "window", "guardrails", "reasons", "move_to", "placement",
  ]

  /// Writes one row an item, in the plan's order, held and doubtful ones included.
  public func write(_ plan: ResizePlan, options: ReportOptions, to sink: ByteSink) throws {
    var rows = CSVRow()
    rows.append(plain: Self.planColumns)
    rows.end()
    for item in plan.items { append(item, to: &rows) }
    try sink(rows.bytes)
  }

  private func append(_ item: PlanItem, to rows: inout CSVRow) {
    func text(_ value: String?) { rows.append(value ?? "", guarded: true) }
    func size(_ value: ByteCount?) { rows.append(value?.bytes) }
    func instant(_ value: Timestamp?) { text(value?.description) }
    [item.entity.name, item.platform, item.owner, item.host, item.tier.rawValue].forEach(text)
    rows.append(item.serviceLevel)
    text(item.action.rawValue)
    size(item.current.configured)
    size(item.proposed.configured)
    size(item.change)
    rows.append(item.confidence.score)
    [item.breach.p10, item.breach.p50, item.breach.p90].forEach(instant)
    [item.peak.p50, item.peak.p90, item.peak.p99, item.peak.observedMax].forEach(size)
    instant(item.peak.observedAt)
    let parts = item.explanation?.parts.map { Optional($0.size) }
    (parts ?? Array(repeating: nil, count: 7)).forEach(size)
    let replay = item.replay
    for days in [replay.days, replay.shortageDaysBefore, replay.shortageDaysAfter] {
      rows.append(Int64(days))
    }
    text(item.needsRestart.map { $0 ? "true" : "false" })
    text(item.window)
    text(item.guardrails.map { "\($0.name): \($0.effect)" }.joined(separator: "; "))
    text(item.reasons.joined(separator: "; "))
    text(item.placement?.suggestedMove?.host)
    text(item.placementText)
    rows.end()
  }
}
