import Foundation
import TestSupport
import Testing

/// `export tables` and `export notebook` through the whole program.
@Suite struct ExportCommandTests {
  private let folder: TemporaryFolder
  private var store: String { folder.file("s.headroom") }
  private var out: String { folder.file("out") }

  init() throws { folder = try TemporaryFolder() }

  private func ingest(_ text: String) throws {
    let result = try HeadroomProcess.run(
      ["ingest", "-", "--input-format", "samples", "--store", store], input: Data(text.utf8))
    try #require(result.code == 0, "\(result.messages)")
  }

  /// Eight weeks of six VMs by the hour.
  private func fleet() throws {
    let made = try HeadroomProcess.run([
      "dataset", "generate", "--vms", "6", "--days", "56", "--sample-step", "1h", "--to-store",
      store,
    ])
    try #require(made.code == 0, "\(made.messages)")
  }

  private func export(_ kind: String, _ options: String..., out: String? = nil) throws
    -> HeadroomProcess.Result
  {
    try HeadroomProcess.run(
      ["export", kind, "--store", store, "--output", out ?? self.out, "--horizon", "7d"] + options)
  }

  private func names(_ path: String? = nil) -> [String] {
    (try? FileManager.default.subpathsOfDirectory(atPath: path ?? out))?.sorted() ?? []
  }

  private func text(_ name: String) throws -> String {
    try String(contentsOfFile: "\(out)/\(name)", encoding: .utf8)
  }

  /// Days of hourly samples by hand: 1 to 24 MiB of 64; off until noon, then 30 MiB; nobody watching; at the limit for six
  /// hours, then 10 MiB of 128; and another VM with a name for spreadsheets and one sample.
  private var byHand: String {
    var rows = ["entity,timestamp,configured_mib,used_mib"]
    let (day, start) = (86_400, 1_767_225_600)
    for hour in 0..<24 {
      rows.append("a,\(start + hour * 3600),64,\(hour + 1)")
      rows.append("a,\(start + day + hour * 3600),64,\(hour < 12 ? 0 : 30)")
      let (size, used) = hour < 6 ? (64, 64) : (128, 10)
      rows.append("a,\(start + 3 * day + hour * 3600),\(size),\(used)")
    }
    rows.append("=b,\(start),8,4")
    return rows.joined(separator: "\n") + "\n"
  }

  @Test("days by hand: means, peaks, sizes, time off, gaps, and time at the limit")
  func demandByHand() throws {
    try ingest(byHand)
    let result = try export("tables", "--no-backtest")
    #expect(result.code == 0, "\(result.messages)")
    #expect(
      try text("demand_daily.csv") == """
        entity,day,mean_bytes,peak_bytes,configured_bytes,coverage,off_share,cut_off_share
        '=b,2026-01-01,4194304,4194304,8388608,\(300.0 / 86_400),0,0
        a,2026-01-01,13107200,25165824,67108864,1,0,0
        a,2026-01-02,31457280,31457280,67108864,1,0.5,0
        a,2026-01-03,,,,0,0,0
        a,2026-01-04,24641536,67108864,134217728,1,0,0.25

        """)
    let entities = try text("entities.csv").split(separator: "\n")
    #expect(entities[2].hasPrefix("a,,,,,,,,134217728,2026-01-01,2026-01-04,3,72,"))
    #expect(try text("sums_daily.csv").contains("fleet,fleet,2026-01-02,31457280\n"))
  }

  @Test("--now hides what came later")
  func origin() throws {
    try ingest(byHand)
    let result = try export("tables", "--no-backtest", "--now", "2026-01-02T00:00:00Z")
    #expect(result.code == 0, "\(result.messages)")
    #expect(try !text("demand_daily.csv").contains("2026-01-02"))
    #expect(try text("forecast_daily.csv").contains("vm,a,2026-01-02,"))
    #expect(try text("tables.json").contains(#""now" : "2026-01-02T00:00:00Z""#))
  }

  @Test("a history too short for a backtest is a warning; the tables of it are left out")
  func shortHistory() throws {
    try ingest(byHand)
    let result = try export("tables")
    #expect(result.code == 0, "\(result.messages)")
    #expect(result.messages.contains("warning: there is no backtest: "))
    #expect(!names().contains("backtest_accuracy.csv") && names().contains("peaks.csv"))
    #expect(try text("tables.json").contains("there is no backtest: "))
  }

  @Test("a report that was made before gives the tables of the one that would be run")
  func report() throws {
    try fleet()
    let now = ["--now", "2026-02-26T00:00:00Z"]
    let path = folder.file("report.json")
    let made = try HeadroomProcess.run(
      ["backtest", "--store", store, "--format", "json", "--output", path]
        + ["--policies", "all"] + now)
    try #require(made.code == 0, "\(made.messages)")
    let run = try export("tables", now[0], now[1])
    #expect(run.code == 0, "\(run.messages)")
    let taken = try export(
      "tables", now[0], now[1], "--backtest", path, out: folder.file("taken"))
    #expect(taken.code == 0 && !taken.messages.contains("warning"), "\(taken.messages)")
    for name in ["backtest_accuracy.csv", "calibration.csv", "policies.csv", "forecast_daily.csv"] {
      #expect(
        FileManager.default.contents(atPath: "\(folder.file("taken"))/\(name)")
          == Data(try text(name).utf8), "\(name)")
    }
    let tuned = folder.file("tuned.json")
    let judged = try HeadroomProcess.run(
      ["backtest", "--store", store, "--format", "json", "--output", tuned, "--warmup", "14d"]
        + ["--train-until", "2026-02-05", "--policies", "vpa,last-max"] + now)
    try #require(judged.code == 0, "\(judged.messages)")
    let both = try export(
      "tables", now[0], now[1], "--backtest", path, "--backtest", tuned, out: folder.file("both"))
    #expect(both.code == 0, "\(both.messages)")
    let accuracy = FileManager.default.contents(atPath: folder.file("both/backtest_accuracy.csv"))
    #expect(accuracy == Data(try text("backtest_accuracy.csv").utf8))
    let policies = try String(contentsOfFile: folder.file("both/policies.csv"), encoding: .utf8)
    #expect(policies.contains("vpa,tuned,") && !policies.contains("peak-quantile"))
    let late = try export("tables", "--backtest", path, "--force")
    #expect(late.messages.contains("warning: the backtest is of the origin 2026-02-26T00:00:00Z"))
    let wrong = try folder.write(#"{"schema":"headroom.plan/v1"}"#, to: "wrong.json")
    let refused = try export("tables", "--backtest", wrong, "--force")
    #expect(refused.code == 65)
    #expect(refused.messages.contains("wrong.json: no report of a backtest: 'now' is missing"))
  }

  @Test("the same export twice is the same bytes, and names no folder of this machine")
  func deterministic() throws {
    try fleet()
    for name in ["one", "two"] {
      let result = try export("notebook", "--no-backtest", "--seed", "3", out: folder.file(name))
      #expect(result.code == 0, "\(result.messages)")
    }
    #expect(names(folder.file("one")).contains("tables/tables.json"))
    #expect(names(folder.file("one")) == names(folder.file("two")))
    for name in names(folder.file("one")) where name != "tables" {
      let bytes = FileManager.default.contents(atPath: "\(folder.file("one"))/\(name)") ?? Data()
      #expect(bytes == FileManager.default.contents(atPath: "\(folder.file("two"))/\(name)"))
      #expect(!String(decoding: bytes, as: UTF8.self).contains(folder.path), "\(name)")
    }
  }

  @Test("an entity that is not there is refused with the nearest names, and nothing is written")
  func unknownEntity() throws {
    try ingest(byHand)
    let result = try export("notebook", "--no-backtest", "--entity", "A")
    #expect(result.code == 65)
    #expect(result.messages.contains("no entity 'A'"))
    #expect(result.messages.contains("the nearest are 'a', '=b'"))
    #expect(!FileManager.default.fileExists(atPath: out))
    let known = try export("notebook", "--no-backtest", "--entity", "=b")
    #expect(known.code == 0, "\(known.messages)")
    #expect(try text("capacity.ipynb").contains(#"\"=b\","#))
  }

  @Test("an empty store, and an origin before its first sample, say what to do")
  func emptyStore() throws {
    try ingest("entity,timestamp,configured_mib\na,1767225600,64\n")
    let result = try export("tables", "--no-backtest")
    #expect(result.code == 65)
    #expect(result.messages.contains("no entity has the metric 'used'"))
    let early = try export("tables", "--now", "2025-01-01T00:00:00Z")
    #expect(early.code == 65 && early.messages.contains("give a later --now"))
    #expect(!FileManager.default.fileExists(atPath: out))
  }

  @Test("an earlier export stays without --force; with it, tables that are no longer made go away")
  func force() throws {
    try fleet()
    let plan = folder.file("plan.json")
    let made = try HeadroomProcess.run(
      ["plan", "--store", store, "--horizon", "7d", "--format", "json", "--output", plan])
    try #require(made.code == 0, "\(made.messages)")
    #expect(try export("tables", "--no-backtest", "--plan", plan).code == 0)
    #expect(try text("plan_items.csv").split(separator: "\n").count == 7)
    _ = FileManager.default.createFile(atPath: "\(out)/mine.txt", contents: Data())
    let before = names()
    let kept = try export("tables", "--no-backtest")
    #expect(kept.code == 74 && kept.messages.contains("--force"))
    #expect(names() == before)
    #expect(try export("tables", "--no-backtest", "--force").code == 0)
    #expect(names() == before.filter { $0 != "plan_items.csv" })
    #expect(try !text("tables.json").contains("plan_items.csv"))
  }

  @Test("a folder that is a file, or cannot be made, is an error before any work")
  func folderInTheWay() throws {
    try ingest(byHand)
    _ = try folder.write("mine", to: "out")
    let file = try export("notebook")
    #expect(file.code == 74 && file.messages.contains("it is a file and not a folder"))
    #expect(!file.messages.contains("forecasting"))
    #expect(try String(contentsOfFile: out, encoding: .utf8) == "mine")
    let below = try export("tables", out: "\(out)/deeper/still")
    #expect(below.code == 74 && !below.messages.contains("forecasting"), "\(below.messages)")
    let nowhere = try export("tables", "--no-backtest", out: "/proc/nowhere/out")
    #expect(nowhere.code == 74 && nowhere.messages.contains("/proc/nowhere"))
  }

  @Test("a disk that fills up leaves nothing behind", .enabled(if: SmallDisk.isPermitted))
  func fullDisk() throws {
    try fleet()
    let disk = try SmallDisk(at: folder.file("disk"), bytes: 40_960)
    let result = try export("notebook", "--no-backtest", out: "\(disk.path)/out")
    #expect(result.code == 74, "\(result.messages)")
    #expect(result.messages.contains("No space left on device"))
    #expect(names(disk.path) == [])
  }

  @Test("options that contradict each other or make no sense are usage errors")
  func usage() throws {
    for options in [
      ["--backtest", "x", "--no-backtest"], ["--quantiles", "0.9,0.1"], ["--quantiles", "0,0.5"],
      ["--quantiles", ""], ["--horizon", "1h"], ["--output", ""],
    ] {
      let result = try HeadroomProcess.run(
        ["export", "tables", "--store", store, "--output", out] + options)
      #expect(result.code == 64, "\(options): \(result.messages)")
    }
    #expect(try HeadroomProcess.run(["export", "tables", "--store", store]).code == 64)
  }
}
