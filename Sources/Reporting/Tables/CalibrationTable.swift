public import CapacityModel

/// One row a promise: probabilities that were stated, and how often they were kept.
public struct CalibrationTable: CapacityTable {
  /// `calibration`.
  public static let name = "calibration"
  /// One line for people.
  public static let summary =
    "one row a promise: the probability stated for peaks and sizes, and the share that held"

  /// A row of either kind.
  private enum Promise {
    case peak(BacktestReport.CalibrationRow)
    case size(BacktestReport.ConfidenceRow)

    var peak: BacktestReport.CalibrationRow? { if case .peak(let row) = self { row } else { nil } }
    var size: BacktestReport.ConfidenceRow? { if case .size(let row) = self { row } else { nil } }
  }

  /// Creates the table.
  public init() {}

  private var fields: [TableField<Promise>] {
    [
      .text("kind", "peak: a quantile of the peak; size: the confidence of a proposed size") {
        $0.peak == nil ? "size" : "peak"
      },
      .text("policy", "who proposed the size; empty for peaks") { $0.size?.policy },
      .count("horizon_steps", "steps for which it had to hold") {
        $0.peak?.horizon ?? $0.size?.horizon
      },
      .text("behaviour", "the class judged; empty for all") { $0.peak?.behaviour?.rawValue },
      .number("level", "the quantile's level; empty for sizes") { $0.peak?.level },
      .number("from", "the bin of confidence, inside; empty for peaks") { $0.size?.from },
      .number("to", "outside, but for 1") { $0.size?.to },
      .number("promised", "the mean probability stated") { $0.peak?.promised ?? $0.size?.promised },
      .number("realised", "the share that held") { $0.peak?.realised ?? $0.size?.realised },
      .count("n", "promises judged") { $0.peak?.n ?? $0.size?.n },
    ]
  }

  /// The columns; none without a backtest.
  public func columns(in tables: CapacityTables) -> [TableColumn]? {
    tables.backtest.map { _ in fields.map(\.column) }
  }

  /// Writes peaks, then sizes.
  public func write(_ tables: CapacityTables, to sink: ByteSink) throws -> Int {
    let peaks = (tables.backtest?.calibration ?? []).map { Promise.peak($0) }
    let sizes = (tables.backtest?.confidence ?? []).map { Promise.size($0) }
    return try fields.write(peaks + sizes, to: sink)
  }
}
