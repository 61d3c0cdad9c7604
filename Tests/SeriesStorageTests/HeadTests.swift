import CapacityModel
import HeadroomBasics
import SeriesStorage
import TestSupport
import Testing

/// Many entities with few rows each.
@Suite("live appends")
struct HeadTests {
  /// What a fleet reports at one instant; levels move a little.
  private func report(_ entities: Int, instant: Int64, seed: UInt64) -> [TestRow] {
    var generator = SplitMix64(state: seed)
    return (0..<entities).map { entity in
      let used = Int64(entity * 1_000 + Int.random(in: 0..<50, using: &generator)) << 12
      return TestRow("vm\(entity)", instant, [.used: used, .configured: 8 << 30])
    }
  }

  @Test("rows that wait are read, filtered and resampled like any others")
  func reading() throws {
    let folder = try StoreFolder()
    let store = try folder.store()
    for step in 0..<5 {
      try store.ingest(report(300, instant: Int64(step) * 300_000, seed: UInt64(step)))
    }
    let info = try store.info()
    #expect(info.chunks == 0 && info.waitingRows == 1500 && info.samples == 3000)
    let blocks = try store.allBlocks()
    #expect(blocks.count == 300)
    #expect(blocks.allSatisfy { $0.timestamps == (0..<5).map { $0 * 300_000 } })
    var part: [SampleBlock] = []
    try store.forEachBlock(
      metrics: [.used],
      range: TimeRange(
        start: Timestamp(milliseconds: 300_000), end: Timestamp(milliseconds: 900_000)),
      entities: [EntityID("vm7")]
    ) { part.append($0) }
    #expect(part.map(\.timestamps) == [[300_000, 600_000]])
    #expect(part.first?.values.keys.map(\.self) == [.used])
    #expect(try store.verify().isClean)
  }

  @Test("waiting rows become chunks by themselves, and nothing changes for a reader")
  func folding() throws {
    let folder = try StoreFolder()
    let store = try folder.store()
    var expected: [SampleBlock] = []
    for step in 0..<300 {
      try store.ingest(report(20, instant: Int64(step) * 300_000, seed: UInt64(step)))
      if step == 280 { expected = try store.allBlocks() }
    }
    let info = try store.info()
    #expect(info.chunks == 20 && info.waitingRows < 20 * 20)
    let blocks = try store.allBlocks()
    #expect(blocks.map { Array($0.timestamps.prefix(281)) } == expected.map(\.timestamps))
    #expect(
      blocks.map { Array($0.values[.used]?.prefix(281) ?? []) } == expected.map { $0.values[.used] }
    )
    #expect(try store.verify().isClean)
  }

  @Test("the same report once more stores nothing and the file does not grow")
  func again() throws {
    let folder = try StoreFolder()
    let store = try folder.store()
    let rows = report(500, instant: 1_000, seed: 1)
    try store.ingest(rows)
    try store.ingest(report(500, instant: 2_000, seed: 2))
    let before = try store.info()
    let summary = try store.ingest(rows)
    #expect(summary.samplesStored == 0 && summary.duplicatesEqual == 1000)
    let after = try store.info()
    #expect(after.waitingRows == before.waitingRows && after.fileBytes == before.fileBytes)
  }

  @Test("a full file once more, after which only a record is new, does not make the store grow")
  func wholeFileAgain() throws {
    let folder = try StoreFolder()
    let store = try folder.store()
    let rows = regularRows("a", count: 9000) + regularRows("b", count: 5000)
    try store.ingest(rows)
    let before = try store.info()
    for _ in 0..<5 { try store.ingest(rows) }
    let after = try store.info()
    #expect(after.samples == before.samples && after.chunks == before.chunks)
    #expect(after.fileBytes == before.fileBytes && after.ingests == 6)
  }

  @Test("a correction of a waiting row goes into the chunks: more demand wins, the later size wins")
  func corrections() throws {
    let folder = try StoreFolder()
    let store = try folder.store()
    try store.ingest(report(50, instant: 1_000, seed: 1))
    let summary = try store.ingest([
      TestRow("vm3", 1_000, [.used: 1 << 50, .configured: 4 << 30]),
      TestRow("vm4", 1_000, [.used: 1, .configured: 8 << 30]),
    ])
    #expect(summary.duplicatesUnequal == 3 && summary.duplicatesEqual == 1)
    let blocks = try store.allBlocks()
    let vm3 = try #require(blocks.first { $0.entity.name == "vm3" })
    #expect(vm3.values[.used] == [1 << 50] && vm3.values[.configured] == [4 << 30])
    let vm4 = try #require(blocks.first { $0.entity.name == "vm4" })
    #expect(vm4.values[.used]?.first ?? 0 > 1)
    #expect(try store.info().samples == 100)
    #expect(try store.verify().isClean)
  }

  @Test("rows that come after the head was emptied within one ingest are what they were")
  func emptiedHalfway() throws {
    let folder = try StoreFolder()
    // So small that every batch is stored as it comes and a batch of corrections is written at once.
    let store = try folder.store(StoreSettings(bufferedValues: 100))
    func rows(_ instant: Int64, _ factor: Int64) -> [TestRow] {
      (1...60).map { TestRow("vm\($0)", instant, [.used: Int64($0) * factor]) }
    }
    try store.ingest(rows(1, 1000))
    let summary = try store.ingest(source: "live", proxyNote: nil, now: Timestamp(seconds: 0)) {
      for (instant, factor) in [(2, 3000), (1, 5000), (3, 70_001), (4, 90_001)] as [(Int64, Int64)]
      {
        try $0.append(batch(rows(instant, factor)))
      }
    }
    #expect(summary.samplesStored == 180 && summary.duplicatesUnequal == 60)
    #expect(summary.lateSamples == 0)
    let blocks = try store.allBlocks()
    for block in blocks {
      let number = try #require(Int64(block.entity.name.dropFirst(2)))
      #expect(block.timestamps == [1, 2, 3, 4])
      #expect(block.values[.used] == [5000, 3000, 70_001, 90_001].map { number * $0 })
    }
    #expect(blocks.count == 60)
    #expect(try store.verify().isClean)
  }

  @Test("a sample from the future does not keep later ones from being stored")
  func clockAhead() throws {
    let folder = try StoreFolder()
    let store = try folder.store()
    try store.ingest([TestRow("vm0", 9_000_000_000_000, [.used: 1])])
    for step in 0..<10 {
      let summary = try store.ingest(report(30, instant: Int64(step) * 300_000, seed: 5))
      #expect(summary.samplesStored == 60)
    }
    #expect(try store.allBlocks()[0].timestamps.last == 9_000_000_000_000)
    #expect(try store.verify().isClean)
  }

  @Test("a damaged block of waiting rows is noticed, set aside, and the rest stays")
  func damage() throws {
    let folder = try StoreFolder()
    let store = try folder.store()
    for step in 0..<20 { try store.ingest(report(40, instant: Int64(step), seed: 1)) }
    try store.close()
    try folder.execute("UPDATE head SET data = zeroblob(40) WHERE id = 12")
    let damaged = try SeriesStore.open(at: folder.file(), mode: .write)
    // Blocks 9 to 16 build on one another: what follows the damaged one there goes with it.
    #expect(try damaged.verify().damages.map(\.kind) == [.head, .head, .head, .head, .head])
    #expect(throws: StorageError.self) { try damaged.allBlocks() }
    let report = try damaged.repair(now: Timestamp(seconds: 1))
    #expect(report.quarantined == 5 && report.rowsLost == 5 * 40)
    #expect(try damaged.verify().isClean)
    #expect(try damaged.allBlocks().allSatisfy { $0.timestamps == Array(0...10) + Array(16...19) })
    #expect(try damaged.info().quarantined == 5)
  }
}
