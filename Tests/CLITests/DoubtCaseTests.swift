import Foundation
import TestSupport
import Testing

/// Samples that were wrong in public reports: none of them may become a size.
@Suite struct DoubtCaseTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func plan(_ store: String, _ more: String...) throws -> CasePlans.Plan {
    try CasePlans.plan(of: store, ["--horizon", "4w"] + more)
  }

  private func refusal(of name: String, _ more: String...) throws -> String {
    let result = try HeadroomProcess.run(
      ["ingest", CasePlans.path("\(name).csv.xz"), "--store", folder.file("refused.headroom")]
        + more)
    #expect(result.code == 65, "\(name): \(result.code) \(result.messages)")
    return result.messages
  }

  /// Eight VMs, 60 days hourly; one row of 2037, or one of 1970.
  @Test("a row of another century is refused, or passed over alone")
  func centuries() throws {
    #expect(try refusal(of: "clock-future").contains("2037-12-31"))
    #expect(try refusal(of: "clock-1970").contains("1970-01-01"))
    let store = try CasePlans.ingest("clock-future", in: folder, "--on-error", "skip")
    let plan = try plan(store)
    #expect(
      plan.now.hasPrefix("2026-03-01T23:00:00") && plan.items.allSatisfy { $0.action == "shrink" })
  }

  /// Four VMs of 2013, hourly; one has a sample of 2019, another one of 1990.
  @Test(
    "strays that are in a store already move neither the origin nor the calendar",
    arguments: [4, 1])
  func strays(count: Int) throws {
    var text = "entity,timestamp,configured_mib,used_mib\n"
    let start = 1_372_636_800
    for vm in 0..<count {
      for hour in 0..<(60 * 24) {
        text += "vm\(vm),\(start + 3600 * hour),16384,\(4096 + (hour * 37 + vm) % 500)\n"
      }
    }
    let clean = folder.file("clean.headroom")
    let dirty = folder.file("dirty.headroom")
    let strays = text + "vm0,1560000000,16384,4000\nvm\(count - 1),640000000,16384,4000\n"
    for (store, samples) in [(clean, text), (dirty, strays)] {
      let path = try folder.write(samples, to: "s.csv")
      let result = try HeadroomProcess.run(["ingest", path, "--store", store, "--allow-old"])
      try #require(result.code == 0, "\(result.messages)")
    }
    let (expected, found) = (try plan(clean), try plan(dirty))
    #expect(found.now == expected.now)
    #expect(found.items.map(\.size) == expected.items.map(\.size))
    #expect(found.byName["vm0"]?.doubts?.contains { $0.kind == "wrong-time" } ?? false)
    let backtest = try HeadroomProcess.run(["backtest", "--store", dirty, "--plan-horizon", "7d"])
    #expect(backtest.code == 0, "\(backtest.messages)")
  }

  /// `monitoring` is 4 GiB in one vCenter and 32 GiB in the other.
  @Test(
    "two machines under one name are named and not sized",
    arguments: ["same-name-b", "same-name-17s"])
  func sameName(other: String) throws {
    let store = try CasePlans.ingest("same-name-a", in: folder)
    let again = try HeadroomProcess.run(
      ["ingest", CasePlans.path("\(other).csv.xz"), "--store", store])
    try #require(again.code == 0, "\(again.messages)")
    let items = try plan(store).byName
    let shared = try #require(items["monitoring"])
    #expect(shared.action == "investigate" && shared.proposed.configured == nil)
    #expect(shared.doubts?.first?.kind == "shared-name")
    #expect(shared.reasons.contains { $0.contains("--entity-prefix") })
    #expect(try #require(items["web-a"]).action == "shrink")
  }

  /// 6 GiB, every night 40 minutes at 14.4 GiB, as vCenter keeps it: averages of two hours, of days.
  @Test(
    "averages never become a size below what they hide",
    arguments: ["averages-2h", "averages-day", "averages-mixed"])
  func averages(name: String) throws {
    for (suffix, more) in [("guess", []), ("said", ["--statistic", "average"])] {
      let store = folder.file("\(name)-\(suffix).headroom")
      let result = try HeadroomProcess.run(
        ["ingest", CasePlans.path("\(name).csv.xz"), "--store", store] + more)
      try #require(result.code == 0, "\(result.messages)")
      let item = try #require(try plan(store).byName["batch-a"])
      #expect(item.action != "shrink" || item.size >= 14.4, "\(name) \(suffix): \(item)")
      #expect(!(item.doubts ?? []).isEmpty, "\(name) \(suffix)")
    }
  }

  @Test(
    "values of a wrong unit are refused with the cause",
    arguments: [
      ("unit-small", "less than an operating system needs"), ("unit-fraction", "fractions"),
      ("unit-thousands", "separates thousands"), ("unit-fixed", "its unit changed"),
    ])
  func units(name: String, cause: String) throws {
    let message = try refusal(of: name)
    #expect(message.contains(cause), "\(message)")
  }

  @Test("where a unit was corrected half-way, the plan rests on what came after")
  func unitFixed() throws {
    let store = try CasePlans.ingest("unit-fixed", in: folder, "--allow-implausible")
    let items = try plan(store).byName
    for (name, item) in items {
      #expect(item.doubts?.contains { $0.kind == "unit-change" } ?? false, "\(name)")
    }
    // db-3 never used more than 23.5 of 24 GiB, flat for the last 15 days.
    #expect((23.5...30).contains(try #require(items["db-3"]).size))
    let small = try plan(try CasePlans.ingest("unit-small", in: folder, "--allow-implausible"))
    #expect(small.items.allSatisfy { $0.action == "investigate" })
  }

  @Test("what is off or gone is no part of the sums, and a growth that it blocks says so")
  func gone() throws {
    let store = try CasePlans.ingest("powered-off-growing", in: folder)
    let plan = try plan(store, "--inventory", CasePlans.path("powered-off-growing.yaml"))
    let items = plan.byName
    #expect(items["off-zero"]?.state == "powered-off" && items["off-gap"]?.state == "retired")
    #expect(plan.summary.before == 16 * 1_073_741_824)
    let gone = try #require(plan.summary.gone)
    #expect(gone.poweredOff == 1 && gone.retired == 1 && gone.configured == 96 * 1_073_741_824)
    #expect(plan.hosts.contains { $0.warning?.contains("off or gone") ?? false })
    let off = try self.plan(try CasePlans.ingest("powered-off", in: folder)).byName
    for name in ["off-zero", "off-gap", "standby"] { #expect(off[name]?.action == "investigate") }
  }

  /// One day was exported 2.6 times too high.
  @Test("a corrected file replaces the wrong one")
  func correction() throws {
    let store = try CasePlans.ingest("correction-wrong", in: folder)
    let wrong = try plan(store)
    let result = try HeadroomProcess.run([
      "ingest", CasePlans.path("correction-right.csv.xz"), "--replace", "--store", store,
    ])
    try #require(result.code == 0, "\(result.messages)")
    let right = try plan(store)
    let clean = try plan(try CasePlans.ingest("correction-right", in: folder))
    #expect(right.items.map(\.size) == clean.items.map(\.size))
    #expect(wrong.items.map(\.size) != clean.items.map(\.size))
  }

  @Test("quality is a report of its own in every format")
  func quality() throws {
    let store = try CasePlans.ingest("same-name-17s", in: folder)
    _ = try HeadroomProcess.run([
      "ingest", CasePlans.path("same-name-a.csv.xz"), "--store", store,
    ])
    for format in ["table", "json", "csv", "markdown", "html"] {
      let result = try HeadroomProcess.run([
        "store", "info", "--quality", "--format", format, "--store", store,
      ])
      #expect(
        result.code == 0 && result.text.contains("shared-name"), "\(format): \(result.messages)")
    }
  }
}
