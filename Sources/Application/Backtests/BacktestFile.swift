public import CapacityModel
internal import Foundation

/// Reads what `headroom backtest --format json` wrote: `headroom.backtest/v1`.
public enum BacktestFile {
  /// Reads the report at `path`.
  ///
  /// - Throws: `ApplicationError.unreadable`, `.badConfiguration`.
  public static func read(_ path: String) throws(ApplicationError) -> BacktestReport {
    let data: Data
    do {
      data = try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw .unreadable(path: path, reason: "\(error.localizedDescription)")
    }
    let report: BacktestReport
    do {
      report = try JSONDecoder().decode(BacktestReport.self, from: data)
    } catch {
      throw .badConfiguration(
        path: path, line: 0, column: 0,
        problem: "no report of a backtest: \(DecodingPlace.text(of: error))",
        remedy: "make one with: headroom backtest --format json --output FILE")
    }
    guard report.schema == BacktestReport.schemaName else {
      throw .badConfiguration(
        path: path, line: 0, column: 0, problem: "the schema is '\(report.schema)'",
        remedy: "this command reads '\(BacktestReport.schemaName)'")
    }
    return report
  }
}
