import CapacityModel
import Foundation
import TestSupport
import Testing

/// Files that the released 0.1.0 wrote still load: what came later is optional.
@Suite struct ReleasedFilesTests {
  private func path(_ name: String) -> String {
    "\(PackageRoot.path)/Tests/CLITests/Released/\(name)-0.1.0.json"
  }

  @Test("a plan of 0.1.0 is shown and reads as it was")
  func plan() throws {
    let plan = try JSONDecoder().decode(
      ResizePlan.self, from: Data(contentsOf: .init(filePath: path("plan"))))
    #expect(plan.policy.name == "peak-quantile" && plan.items.count == 3)
    #expect(plan.items[0].action == .shrink && plan.items[0].confidence.score == 0.997)
    for format in ["table", "json", "csv", "markdown", "html"] {
      let shown = try HeadroomProcess.run(["plan", "show", path("plan"), "--format", format])
      #expect(shown.code == 0 && shown.text.contains("vm-0002"), "\(shown.messages)")
    }
  }

  @Test("a backtest of 0.1.0 has no judgement of decisions and goes into a report")
  func backtest() throws {
    let report = try JSONDecoder().decode(
      BacktestReport.self, from: Data(contentsOf: .init(filePath: path("backtest"))))
    #expect(report.decisions == nil && !report.forecasters.isEmpty)
    let folder = try TemporaryFolder()
    let store = folder.file("s.headroom")
    let made = try HeadroomProcess.run([
      "dataset", "generate", "--vms", "3", "--days", "60", "--seed", "3", "--to-store", store,
    ])
    #expect(made.code == 0, "\(made.messages)")
    let result = try HeadroomProcess.run([
      "report", "--store", store, "--backtest", path("backtest"), "--format", "markdown",
    ])
    #expect(result.code == 0 && !result.output.isEmpty, "\(result.messages)")
  }
}
