import Foundation

/// The rule that `Sources/Sizing/Decision` alone turns what a policy or a curve says into a size.
struct OneDecision {
  /// What rounds, makes or scores a size, as it stands in code.
  static let marks = [".roundedUp(to:", "SizeDecision(", "probability(ofPeakAtMost:"]

  /// Files that may, and why.
  static let allowed: [(file: String, marks: [String], why: String)] = [
    ("CapacityModel/Decisions/SizeDecision.swift", [marks[2]], "the value itself"),
    ("CapacityModel/Decisions/SizeBounds.swift", [marks[0]], "the floor is a multiple of the step"),
    ("Planning/Items/DemandOutlook.swift", [marks[2]], "the confidence and the breach of an item"),
    ("Planning/Items/ItemDraft.swift", [marks[0]], "the demand that a NUMA node must hold"),
    ("Planning/Items/PreallocationRule.swift", [marks[0]], "the size between recurring days"),
    ("Planning/Items/ReservationRule.swift", [marks[0]], "what a host guarantees"),
    ("Lifecycle/Review/PlanInverse.swift", [marks[2]], "the confidence in the size before"),
    ("Evaluation/Accuracy/PeakCalibration.swift", [marks[2]], "judges forecasts"),
    ("Evaluation/Decisions/DecisionBacktest.swift", [marks[0]], "the least size in hindsight"),
    ("FleetGenerator/Drawing/VMDrawing+Events.swift", [marks[0]], "sizes of made-up fleets"),
    ("Reporting/Charts/PeakChart.swift", [marks[2]], "a mark in a chart"),
  ]

  /// `file:line: …` for every mark outside the folder and the list, comments left out.
  static func breaches(in sources: SourceTree) throws -> [String] {
    let table = Dictionary(uniqueKeysWithValues: allowed.map { ($0.file, $0.marks) })
    return try sources.files().flatMap { file -> [String] in
      guard !file.hasPrefix("Sizing/Decision/") else { return [] }
      return try uses(in: sources.text(of: file)).compactMap { line, mark in
        if table[file]?.contains(mark) == true { return nil }
        return "\(file):\(line): \(mark) outside Sizing/Decision"
      }
    }
  }

  /// Lines of code, from 1, that hold a mark.
  static func uses(in text: String) -> [(line: Int, mark: String)] {
    text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().flatMap {
      number, line -> [(Int, String)] in
      let code = line.components(separatedBy: "//")[0]
      return marks.filter { code.contains($0) }.map { (number + 1, $0) }
    }
  }
}
