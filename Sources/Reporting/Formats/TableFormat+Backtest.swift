public import CapacityModel

extension TableFormat {
  /// Writes accuracy, cost of policies, and promised against realised probabilities.
  public func write(_ report: BacktestReport, options: ReportOptions, to sink: ByteSink) throws {
    var text = heading("Backtest", options)
    var facts = FactList()
    for (label, value) in report.facts { facts.append("  \(label)", value) }
    text += facts.text(width: options.width)
    for block in report.blocks {
      text += section(block, options)
    }
    text += warnings(report.warnings, options)
    try sink(Array(text.utf8))
  }
}
