public import CapacityModel

extension MarkdownFormat {
  /// Writes facts and tables of each series.
  public func write(
    _ explanations: [ForecastExplanation], options: ReportOptions, to sink: ByteSink
  ) throws {
    for (index, explanation) in explanations.enumerated() {
      var text = (index > 0 ? "\n" : "")
      text += "# Forecast of \(MarkdownText.escaped(explanation.entity.name))\n\n"
      text += MarkdownText.table(
        [("", false), ("", false)], explanation.facts.map { [$0.label, $0.value] })
      for block in explanation.blocks where !block.rows.isEmpty {
        text += "\n## \(MarkdownText.escaped(block.title))\n\n"
        text += MarkdownText.table(
          block.columns.map { (capitalized($0.title), $0.isNumber) }, block.rows)
      }
      try sink(Array(text.utf8))
    }
  }
}
