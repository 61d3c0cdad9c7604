import CapacityModel

/// The columns that tables of nodes share.
enum HierarchyText {
  /// Their titles.
  static let columns = [
    "Node", "Series", "Installed", "p50 at end", "p90 at end", "p90 of peak", "p90 passes",
  ]
  /// Which of them are numbers.
  static let numbers = [false, true, true, true, true, true, true]

  /// One node.
  static func row(_ outlook: NodeOutlook) -> [String] {
    [
      outlook.name, NumberText.grouped(outlook.series), QuantityText.size(outlook.installed),
      QuantityText.gibibytes(outlook.medianAtEnd), QuantityText.gibibytes(outlook.quantileAtEnd),
      QuantityText.gibibytes(outlook.peak),
      outlook.passes.map { String(QuantityText.instant($0).prefix(10)) } ?? "-",
    ]
  }
}
