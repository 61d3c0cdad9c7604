public import CapacityModel

/// One row an item of a plan.
public struct PlanItemsTable: CapacityTable {
  /// `plan_items`.
  public static let name = "plan_items"
  /// One line for people.
  public static let summary = "one row an item of the plan that was named, in the plan's order"

  /// An item and the last word on it.
  struct Row {
    let item: PlanItem
    let decision: PlanDecision?
  }

  static var fields: [TableField<Row>] { facts + outlook + parts + record + decision }

  /// The items in the plan's order, each with the last word on it.
  static func rows(of plan: ResizePlan) -> [Row] {
    let words = plan.lastDecisions
    return plan.items.map { Row(item: $0, decision: words[$0.entity]) }
  }

  private static var facts: [TableField<Row>] {
    [
      .text("entity", "the name") { $0.item.entity.name },
      .text("platform", "from the inventory") { $0.item.platform },
      .text("owner", "who signs for it") { $0.item.owner },
      .text("host", "the host it runs on") { $0.item.host },
      .text("tier", "critical, standard or batch") { $0.item.tier.rawValue },
      .number("service_level", "the probability aimed at") { $0.item.serviceLevel },
      .text("action", "grow, shrink, hold or investigate") { $0.item.action.rawValue },
      .size("configured_bytes", "the size now") { $0.item.current.configured },
      .size("proposed_bytes", "the size proposed; empty for investigate") {
        $0.item.proposed.configured
      },
      .size("change_bytes", "proposed less present") { $0.item.change },
      .number("confidence", "probability that demand stays within the proposed size") {
        $0.item.confidence.score
      },
    ]
  }

  private static var outlook: [TableField<Row>] {
    [
      .instant("breach_p10", "when the present size is passed with 10 % probability") {
        $0.item.breach.p10
      },
      .instant("breach_p50", "with 50 %") { $0.item.breach.p50 },
      .instant("breach_p90", "with 90 %") { $0.item.breach.p90 },
      .size("peak_p50_bytes", "median of the largest demand over the horizon") { $0.item.peak.p50 },
      .size("peak_p90_bytes", "its 90 % quantile") { $0.item.peak.p90 },
      .size("peak_p99_bytes", "its 99 % quantile") { $0.item.peak.p99 },
      .size("observed_max_bytes", "the largest demand of the last 30 days") {
        $0.item.peak.observedMax
      },
      .instant("observed_at", "when that was") { $0.item.peak.observedAt },
    ]
  }

  /// The size part by part.
  private static var parts: [TableField<Row>] {
    SizeExplanation().parts.map(\.name).map { name in
      .size("\(name)_bytes", "part of the size that the policy arrived at") {
        $0.item.explanation?.parts.first { $0.name == name }?.size
      }
    }
  }

  private static var record: [TableField<Row>] {
    [
      .count("replay_days", "days played again") { $0.item.replay.days },
      .count("shortage_days_before", "of these, days that passed the present size") {
        $0.item.replay.shortageDaysBefore
      },
      .count("shortage_days_after", "days that pass the proposed size") {
        $0.item.replay.shortageDaysAfter
      },
      .truth("needs_restart", "whether the change needs one; empty where not known") {
        $0.item.needsRestart
      },
      .text("window", "when changes are allowed") { $0.item.window },
      .text("guardrails", "those that changed something") { row in
        row.item.guardrails.map { "\($0.name): \($0.effect)" }.joined(separator: "; ")
      },
      .text("reasons", "why, the main reason first") { $0.item.reasons.joined(separator: "; ") },
      .text("move_to", "the host suggested for a move") { $0.item.placement?.suggestedMove?.host },
      .text("placement", "what its host has to say") { $0.item.placementText },
    ]
  }

  private static var decision: [TableField<Row>] {
    [
      .text("decision", "approved or rejected, the last word; empty where nobody decided") {
        $0.decision?.verdict.rawValue
      },
      .text("decided_by", "who") { $0.decision?.name },
      .instant("decided_at", "when") { $0.decision?.at },
      .text("comment", "why, in their words") { $0.decision?.comment },
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
    try Self.fields.write(tables.plan.map(Self.rows) ?? [], to: sink)
  }
}
