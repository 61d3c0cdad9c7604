import CapacityModel
import HeadroomBasics
import SeriesStorage
import Testing

@Suite("corrections") struct CorrectionTests {
  private let now = Timestamp(seconds: 1_800_000_000)
  private let step: Int64 = 60_000

  /// Rows a minute apart from the epoch on.
  private func rows(_ entity: String, _ range: Range<Int64>, used: Int64 = 100) -> [TestRow] {
    range.map { TestRow(entity, $0 * step, [.used: used + $0, .configured: 4096]) }
  }

  private func instants(_ store: SeriesStore, _ entity: String) throws -> [Int64] {
    try store.allBlocks().first { $0.entity.name == entity }?.timestamps.map { $0 / step } ?? []
  }

  private func minutes(_ range: Range<Int64>) -> TimeRange {
    TimeRange(
      start: Timestamp(milliseconds: range.lowerBound * step),
      end: Timestamp(milliseconds: range.upperBound * step))
  }

  @Test(
    "a stretch of an entity is deleted, from chunks and from rows that wait", arguments: [10, 6000])
  func deleteStretch(count: Int64) throws {
    let folder = try StoreFolder()
    let store = try folder.store()
    try store.ingest(rows("a", 0..<count) + rows("b", 0..<count))
    let before = try store.allBlocks()
    let dry = try store.delete([EntityID("a")], in: minutes(3..<7), now: now, dryRun: true)
    #expect(dry.rows == 4 && dry.entities == 1 && dry.removed == 0)
    #expect(try store.allBlocks() == before)
    let report = try store.delete([EntityID("a")], in: minutes(3..<7), now: now)
    #expect(report == dry)
    #expect(try instants(store, "a") == Array(0..<3) + Array(7..<count))
    #expect(try instants(store, "b") == Array(0..<count))
    #expect(try store.verify().isClean)
    // What was taken away may come again.
    #expect(try store.ingest(rows("a", 3..<7)).samplesStored == 8)
    #expect(try store.allBlocks() == before)
  }

  @Test("an entity of which nothing is left is forgotten, and the span of the store is found anew")
  func deleteWhole() throws {
    let folder = try StoreFolder()
    let store = try folder.store()
    try store.ingest(rows("a", 0..<100) + [TestRow("late", 9_000_000_000_000, [.used: 1])])
    let report = try store.delete([EntityID("late")], now: now)
    #expect(report.removed == 1)
    #expect(try store.entities() == [EntityID("a")])
    #expect(try store.range()?.end.milliseconds == 99 * step + 1)
    #expect(try store.verify().isClean)
  }

  @Test("roll-ups whose period begins in the stretch are deleted with it")
  func deleteRollups() throws {
    let folder = try StoreFolder()
    let store = try folder.store()
    try store.ingest(rows("a", 0..<(5 * 1440)))
    _ = try store.retain(
      Retention(raw: .days(1), hourly: .days(100), daily: .days(100)),
      now: Timestamp(milliseconds: 5 * 86_400_000))
    let report = try store.delete(
      [EntityID("a")], in: minutes(1440..<2880), now: now)
    #expect(report.rows == 25, "24 hours and a day")
    let days = try #require(try store.allBlocks().first).timestamps.map { $0 / 86_400_000 }
    #expect(Set(days) == [0, 2, 3, 4])
    #expect(try store.verify().isClean)
  }

  @Test("an entity gets another name, but not one that is taken")
  func rename() throws {
    let folder = try StoreFolder()
    let store = try folder.store()
    try store.ingest(rows("old", 0..<50) + rows("other", 0..<5))
    try store.rename(EntityID("old"), to: EntityID("new"), now: now)
    #expect(try instants(store, "new") == Array(0..<50) && instants(store, "old").isEmpty)
    #expect(throws: StorageError.entityExists(path: store.path, name: "other", beside: "new")) {
      try store.rename(EntityID("new"), to: EntityID("other"), now: now)
    }
    #expect(throws: StorageError.unknownEntity(path: store.path, name: "old")) {
      try store.rename(EntityID("old"), to: EntityID("x"), now: now)
    }
    #expect(throws: StorageError.unusableName(path: store.path, name: "")) {
      try store.rename(EntityID("new"), to: EntityID(""), now: now)
    }
    #expect(try store.verify().isClean)
  }

  @Test(
    "entities are joined: rows side by side, of two demands the larger", arguments: [false, true])
  func merge(isEncrypted: Bool) throws {
    let folder = try StoreFolder()
    let store = try folder.store(
      StoreSettings(key: isEncrypted ? try StoreKey(bytes: Array(repeating: 7, count: 32)) : nil))
    try store.ingest(rows("a", 0..<60) + rows("b", 50..<100, used: 300))
    let report = try store.merge(
      [EntityID("a"), EntityID("b")], into: EntityID("b"), now: now)
    #expect(report.rows == 60 && report.removed == 1)
    #expect(try store.entities() == [EntityID("b")])
    let block = try #require(try store.allBlocks().first)
    #expect(block.timestamps.map { $0 / step } == Array(0..<100))
    let used = try #require(block.values[.used])
    #expect(used[49] == 149 && used[50] == 350 && used[99] == 399)
    #expect(try store.events().map(\.kind) == [.conflict])
    #expect(try store.verify().isClean)
  }

  @Test(
    "an ingest that replaces takes away what stood in its range, of its metrics, at once or not at all"
  )
  func replace() throws {
    let folder = try StoreFolder()
    let store = try folder.store()
    try store.ingest(rows("a", 0..<100, used: 5000))
    let before = try store.allBlocks()
    let better = (20..<30).filter { $0 != 25 }.map { TestRow("a", Int64($0) * step, [.used: 1]) }
    let replaced = [EntityID("a"): ReplacedRows(ranges: [minutes(20..<30)], metrics: [.used])]
    struct Stop: Error {}
    #expect(throws: Stop.self) {
      _ = try store.ingest(source: "x", proxyNote: nil, replacing: replaced, now: now) {
        try $0.append(batch(better))
        throw Stop()
      }
    }
    #expect(try store.allBlocks() == before)
    _ = try store.ingest(source: "x", proxyNote: nil, replacing: replaced, now: now) {
      try $0.append(batch(better))
    }
    let block = try #require(try store.allBlocks().first)
    let (used, sizes) = (try #require(block.values[.used]), try #require(block.values[.configured]))
    #expect(used[19] == 5019 && used[20] == 1 && used[29] == 1 && used[30] == 5030)
    #expect(used[25] == SampleBatch.missing && sizes[25] == 4096, "what the file has not is gone")
    #expect(try store.events().isEmpty && store.verify().isClean)
  }

  @Test("conflicts and declarations are counted by entity, and survive a salvage")
  func events() throws {
    let folder = try StoreFolder()
    let store = try folder.store()
    try store.ingest(rows("a", 0..<100) + rows("b", 0..<100))
    try store.ingest(rows("a", 10..<40, used: 7000))
    _ = try store.ingest(source: "x", proxyNote: nil, statistic: .average, now: now) {
      try $0.append(batch(rows("b", 100..<160)))
    }
    let events = try store.events()
    #expect(
      events.map(\.entity.name) == ["a", "b"] && events.map(\.kind) == [.conflict, .average])
    #expect(events.map(\.count) == [30, 60])
    #expect(
      events[1].range
        == TimeRange(
          start: Timestamp(milliseconds: 100 * step), end: Timestamp(milliseconds: 159 * step + 1)))
    try store.close()
    _ = try SeriesStore.salvage(from: folder.file(), to: folder.file("saved.headroom"))
    let saved = try SeriesStore.open(at: folder.file("saved.headroom"), mode: .read)
    #expect(try saved.events() == events)
    try saved.close()
    try folder.execute("UPDATE event SET count = 31 WHERE kind = 'conflict'")
    let damaged = try SeriesStore.open(at: folder.file(), mode: .write)
    #expect(try damaged.verify().damages.map(\.kind) == [.record])
    #expect(throws: StorageError.self) { try damaged.events() }
    _ = try damaged.repair(now: now)
    #expect(try damaged.verify().isClean && damaged.events().count == 1)
  }
}
