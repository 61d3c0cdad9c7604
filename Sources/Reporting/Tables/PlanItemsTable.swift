public import CapacityModel

/// One row an item of a plan.
public struct PlanItemsTable: CapacityTable {
  /// `plan_items`.
  public static let name = "plan_items"
  /// One line for people.
  public static let summary = "one row an item of the plan that was named, in the plan's order"

  static var fields: [TableField<PlanItem>] { facts + outlook + parts + record }

  private static var facts: [TableField<PlanItem>] {
    [
      .text("entity", "the name") { $0.entity.name },
      .text("platform", "from the inventory") { $0.platform },
      .text("owner", "who signs for it") { $0.owner },
      .text("host", "the host it runs on") { $0.host },
      .text("tier", "critical, standard or batch") { $0.tier.rawValue },
      .number("service_level", "the probability aimed at") { $0.serviceLevel },
      .text("action", "grow, shrink, hold or investigate") { $0.action.rawValue },
      .size("configured_bytes", "the size now") { $0.current.configured },
      .size("proposed_bytes", "the size proposed; empty for investigate") {
        $0.proposed.configured
      },
      .size("change_bytes", "proposed less present") { $0.change },
      .number("confidence", "probability that demand stays within the proposed size") {
        $0.confidence.score
      },
    ]
  }

  private static var outlook: [TableField<PlanItem>] {
    [
      .instant("breach_p10", "when the present size is passed with 10 % probability") {
        $0.breach.p10
      },
      .instant("breach_p50", "with 50 %") { $0.breach.p50 },
      .instant("breach_p90", "with 90 %") { $0.breach.p90 },
      .size("peak_p50_bytes", "median of the largest demand over the horizon") { $0.peak.p50 },
      .size("peak_p90_bytes", "its 90 % quantile") { $0.peak.p90 },
      .size("peak_p99_bytes", "its 99 % quantile") { $0.peak.p99 },
      .size("observed_max_bytes", "the largest demand of the last 30 days") {
        $0.peak.observedMax
      },
      .instant("observed_at", "when that was") { $0.peak.observedAt },
    ]
  }

  /// The size part by part.
  private static var parts: [TableField<PlanItem>] {
    let names = ["base", "trend", "season", "other", "tail", "margin", "rounding"]
    return names.enumerated().map { index, name in
      .size("\(name)_bytes", "part of the size that the policy arrived at") {
        $0.explanation?.parts[index].size
      }
    }
  }

  private static var record: [TableField<PlanItem>] {
    [
      .count("replay_days", "days played again") { $0.replay.days },
      .count("shortage_days_before", "of these, days that passed the present size") {
        $0.replay.shortageDaysBefore
      },
      .count("shortage_days_after", "days that pass the proposed size") {
        $0.replay.shortageDaysAfter
      },
      .truth("needs_restart", "whether the change needs one; empty where not known") {
        $0.needsRestart
      },
      .text("window", "when changes are allowed") { $0.window },
      .text("guardrails", "those that changed something") { item in
        item.guardrails.map { "\($0.name): \($0.effect)" }.joined(separator: "; ")
      },
      .text("reasons", "why, the main reason first") { $0.reasons.joined(separator: "; ") },
      .text("move_to", "the host suggested for a move") { $0.placement?.suggestedMove?.host },
      .text("placement", "what its host has to say") { $0.placementText },
    ]
  }

  /// Creates the table.
  public init() {}

  /// The columns; none without a plan.
  public func columns(in tables: CapacityTables) -> [TableColumn]? {
    tables.plan.map { _ in Self.fields.map(\.column) }
  }

  /// Writes the items.
  public func write(_ tables: CapacityTables, to sink: ByteSink) throws -> Int {
    try Self.fields.write(tables.plan?.items ?? [], to: sink)
  }
}
