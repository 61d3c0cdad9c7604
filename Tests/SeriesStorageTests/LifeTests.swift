import Application
import CapacityModel
import Foundation
import HeadroomBasics
import SeriesStorage
import Testing

/// Compaction and retention.
@Suite("life of a store")
struct LifeTests {
  private static let day: Int64 = 86_400_000

  @Test("compaction changes no sample, shrinks the file, and has nothing to do the second time")
  func compaction() throws {
    let folder = try StoreFolder()
    let store = try folder.store()
    for part in 0..<40 {
      let start = 1_700_000_000_000 + Int64(part) * 400 * 300_000
      try store.ingest(
        (0..<12).flatMap { regularRows("vm\($0)", count: 400, from: start, shift: Int64($0)) })
    }
    let before = try store.allBlocks()
    var steps: [Int] = []
    let report = try store.compact { done, _ in steps.append(done) }
    #expect(report.entities == 12 && report.chunksAfter == 12 * 4 && steps == [12])
    #expect(report.bytesAfter < report.bytesBefore)
    #expect(try store.allBlocks() == before)
    #expect(try store.verify().isClean)
    #expect(try store.compact().entities == 0)
  }

  @Test("roll-ups of hours and days keep peaks, and every aggregate is that of the samples")
  func retention() throws {
    let folder = try StoreFolder()
    let store = try folder.store()
    // 60 days of 5 minutes from a midnight on; one spike.
    var rows = regularRows("a", count: 60 * 288, from: 1_700_006_400_000)
    rows[1000].values[.used] = 1 << 45
    try store.ingest(rows)
    let days = try Aggregation.allCases.map {
      try store.panel(metric: .used, every: .days(1), by: $0)
    }
    let hours = try store.panel(metric: .used, every: .seconds(3600), by: .max)
    let now = Timestamp(milliseconds: 1_700_006_400_000 + 60 * Self.day)
    let report = try store.retain(
      Retention(raw: .days(10), hourly: .days(30), daily: .days(365)), now: now)
    #expect(report.rowsRolledUp == 50 * 288 && report.hoursDropped == 30 * 24)
    #expect(report.rawFrom.milliseconds == 1_700_006_400_000 + 50 * Self.day)
    #expect(try store.verify().isClean)
    for (aggregation, before) in zip(Aggregation.allCases, days) {
      let after = try store.panel(metric: .used, every: .days(1), by: aggregation)
      #expect(after.calendar == before.calendar)
      for step in 0..<before.stepCount {
        let (old, new) = (before[step, 0] ?? -1, after[step, 0] ?? -2)
        // Means are given back to the byte.
        #expect(abs(new - old) <= 1, "\(aggregation), day \(step)")
      }
    }
    let kept = try store.panel(metric: .used, every: .seconds(3600), by: .max)
    for step in (30 * 24)..<hours.stepCount { #expect(kept[step, 0] == hours[step, 0]) }
    #expect((0..<(30 * 24)).compactMap { kept[$0, 0] }.count == 30)
    let again = try store.retain(
      Retention(raw: .days(10), hourly: .days(30), daily: .days(365)), now: now)
    #expect(again.rowsRolledUp == 0 && again.hoursDropped == 0)
  }

  @Test("samples that come after their day was rolled up join the roll-up at the next retention")
  func lateAfterRetention() throws {
    let folder = try StoreFolder()
    let store = try folder.store()
    try store.ingest(regularRows("a", count: 20 * 288, from: 1_700_006_400_000))
    let retention = Retention(raw: .days(5), hourly: .days(365), daily: .days(365))
    let now = Timestamp(milliseconds: 1_700_006_400_000 + 20 * Self.day)
    _ = try store.retain(retention, now: now)
    let late = 1_700_006_400_000 + 3 * Self.day + 1
    try store.ingest([TestRow("a", late, [.used: 1 << 44])])
    #expect(try store.panel(metric: .used, every: .days(1), by: .max)[3, 0] == Double(1 << 44))
    let report = try store.retain(retention, now: now)
    #expect(report.rowsRolledUp == 1)
    #expect(try store.panel(metric: .used, every: .days(1), by: .max)[3, 0] == Double(1 << 44))
    #expect(try store.verify().isClean)
  }

  @Test("what is older than days are kept is gone, and a dry run changes nothing")
  func dropping() throws {
    let folder = try StoreFolder()
    let store = try folder.store()
    try store.ingest(regularRows("a", count: 30 * 288, from: 1_700_006_400_000))
    let now = Timestamp(milliseconds: 1_700_006_400_000 + 30 * Self.day)
    let retention = Retention(raw: .days(5), hourly: .days(10), daily: .days(20))
    let before = try store.allBlocks()
    let dry = try store.retain(retention, now: now, dryRun: true)
    #expect(dry.rowsRolledUp == 25 * 288 && dry.bytesAfter == dry.bytesBefore)
    #expect(try store.allBlocks() == before)
    let report = try store.retain(retention, now: now)
    #expect(report.daysDropped == 10)
    #expect(try store.range()?.start.milliseconds == 1_700_006_400_000 + 10 * Self.day)
    #expect(try store.verify().isClean)
  }
}
