public import CapacityModel

extension TableFormat {
  /// Writes facts and tables of each series.
  public func write(
    _ explanations: [ForecastExplanation], options: ReportOptions, to sink: ByteSink
  ) throws {
    for (index, explanation) in explanations.enumerated() {
      var facts = FactList()
      for fact in explanation.facts { facts.append("  \(fact.label)", fact.value) }
      var text =
        (index > 0 ? "\n" : "") + heading("Forecast of \(explanation.entity.name)", options)
      text += facts.text(width: options.width)
      for block in explanation.blocks where !block.rows.isEmpty {
        var table = TextTable(
          columns: block.columns.map { $0.isNumber ? .init($0.title, .right) : .init($0.title) })
        for row in block.rows { table.append(row) }
        text += section(block.title, table, options)
      }
      try sink(Array(text.utf8))
    }
  }
}
