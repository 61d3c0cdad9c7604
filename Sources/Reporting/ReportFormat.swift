public import CapacityModel

/// Takes the bytes of a report as they come, UTF-8, in order.
public typealias ByteSink = (_ bytes: [UInt8]) throws -> Void

/// Turns finished values into text; computes nothing.
///
/// The contract, checked for every registered format: the same value and options give the same bytes; what is written
/// ends with a line feed; control characters of names never reach the output of `table` and `markdown` raw. A kind
/// that a format cannot show throws `ReportingError.cannotRender` before the first byte.
public protocol ReportFormat: Sendable {
  /// The name on the command line.
  static var name: String { get }
  /// One sentence for `--help`.
  static var summary: String { get }

  /// Creates the format.
  init()

  /// Writes a plan.
  func write(_ plan: ResizePlan, options: ReportOptions, to sink: ByteSink) throws
  /// Writes what a backtest found.
  func write(_ report: BacktestReport, options: ReportOptions, to sink: ByteSink) throws
  /// Writes a forecast, series by series in the panel's order.
  func write(_ forecast: ForecastPanel, options: ReportOptions, to sink: ByteSink) throws
  /// Writes why series are forecast as they are.
  func write(_ explanations: [ForecastExplanation], options: ReportOptions, to sink: ByteSink)
    throws
  /// Writes demand ahead in one page.
  func write(_ summary: ForecastSummary, options: ReportOptions, to sink: ByteSink) throws
  /// Writes a capacity review.
  func write(_ review: CapacityReview, options: ReportOptions, to sink: ByteSink) throws
  /// Writes the demand of hosts, clusters, sites or the fleet, and whether what is installed carries it.
  func write(_ forecast: HierarchyForecast, options: ReportOptions, to sink: ByteSink) throws
}

extension ReportFormat {
  /// Refuses: a review is pictures and prose; its numbers are those of plan, forecast and backtest.
  public func write(_ review: CapacityReview, options: ReportOptions, to sink: ByteSink) throws {
    throw ReportingError.cannotRender(
      kind: "capacity review", format: Self.name, instead: [HTMLFormat.name, MarkdownFormat.name])
  }

  /// A review as one text.
  public func text(
    of review: CapacityReview, options: ReportOptions = ReportOptions()
  ) throws -> String {
    try collected { try write(review, options: options, to: $0) }
  }

  /// Refuses: a format says so unless it has a form for explanations.
  public func write(
    _ explanations: [ForecastExplanation], options: ReportOptions, to sink: ByteSink
  ) throws {
    throw ReportingError.cannotRender(
      kind: "forecast's explanation", format: Self.name, instead: ["table", "json", "markdown"])
  }

  /// Writes the forecast alone; formats with a place for what is installed say more.
  public func write(_ forecast: HierarchyForecast, options: ReportOptions, to sink: ByteSink) throws
  {
    try write(forecast.forecast, options: options, to: sink)
  }

  /// A forecast of nodes as one text.
  public func text(
    of forecast: HierarchyForecast, options: ReportOptions = ReportOptions()
  ) throws -> String {
    try collected { try write(forecast, options: options, to: $0) }
  }

  /// A plan as one text.
  public func text(of plan: ResizePlan, options: ReportOptions = ReportOptions()) throws -> String {
    try collected { try write(plan, options: options, to: $0) }
  }

  /// A backtest as one text.
  public func text(
    of report: BacktestReport, options: ReportOptions = ReportOptions()
  ) throws -> String {
    try collected { try write(report, options: options, to: $0) }
  }

  /// A forecast as one text; `write` needs less memory where there are many series.
  public func text(
    of forecast: ForecastPanel, options: ReportOptions = ReportOptions()
  ) throws -> String {
    try collected { try write(forecast, options: options, to: $0) }
  }

  private func collected(_ body: (ByteSink) throws -> Void) rethrows -> String {
    var bytes: [UInt8] = []
    try body { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
  }
}
