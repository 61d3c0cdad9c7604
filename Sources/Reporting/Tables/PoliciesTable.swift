public import CapacityModel
internal import HeadroomBasics

/// One row a sizing policy: what it would have cost.
public struct PoliciesTable: CapacityTable {
  /// `policies`.
  public static let name = "policies"
  /// One line for people.
  public static let summary =
    "one row a sizing policy: cost, slack and shortage on the fleet's own past"

  private var fields: [TableField<BacktestReport.PolicyScore>] {
    [
      .text("policy", "the registered name") { $0.name },
      .text("variant", "ours, guarded, tuned, default or bound") { $0.variant },
      .number("cost", "windows of the entity's usual peak, a VM and 30 days") { $0.cost },
      .number("relative_cost", "over the baseline's; empty for the baseline") {
        $0.relativeCost?.value
      },
      .number("relative_cost_low", "the lower end of its 95 % interval") { $0.relativeCost?.low },
      .number("relative_cost_high", "the upper end") { $0.relativeCost?.high },
      .number("slack_share", "mean slack over mean size") { $0.slack },
      .number("shortage_days_per_month", "days whose peak did not fit, a VM and 30 days") {
        $0.shortageDaysPerMonth
      },
      .number("resizes_per_month", "a VM and 30 days") { $0.resizesPerMonth },
      .number("restarts_per_month", "those that took a restart; empty where not known") {
        $0.restartsPerMonth
      },
      .number("regret", "cost over the clairvoyant optimum's, less 1; empty where not computed") {
        $0.regret
      },
      .number("money", "a VM and 30 days; empty without a price of memory") { $0.money },
      .text("knobs", "settings, name=value") { score in
        score.knobs.sorted { $0.key < $1.key }
          .map { "\($0.key)=\(NumberText.plain($0.value))" }.joined(separator: "; ")
      },
    ]
  }

  /// Creates the table.
  public init() {}

  /// The columns; none without a backtest.
  public func columns(in tables: CapacityTables) -> [TableColumn]? {
    tables.backtest.map { _ in fields.map(\.column) }
  }

  /// Writes the policies in the report's order.
  public func write(_ tables: CapacityTables, to sink: ByteSink) throws -> Int {
    try fields.write(tables.backtest?.policies ?? [], to: sink)
  }
}
