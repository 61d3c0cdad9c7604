import CapacityModel
import HeadroomBasics

/// The columns that tables of nodes share.
enum HierarchyText {
  /// Their titles.
  static let columns = [
    "Node", "Series", "Installed", "p50 at end", "p90 at end", "p90 of peak", "p90 passes",
  ]
  /// Which of them are numbers.
  static let numbers = [false, true, true, true, true, true, true]

  /// A scenario's changes between demand without and with it: text, from when on, p50, p90.
  static func rows(of effect: ScenarioEffect) -> [[String]] {
    let whole = { (text: String, sizes: ScenarioEffect.Quantiles) in
      [text, "", QuantityText.gibibytes(sizes.p50), QuantityText.gibibytes(sizes.p90)]
    }
    return [whole("without it", effect.before)]
      + effect.lines.map { line in
        [
          line.text, line.from.dateText, QuantityText.change(line.adds.p50),
          QuantityText.change(line.adds.p90),
        ]
      } + [whole("with it", effect.after)]
  }

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
