import Application
import CapacityModel
import HeadroomBasics
import SeriesStorage
import Testing

@Suite("reading")
struct ReadingTests {
  private func range(_ start: Int64, _ end: Int64) -> TimeRange {
    TimeRange(start: Timestamp(milliseconds: start), end: Timestamp(milliseconds: end))
  }

  private func blocks(
    _ store: SeriesStore, _ metrics: [MemoryMetric], _ range: TimeRange = .all,
    _ entities: [EntityID]? = nil
  ) throws -> [SampleBlock] {
    var blocks: [SampleBlock] = []
    try store.forEachBlock(metrics: metrics, range: range, entities: entities) { blocks.append($0) }
    return blocks
  }

  @Test("a range is half-open at any place within and between chunks")
  func ranges() throws {
    let folder = try StoreFolder()
    let store = try folder.store()
    let rows = (0..<2100).map { TestRow("a", Int64($0) * 10, [.used: Int64($0)]) }
    try store.ingest(rows)
    for (start, end) in [
      (0, 10), (5, 10_241), (10_230, 10_250), (10_240, 10_240), (20_990, 30_000),
    ] {
      let expected = rows.map(\.instant).filter { $0 >= start && $0 < end }
      let found = try blocks(store, [.used], range(Int64(start), Int64(end)))
      #expect(found.first?.timestamps ?? [] == expected, "\(start)..<\(end)")
      #expect(found.first?.values[.used] ?? [] == expected.map { $0 / 10 })
    }
    #expect(try blocks(store, [.used], range(-100, 0)).isEmpty)
    #expect(try blocks(store, [.used], range(20_991, 40_000)).isEmpty)
  }

  @Test("rows, columns and entities without a wanted value are left out")
  func selection() throws {
    let folder = try StoreFolder()
    let store = try folder.store()
    try store.ingest([
      TestRow("a", 1, [.used: 1, .configured: 9]), TestRow("a", 2, [.configured: 9]),
      TestRow("b", 3, [.configured: 9]),
    ])
    let used = try blocks(store, [.used, .swapped])
    #expect(used == [SampleBlock(entity: EntityID("a"), timestamps: [1], values: [.used: [1]])])
    #expect(try blocks(store, []).isEmpty)
    #expect(try blocks(store, [.configured]).count == 2)
  }

  @Test("wanted entities come once each, by name; unknown ones are passed over")
  func entities() throws {
    let folder = try StoreFolder()
    let store = try folder.store()
    for name in ["c", "a", "é", "b"] { try store.ingest(regularRows(name, count: 2)) }
    let wanted = ["é", "c", "nobody", "a", "c"].map { EntityID($0) }
    #expect(try blocks(store, [.used], .all, wanted).map(\.entity.name) == ["a", "c", "é"])
  }

  @Test("what the body throws ends the walk and comes out")
  func thrownBody() throws {
    struct Enough: Error {}
    let folder = try StoreFolder()
    let store = try folder.store()
    try store.ingest(regularRows("a", count: 2) + regularRows("b", count: 2))
    var seen = 0
    #expect(throws: Enough.self) {
      try store.forEachBlock(metrics: [.used]) { _ in
        seen += 1
        throw Enough()
      }
    }
    #expect(seen == 1)
  }

  @Test("an empty store has no range, no entities and no bytes a sample")
  func emptyStore() throws {
    let folder = try StoreFolder()
    let store = try folder.store()
    #expect(try store.range() == nil)
    #expect(try store.entities().isEmpty)
    #expect(try store.info().bytesPerSample == nil)
    #expect(try store.verify().isClean)
    #expect(try store.panel(metric: .used, every: .seconds(300), by: .max).seriesCount == 0)
  }

  @Test("the range reaches from the first to just after the last instant of any entity")
  func storeRange() throws {
    let folder = try StoreFolder()
    let store = try folder.store()
    try store.ingest([
      TestRow("a", 500, [.used: 1]), TestRow("b", -7, [.used: 1]), TestRow("b", 90, [.used: 1]),
    ])
    #expect(try store.range() == range(-7, 501))
    let info = try store.info()
    #expect(info.range == range(-7, 501))
    #expect(info.samplesByMetric.map(\.metric) == [.used])
    #expect(info.samples == 3)
    #expect(info.schemaVersion == 3)
  }
}
