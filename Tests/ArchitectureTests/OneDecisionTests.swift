import Foundation
import TestSupport
import Testing

@Suite("One function decides sizes")
struct OneDecisionTests {
  private let sources = SourceTree(root: "\(PackageRoot.path)/Sources")

  @Test("nothing but Sizing/Decision turns what a policy says into a size")
  func breaches() throws {
    #expect(try OneDecision.breaches(in: sources) == [])
  }

  @Test("every file of the list is there and needs its place in it")
  func listIsNeeded() throws {
    for (file, marks, why) in OneDecision.allowed {
      let used = Set(OneDecision.uses(in: try sources.text(of: file)).map(\.mark))
      #expect(used.isSuperset(of: marks), "\(file): \(why)")
    }
  }

  @Test("plans and backtests call the one function, and none goes around it")
  func callers() throws {
    let callers = try sources.files().filter { file in
      try sources.text(of: file).contains("SizeDecider.")
    }
    #expect(
      Set(callers) == [
        "Evaluation/Decisions/FleetDecisions.swift", "Evaluation/Decisions/HorizonGate.swift",
        "Evaluation/Decisions/DecisionLearning.swift",
      ])
    for file in ["Application/Plans/PlanRun.swift", "Evaluation/Decisions/DecisionBacktest.swift"] {
      #expect(try sources.text(of: file).contains("FleetDecisions("), "\(file)")
    }
  }

  @Test("made-up violations are found, with file and line; comments and the folder itself are not")
  func canFail() throws {
    let folder = try TemporaryFolder()
    let files = [
      "Planning/Items/Sly.swift":
        "let a = 1\nlet size = wanted.roundedUp(to: step)  // SizeDecision(\n",
      "Application/Own.swift":
        "// curve.probability(ofPeakAtMost: 1)\nlet d = SizeDecision(entity: e)\n",
      "Evaluation/Accuracy/PeakCalibration.swift":
        "let p = d.probability(ofPeakAtMost: 1)\nlet s = x.roundedUp(to: step)\n",
      "Sizing/Decision/Free.swift": "let s = SizeDecision(size: x.roundedUp(to: step))\n",
    ]
    for (path, text) in files {
      try FileManager.default.createDirectory(
        at: URL(fileURLWithPath: folder.file(path)).deletingLastPathComponent(),
        withIntermediateDirectories: true)
      _ = try folder.write(text, to: path)
    }
    #expect(
      try OneDecision.breaches(in: SourceTree(root: folder.path)) == [
        "Application/Own.swift:2: SizeDecision( outside Sizing/Decision",
        "Evaluation/Accuracy/PeakCalibration.swift:2: .roundedUp(to: outside Sizing/Decision",
        "Planning/Items/Sly.swift:2: .roundedUp(to: outside Sizing/Decision",
      ])
  }
}
