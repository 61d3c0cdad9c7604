public import CapacityModel
internal import HeadroomBasics

/// One row a kind of past decision: misses promised and misses that came.
public struct PastDecisionsTable: CapacityTable {
  /// `past_decisions`.
  public static let name = "past_decisions"
  /// One line for people.
  public static let summary =
    "one row an action, tier and behaviour class: misses that plans of past origins promised, and those that came"

  private typealias Row = (horizon: String, kind: String, row: BacktestReport.Decisions.Row)

  private var fields: [TableField<Row>] {
    [
      .text("horizon", "how far ahead the sizes had to hold") { $0.horizon },
      .text(
        "by", "action, tier, class, or after_holds: by action after what hosts hold back"
      ) { $0.kind },
      .text("group", "the action, tier or class; all for all decisions") {
        $0.row.group ?? $0.row.action
      },
      .count("decisions", "entities × origins") { $0.row.n },
      .number("promised", "misses that the scores promised: the sum of 1 - score") {
        $0.row.promised
      },
      .count("came", "decisions whose size demand passed within the horizon") { $0.row.came },
      .count("came_low", "the lower end of its 90 % interval") { $0.row.low },
      .count("came_high", "the upper end") { $0.row.high },
      .number("gib", "memory given, above zero, or freed, below it, GiB") { $0.row.gib },
      .count("needed", "growths whose old size demand came to; empty where there is no growth") {
        $0.row.needed
      },
    ]
  }

  /// Creates the table.
  public init() {}

  /// The columns; none without a backtest that followed past plans.
  public func columns(in tables: CapacityTables) -> [TableColumn]? {
    tables.backtest?.decisions.map { _ in fields.map(\.column) }
  }

  /// Writes the rows by action, tier and class in the report's order.
  public func write(_ tables: CapacityTables, to sink: ByteSink) throws -> Int {
    guard let decisions = tables.backtest?.decisions else { return try fields.write([], to: sink) }
    let parts = [
      ("action", decisions.byAction), ("tier", decisions.byTier), ("class", decisions.byClass),
      ("after_holds", decisions.withHostHolds ?? []),
    ]
    return try fields.write(
      parts.flatMap { kind, rows in rows.map { (decisions.horizon, kind, $0) } }, to: sink)
  }
}
