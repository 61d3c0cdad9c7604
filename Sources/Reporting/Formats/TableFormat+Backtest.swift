public import CapacityModel

extension TableFormat {
  /// Writes accuracy, cost of policies, and promised against realised probabilities.
  public func write(_ report: BacktestReport, options: ReportOptions, to sink: ByteSink) throws {
    var text = heading("Backtest", options)
    var facts = FactList()
    for (label, value) in report.facts { facts.append("  \(label)", value) }
    text += facts.text(width: options.width)
    for block in report.blocks {
      var table = TextTable(
        columns: block.columns.map { .init($0.title, $0.isNumber ? .right : .left) })
      for row in block.rows { table.append(row) }
      text += section(block.title, table, options)
    }
    text += warnings(report.warnings, options)
    try sink(Array(text.utf8))
  }
}
