public import CapacityModel

/// Reads what `headroom backtest --format json` wrote: `headroom.backtest/v1`.
public enum BacktestFile {
  /// Reads the report at `path`.
  ///
  /// - Throws: `ConfigurationError.unreadable`, `.invalid`.
  public static func read(_ path: String) throws(ConfigurationError) -> BacktestReport {
    try Document.load(
      BacktestReport.self, from: path,
      as: Document.Kind(
        problem: "no report of a backtest",
        remedy: "make one with: headroom backtest --format json --output FILE"),
      schema: \.schema, named: BacktestReport.schemaName)
  }
}
