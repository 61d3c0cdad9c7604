import Foundation
import TestSupport
import Testing

/// `plan export` for readers through the whole command, on hourly demand of two VMs over 70 days.
@Suite struct PlanExportCommandTests {
  private let folder: TemporaryFolder
  private let store: String
  private let plan: String

  init() throws {
    folder = try TemporaryFolder()
    (store, plan) = (folder.file("s.headroom"), folder.file("plan.json"))
    var text = "entity,timestamp,configured_mib,used_mib\n"
    for vm in 0..<2 {
      for hour in 0..<(70 * 24) {
        let noise = (7919 * vm + 104_729 * hour + 31 * hour * hour) % 700
        text += "vm\(vm),\(1_767_225_600 + hour * 3600),8192,\(1500 + noise)\n"
      }
    }
    let samples = try folder.write(text, to: "samples.csv")
    let ingested = try HeadroomProcess.run(["ingest", samples, "--store", store])
    #expect(ingested.code == 0, "\(ingested.messages)")
    let made = try HeadroomProcess.run([
      "plan", "--store", store, "--horizon", "4w", "--format", "json", "--output", plan,
    ])
    #expect(made.code == 0, "\(made.messages)")
  }

  private func export(_ arguments: String...) throws -> HeadroomProcess.Result {
    try HeadroomProcess.run(["plan", "export", plan, "--store", store] + arguments)
  }

  @Test(
    "a page is written before anybody decided, is not recorded, and draws the past and the peak again"
  )
  func page() throws {
    let log = "\(store).audit.jsonl"
    let before = try String(contentsOfFile: log, encoding: .utf8)
    let result = try export("--format", "html")
    #expect(result.code == 0 && result.messages.isEmpty, "\(result.messages)")
    #expect(result.text.contains("draft; 0 of 2 changes approved, 2 not decided on"))
    #expect(result.text.contains("Demand so far, replayed at the new size, and ahead"))
    #expect(result.text.contains("Probability that the peak of vm0 stays within a size"))
    #expect(try String(contentsOfFile: log, encoding: .utf8) == before)
    #expect(try export("--format", "html").output == result.output)
  }

  @Test("what cannot be drawn as the plan saw it is left out, with a warning")
  func otherStore() throws {
    let none = try HeadroomProcess.run([
      "plan", "export", plan, "--store", folder.file("none"), "--audit", "\(store).audit.jsonl",
      "--format", "html",
    ])
    #expect(none.code == 0 && none.messages.contains("has no history and no forecasts"))
    #expect(!none.text.contains("replayed at the new size"))
    let grown = try folder.write(
      "entity,timestamp,used_mib\n"
        + (0..<1600).map { "vm0,\(1_767_225_600 + $0 * 3600 + 60),7000\n" }
        .joined(), to: "more.csv")
    #expect(try HeadroomProcess.run(["ingest", grown, "--store", store]).code == 0)
    let other = try export("--format", "html")
    #expect(other.messages.contains("without history and forecast: the data of"))
    #expect(!other.text.contains("Probability that the peak of vm0"))
  }

  @Test("decisions with who, when and why stand in the CSV, and formulas stay text")
  func decisions() throws {
    let decided = try HeadroomProcess.run([
      "plan", "approve", plan, "--store", store, "--as", "Ada Muster", "--item", "vm1",
      "--comment", "=after month end", "--now", "2026-03-12T00:00:00Z",
    ])
    #expect(decided.code == 0, "\(decided.messages)")
    let csv = try export("--format", "csv").text.split(separator: "\n")
    #expect(csv[0].hasSuffix(",decision,decided_by,decided_at,comment"))
    #expect(
      csv.contains { $0.hasSuffix(",approved,Ada Muster,2026-03-12T00:00:00Z,'=after month end") })
    #expect(csv.contains { $0.hasPrefix("vm0,") && $0.hasSuffix(",,,,") })
    #expect(try export("--format", "markdown").text.contains("approved; 1 of 2 changes approved"))
  }

  @Test("options of commands are refused for readers, commands without a name too")
  func usage() throws {
    #expect(try export("--format", "html", "--as", "Ada").code == 64)
    #expect(try export("--format", "html", "--part", "apply").code == 64)
    #expect(try export("--format", "shell").code == 64)
    #expect(try export("--format", "pdf").code == 64)
    #expect(try export("--format", "shell", "--as", "Ada").code == 1)
  }

  @Test("progress is told inside one file where it is asked for, and nowhere else")
  func progress() throws {
    let text = "entity,timestamp,used_mib\n" + String(repeating: "vm,1767225600,100\n", count: 9)
    let samples = try folder.write(text, to: "few.csv")
    func said(_ choice: String...) throws -> String {
      try HeadroomProcess.run(["ingest", samples, "--dry-run"] + choice).messages
    }
    #expect(try said("--progress", "always").contains("0.0 of 0.0 MiB"))
    #expect(try !said().contains("MiB") && !said("--progress", "never").contains("MiB"))
    let piped = try HeadroomProcess.run(
      ["ingest", "-", "--dry-run", "--progress", "always"], input: Data(text.utf8))
    #expect(piped.messages.contains("ingest 0.0 MiB"))
  }
}
