import Foundation
import TestSupport
import Testing

/// Cases that once went wrong, told as the files of Cases/ have them.
@Suite struct CaseTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func ingest(_ name: String, only entity: String? = nil) throws -> String {
    try CasePlans.ingest(name, only: entity, in: folder)
  }

  private func plan(_ store: String, _ more: String...) throws -> [String: CasePlans.Item] {
    try CasePlans.items(of: store, more)
  }

  /// 60 days, hourly, at 3 of 16 GiB; the last day, or the last three, at 12.
  @Test("a level that was reached on the last days is expected again, and reserved")
  func freshStep() throws {
    var text = "entity,timestamp,configured_mib,used_mib\n"
    for (name, days) in [("one", 1), ("three", 3), ("none", 0)] {
      for hour in 0..<(60 * 24) {
        let used = hour / 24 >= 60 - days ? 12_288 : 3072
        text += "\(name),\(1_767_225_600 + 3600 * hour),16384,\(used + hour % 7)\n"
      }
    }
    let store = folder.file("step.headroom")
    let result = try HeadroomProcess.run([
      "ingest", try folder.write(text, to: "step.csv"), "--store", store,
    ])
    try #require(result.code == 0, "\(result.messages)")
    let items = try plan(store, "--horizon", "4w")
    for name in ["one", "three"] {
      let item = try #require(items[name])
      #expect(item.size >= 12 && item.peak.p50 ?? 0 > 11.9 * 1_073_741_824, "\(name)")
    }
    #expect(items["none"]?.peak.p50 ?? 0 < 4 * 1_073_741_824)
  }

  /// 60 days, hourly: `ramp` rises by 0.05 GiB a day to 6.5 of 8 GiB, the others stay at 5.3 and 5.6.
  @Test("a straight ramp that crosses its size within the quarter grows, with the day of even odds")
  func ramp() throws {
    var text = "entity,timestamp,configured_mib,used_mib\n"
    for (name, level) in [("ramp", nil), ("flat-1", 5.3), ("flat-2", 5.6)] as [(String, Double?)] {
      for hour in 0..<(60 * 24) {
        let used = level ?? 6.5 - 0.05 * (60 - Double(hour) / 24)
        text += "\(name),\(1_767_225_600 + 3600 * hour),8192,\(Int(1024 * used))\n"
      }
    }
    let store = folder.file("ramp.headroom")
    let result = try HeadroomProcess.run([
      "ingest", try folder.write(text, to: "ramp.csv"), "--store", store,
    ])
    try #require(result.code == 0, "\(result.messages)")
    let quarter = try plan(store, "--horizon", "13w")
    let ramp = try #require(quarter["ramp"])
    // It passes 8 GiB on 2026-03-31 and comes to 11 GiB; 60 days teach 60 days.
    #expect(ramp.action == "grow" && (9.5...11).contains(ramp.size), "\(ramp.size)")
    let day = try #require(ramp.breach?.p50)
    #expect(("2026-03-25"..."2026-04-20").contains(String(day.prefix(10))), "\(day)")
    #expect(try #require(ramp.peak.p50) > 8.5 * 1_073_741_824)
    for name in ["flat-1", "flat-2"] {
      #expect(quarter[name]?.action == "shrink" && quarter[name]?.breach?.p50 == nil)
    }
    // Within four weeks it does not pass.
    let month = try #require(try plan(store, "--horizon", "4w")["ramp"])
    #expect(month.action == "grow" && month.size == 8.5 && month.breach?.p50 == nil)
    #expect(month.breach?.p10 != nil)
  }

  /// `ledger-q` needs 14 GiB on the last day of each quarter and 5 GiB on others; `billing-m` 13.15 GiB at ends of months.
  @Test(
    "ends of quarters and months that lie ahead are planned for, and confidence knows the own record"
  )
  func quarterEnd() throws {
    let items = try plan(
      try ingest("quarter-end"), "--horizon", "13w", "--now", "2026-11-27T00:00:00Z")
    let (ledger, billing) = (try #require(items["ledger-q"]), try #require(items["billing-m"]))
    #expect(ledger.size >= 14 && ledger.action != "grow", "\(ledger)")
    #expect(billing.size >= 13.25 && billing.action != "grow", "\(billing)")
    // 391 days are 4.3 horizons of 91: even if no window passed a size, the own record supports no more than 0.99844
    // (scipy.stats.beta.ppf(.9, 4.3 + 1, .5)).
    for item in [ledger, billing] {
      #expect(try #require(item.confidence.score) <= 0.9985, "\(item)")
    }
    // Nearly all past windows of 13 weeks reached those sizes, so half of the futures at least do.
    #expect(ledger.peak.p50 ?? 0 > 13 * 1_073_741_824, "\(ledger)")
    #expect(billing.peak.p50 ?? 0 > 12 * 1_073_741_824, "\(billing)")
    let web = try #require(items["web"])
    #expect(web.action == "shrink" && web.size >= 3.25, "\(web)")
  }

  /// `shift-up` went from 4 to 12 GiB on day 40 and stayed; size 16. `downsized` is flat at 5.3 GiB.
  @Test("a level that shifted for good needs about its new peak, and neighbours change nothing")
  func resized() throws {
    let items = try plan(try ingest("resized"), "--horizon", "4w")
    let shifted = try #require(items["shift-up"])
    #expect((13...16).contains(shifted.size) && shifted.action != "grow", "\(shifted)")
    #expect(shifted.confidence.score ?? 0 >= 0.95)
    #expect(try #require(items["capped-then-upsized"]).action == "investigate")
    for name in ["shift-up", "downsized"] {
      let there = try #require(items[name])
      let alone = try #require(
        try plan(try ingest("resized", only: name), "--horizon", "4w")[name])
      #expect(abs(there.size - alone.size) <= 0.5, "\(name): \(there.size), alone \(alone.size)")
    }
    let downsized = try #require(items["downsized"])
    #expect((5.5...7).contains(downsized.size), "\(downsized)")
  }

  /// `one` has one point, 7; `short4` has 10, 12, 11, 13.
  @Test("short series get wide intervals, constant ones stay")
  func shapes() throws {
    let result = try HeadroomProcess.run([
      "forecast", "--store", try ingest("shapes"), "--horizon", "4w",
    ])
    try #require(result.code == 0, "\(result.messages)")
    let lines = result.text.split(separator: "\n")
    let names = lines[0].split(separator: ",").map(String.init)
    let (low, high) = (
      try #require(names.firstIndex(of: "q0.05")), try #require(names.firstIndex(of: "q0.95"))
    )
    var widths: [String: [Double]] = [:]
    for line in lines.dropFirst() {
      let cells = line.split(separator: ",").map(String.init)
      // The last columns are time and unit.
      let values = cells.dropFirst(2).dropLast(2).compactMap(Double.init)
      #expect(values.count == names.count - 4 && values.allSatisfy { $0.isFinite && $0 >= 0 })
      widths[cells[0], default: []].append(
        (Double(cells[high]) ?? .nan) - (Double(cells[low]) ?? .nan))
    }
    // History moves by 1 to 2 a step; 0.06 was said.
    let short = try #require(widths["short4"])
    #expect(short[0] > 0.5 && short[27] > 4, "\(short)")
    #expect(try #require(widths["const"]?.first) < 50)
  }

  @Test("what has been off for the whole month is called a candidate for removal, not shrunk")
  func poweredOff() throws {
    let items = try plan(try ingest("powered-off"), "--horizon", "4w")
    for name in ["off-zero", "standby"] {
      let item = try #require(items[name])
      #expect(item.action == "investigate" && item.proposed.configured == nil)
      #expect(item.reasons.contains { $0.hasPrefix("It has been off since ") }, "\(item)")
    }
    #expect(try #require(items["off-gap"]).action == "investigate")
    #expect(try #require(items["on-1"]).size >= 16.61)
    let growing = try plan(try ingest("powered-off-growing"), "--horizon", "4w")
    let grower = try #require(growing["grower"])
    // Full and rising: nothing is taken away, and it is not said to be safe.
    #expect(grower.action != "shrink" && grower.size >= 16, "\(grower)")
    #expect(grower.action == "grow" || grower.confidence.score ?? 1 < 0.95, "\(grower)")
  }
}
