import Application
import CapacityModel
import Demand
import HeadroomBasics
import SeriesStorage
import Testing

@Suite("panels of a store")
struct StorePanelTests {
  @Test("a panel has every entity with a sample, one calendar, and gaps in the mask")
  func panel() throws {
    let folder = try StoreFolder()
    let store = try folder.store()
    try store.ingest([
      TestRow("b", 61_000, [.used: 5]), TestRow("b", 62_000, [.used: 3]),
      TestRow("b", 185_000, [.used: 7]), TestRow("a", 125_000, [.used: 2]),
      TestRow("c", 1_000_000, [.configured: 2]),
    ])
    let panel = try store.panel(metric: .used, every: .seconds(60), by: .max)
    #expect(panel.entities.map(\.name) == ["a", "b"])
    #expect(panel.calendar.start == Timestamp(milliseconds: 60_000))
    #expect(panel.column(0) == [nil, 2, nil])
    #expect(panel.column(1) == [5, nil, 7])
  }

  @Test("a panel of a range covers it in whole steps and counts only samples inside")
  func panelOfRange() throws {
    let folder = try StoreFolder()
    let store = try folder.store()
    try store.ingest([
      TestRow("a", 59_000, [.used: 9]), TestRow("a", 61_000, [.used: 5]),
      TestRow("a", 119_000, [.used: 8]), TestRow("b", 200_000, [.used: 1]),
    ])
    let range = TimeRange(
      start: Timestamp(milliseconds: 60_000), end: Timestamp(milliseconds: 119_000))
    let panel = try store.panel(metric: .used, every: .seconds(30), by: .max, range: range)
    #expect(panel.entities == [EntityID("a")])
    #expect(panel.calendar.start == range.start)
    #expect(panel.column(0) == [5, nil])
    let empty = try store.panel(
      metric: .swapped, every: .seconds(30), by: .max, range: range)
    #expect(empty.seriesCount == 0 && empty.stepCount == 2)
  }

  @Test("percentages come out in per cent")
  func naturalUnits() throws {
    let folder = try StoreFolder()
    let store = try folder.store()
    try store.ingest([TestRow("a", 0, [.pressureSomePercent: 12_500])])
    let panel = try store.panel(metric: .pressureSomePercent, every: .seconds(1), by: .mean)
    #expect(panel[0, 0] == 12.5)
  }

  @Test("a panel that would not fit into memory is refused with its shape")
  func tooLarge() throws {
    let folder = try StoreFolder()
    let store = try folder.store()
    try store.ingest([TestRow("a", 0, [.used: 1]), TestRow("a", 1 << 50, [.used: 1])])
    #expect {
      _ = try store.panel(metric: .used, every: .seconds(1), by: .max)
    } throws: { error in
      guard case StorageError.panelTooLarge(_, let steps, 1, _) = error else { return false }
      return steps == (1 << 50) / 1000 + 1
    }
    try store.ingest([TestRow("a", .min, [.used: 1]), TestRow("a", .max - 1, [.used: 1])])
    #expect(throws: StorageError.self) {
      try store.panel(metric: .used, every: .milliseconds(1), by: .max)
    }
  }
}

@Suite("maxima of long steps")
struct LongStepTests {
  @Test("the directory's greatest values give what decoding gives", arguments: [1, 30, 400])
  func maxima(days: Int) throws {
    let folder = try StoreFolder()
    let store = try folder.store()
    try store.ingest(
      regularRows("a", count: 30_000) + regularRows("b", count: 9000, from: 1_695_000_000_000))
    try store.ingest([TestRow("a", 1_700_000_000_500, [.used: 1 << 46])])
    let range = TimeRange(
      start: Timestamp(milliseconds: 1_695_500_000_000),
      end: Timestamp(milliseconds: 1_707_000_000_000))
    for range in [nil, range] {
      let panel = try store.panel(
        metric: .used, every: .days(Int64(days)), by: .max, range: range)
      var expected: [EntityID: [Double]] = [:]
      try store.forEachBlock(metrics: [.used], range: range ?? .all) { block in
        expected[block.entity] = block.resampled(.used, every: .days(Int64(days)), by: .max).values
      }
      for (series, entity) in panel.entities.enumerated() {
        let found = (0..<panel.stepCount).compactMap { panel[$0, series] }
        #expect(found == expected[entity], "\(entity)")
      }
    }
  }
}
