internal import Foundation
internal import Reporting

/// How reports are written to standard output: colour and width of the terminal that shows it.
struct Terminal: Equatable {
  /// Whether standard output is a terminal.
  var isTerminal: Bool
  /// Whether escape sequences for colour may be written.
  var hasColor: Bool
  /// Columns of the terminal; `nil` where there is none, so that piped output has the same bytes everywhere.
  var columns: Int?

  /// Columns of a terminal that does not tell its width.
  private static let usualColumns = 80

  /// Standard output as it is.
  static var standardOutput: Terminal {
    Terminal(
      isTerminal: Console.isTerminal, environment: ProcessInfo.processInfo.environment,
      measuredColumns: measured())
  }

  /// - Parameters:
  ///   - environment: `NO_COLOR` (not empty) and `TERM=dumb` switch colour off; `COLUMNS` overrides the measured width.
  ///   - measuredColumns: What the terminal says of itself.
  init(isTerminal: Bool, environment: [String: String], measuredColumns: Int?) {
    self.isTerminal = isTerminal
    let refuses = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
    hasColor = isTerminal && !refuses && environment["TERM"] != "dumb"
    guard isTerminal else { return }
    let told = environment["COLUMNS"].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
    columns = told ?? measuredColumns ?? Self.usualColumns
  }

  /// Report options for text that standard output shows.
  var reportOptions: ReportOptions {
    guard let columns else { return ReportOptions() }
    return ReportOptions(width: max(columns, ReportOptions.leastWidth), color: hasColor)
  }

  private static func measured() -> Int? {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }
}
