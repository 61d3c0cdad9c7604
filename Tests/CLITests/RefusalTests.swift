import Foundation
import TestSupport
import Testing

/// What a refusal leaves behind, and whether what it advises works: 6 VMs over 40 days.
@Suite struct RefusalTests {
  private let folder: TemporaryFolder
  private let store: String

  init() throws {
    folder = try TemporaryFolder()
    store = folder.file("small.headroom")
    let made = try HeadroomProcess.run([
      "dataset", "generate", "--vms", "6", "--days", "40", "--seed", "3", "--to-store", store,
    ])
    #expect(made.code == 0, "\(made.messages)")
  }

  private func run(_ arguments: String...) throws -> HeadroomProcess.Result {
    try HeadroomProcess.run(arguments)
  }

  @Test("a first ingest that is refused leaves no store, one that follows others leaves theirs")
  func firstIngest() throws {
    let head = "entity,timestamp,used_kib\n"
    let bad = try folder.write(head + "vm,1767225600,100000\nvm,1767225900,x\n", to: "bad.csv")
    let unknown = try folder.write("entity,timestamp,foo\nvm,1,2\n", to: "unknown.csv")
    let good = try folder.write(head + "vm,1767225600,100000\n", to: "good.csv")
    let names = { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }
    let before = try names()
    for path in [bad, unknown, folder.file("none.csv")] {
      let refused = try run("ingest", path, "--store", folder.file("new.headroom"))
      #expect(refused.code != 0)
      #expect(try names() == before, "after \(path)")
    }
    let kept = try run("ingest", good, bad, "--store", folder.file("new.headroom"))
    #expect(kept.code == 65)
    let info = try run("store", "info", "--store", folder.file("new.headroom"))
    #expect(info.code == 0 && info.text.contains("Entities"))
    #expect(try run("ingest", bad, "--store", store).code == 65)
    #expect(try run("store", "verify", "--store", store).code == 0)
  }

  @Test("a history too short for the default horizons names flags that this history allows")
  func shortBacktest() throws {
    let refused = try run("backtest", "--store", store)
    #expect(refused.code == 65)
    let advice = "--plan-horizon 1w --horizons 1w"
    #expect(refused.messages.contains(advice), "\(refused.messages)")
    let done = try HeadroomProcess.run(
      ["backtest", "--store", store] + advice.split(separator: " ").map(String.init))
    #expect(done.code == 0 && done.text.contains("If you had followed the plans (1w ahead)"))
    let far = try run("backtest", "--store", store, "--step", "1h", "--horizons", "60d")
    #expect(far.code == 65 && !far.messages.contains("--plan-horizon"))
  }

  @Test("horizons that no store is long enough for are left out of weights with a warning")
  func shortTraining() throws {
    let trained = try run(
      "train", "decision", "--store", store, "--horizon", "7d", "--horizon", "91d", "--output",
      folder.file("decision.json"))
    #expect(trained.code == 0, "\(trained.messages)")
    #expect(trained.messages.contains("warning: no weights for 91 days ahead"))
    #expect(!trained.messages.contains("no weights for 7 days"))
  }

  @Test("every error begins alike and speaks no class names; retention asks for one age")
  func errors() throws {
    let none = folder.file("none.json")
    for arguments in [
      ["plan", "show", none], ["plan", "show", folder.path],
      ["plan", "--store", store, "--guardrails", none], ["store", "retain", "--store", store],
      ["plan", "--store", store, "--horizn", "4w"], ["ingest", none, "--store", store],
      ["audit", "verify", "--store", none],
      ["ingest", store, "--store", store, "--on-error", "skip", "--rejects", "\(none)/x"],
      ["dataset", "generate", "--vms", "2", "--days", "20", "--output", "\(store)/x"],
    ] {
      let refused = try HeadroomProcess.run(arguments)
      #expect(refused.code != 0)
      #expect(refused.messages.hasPrefix("headroom: error: "), "\(refused.messages)")
      #expect(!refused.messages.contains("Cocoa") && !refused.messages.contains("operation could"))
    }
    let retained = try run(
      "store", "retain", "--store", store, "--raw", "10d", "--now", "2026-02-10", "--dry-run")
    #expect(retained.code == 0, "\(retained.messages)")
    #expect(
      retained.text.hasPrefix("samples from 2026-01-31, hours from 2024-02-11, days from 2016-"))
  }

  @Test("a plan's file shows what became of it where the store beside the log is named")
  func standing() throws {
    let plan = folder.file("plan.json")
    let now = ["--store", store, "--now", "2026-02-10"]
    let made = try HeadroomProcess.run(
      ["plan", "--horizon", "1w", "--format", "json", "--output", plan] + now)
    #expect(made.code == 0, "\(made.messages)")
    let approved = try HeadroomProcess.run(["plan", "approve", plan, "--as", "Ada", "--all"] + now)
    #expect(approved.code == 0, "\(approved.messages)")
    let back = try HeadroomProcess.run(
      ["plan", "rollback", plan, "--as", "Ada", "--output", folder.file("back.json")] + now)
    #expect(back.code == 0 && back.messages.contains("is rolled back"), "\(back.messages)")
    let alone = try run("plan", "show", plan)
    #expect(!alone.text.contains("rolled back;"))
    let told = try run("plan", "show", plan, "--store", store)
    #expect(told.text.contains("Standing       rolled back; "), "\(told.text)")
    let log = try String(contentsOfFile: "\(store).audit.jsonl", encoding: .utf8)
    // Taken as of another time, so that each line keeps the clock's, too.
    #expect(log.split(separator: "\n").allSatisfy { $0.contains("\"recorded\":\"20") })
  }

  @Test("the forecast of a store tells times and unit, as a file's columns and as heads")
  func forecastUnits() throws {
    let csv = try run("forecast", "--store", store, "--horizon", "1w", "--now", "2026-02-10")
    let lines = csv.text.split(separator: "\n")
    #expect(lines[0].hasPrefix("unique_id,step,mean,q0.025,") && lines[0].hasSuffix(",time,unit"))
    #expect(lines[1].hasPrefix("vm-0001,1,") && lines[1].hasSuffix(",2026-02-10T00:00:00Z,bytes"))
    let page = try run(
      "forecast", "--store", store, "--horizon", "1w", "--now", "2026-02-10", "--format", "html")
    #expect(page.text.contains("mean 2026-02-10 GiB") && page.text.contains("p97.5 2026-02-16 GiB"))
    #expect(page.text.contains("Demand of vm-0001") && page.text.contains("<svg"))
    let summary = try run(
      "forecast", "--store", store, "--horizon", "1w", "--now", "2026-02-10", "--summary",
      "--format", "html")
    #expect(summary.text.contains("Demand of the fleet") && summary.text.contains("<svg"))
    let fleet = try run(
      "forecast", "--store", store, "--horizon", "1w", "--now", "2026-02-10", "--level", "fleet",
      "--format", "table")
    #expect(fleet.text.contains("CONFIGURED GiB") && fleet.text.contains("P90 OF PEAK GiB"))
    #expect(fleet.text.contains("the sum of configured sizes ("))
  }
}
