import CapacityModel
import HeadroomBasics
import SeriesStorage
import Testing

@Suite("ingest")
struct IngestTests {
  @Test("what goes in comes out, by entity in name order, and the summary counts it")
  func roundTrip() throws {
    let folder = try StoreFolder()
    let store = try folder.store()
    let rows = regularRows("vm2", count: 3000) + regularRows("vm1", count: 10, shift: 5)
    let summary = try store.ingest(rows)
    #expect(summary.rows == 3010)
    #expect(summary.samplesStored == 6020)
    #expect(summary.samples == 6020)
    #expect(summary.newEntities == 2)
    #expect((summary.duplicatesEqual, summary.duplicatesUnequal, summary.lateSamples) == (0, 0, 0))
    #expect(try store.entities() == [EntityID("vm1"), EntityID("vm2")])
    let blocks = try store.allBlocks()
    #expect(blocks.map(\.entity.name) == ["vm1", "vm2"])
    #expect(blocks[1].timestamps == rows[..<3000].map(\.instant))
    #expect(blocks[1].values[.used] == rows[..<3000].map { $0.values[.used] ?? 0 })
    #expect(blocks[1].values[.configured] == [Int64](repeating: 8 << 30, count: 3000))
  }

  @Test(
    "ingesting the same file again stores nothing and counts every sample as an equal duplicate")
  func again() throws {
    let folder = try StoreFolder()
    let store = try folder.store()
    let rows = regularRows("a", count: 2500) + regularRows("b", count: 3)
    try store.ingest(rows)
    let before = try store.info()
    let summary = try store.ingest(rows)
    #expect(summary.samplesStored == 0)
    #expect(summary.duplicatesEqual == 5006)
    #expect(summary.duplicatesUnequal == 0)
    #expect(summary.newEntities == 0)
    #expect(summary.lateSamples == 0)
    let after = try store.info()
    #expect(after.chunks == before.chunks)
    #expect(after.chunkBytes == before.chunkBytes)
    #expect(after.fileBytes == before.fileBytes)
    #expect(after.ingests == 2)
  }

  @Test(
    "of unequal values the larger demand and the last size stay, within a file and against the store"
  )
  func unequalDuplicates() throws {
    let folder = try StoreFolder()
    let store = try folder.store()
    let first = try store.ingest([
      TestRow("a", 1000, [.used: 5, .configured: 50]),
      TestRow("a", 1000, [.used: 4, .configured: 40]),
    ])
    #expect(first.duplicatesUnequal == 2)
    #expect(first.samplesStored == 2)
    #expect(try store.allBlocks()[0].values == [.used: [5], .configured: [40]])
    let second = try store.ingest([TestRow("a", 1000, [.used: 9, .configured: 30])])
    #expect(second.duplicatesUnequal == 2)
    #expect(try store.allBlocks()[0].values == [.used: [9], .configured: [30]])
    let third = try store.ingest([TestRow("a", 1000, [.used: 1, .configured: 30])])
    #expect((third.duplicatesUnequal, third.duplicatesEqual) == (1, 1))
    #expect(try store.allBlocks()[0].values == [.used: [9], .configured: [30]])
  }

  @Test("metrics that arrive on rows of their own share the instant")
  func separateRows() throws {
    let folder = try StoreFolder()
    let store = try folder.store()
    try store.ingest([
      TestRow("a", 1000, [.used: 1]), TestRow("a", 1000, [.swapped: 2]),
      TestRow("a", 2000, [.used: 3]), TestRow("a", 3000, [:]),
    ])
    try store.ingest([TestRow("a", 2000, [.limit: 4])])
    let missing = SampleBatch.missing
    let expected: [MemoryMetric: [Int64]] = [
      .used: [1, 3], .swapped: [2, missing], .limit: [missing, 4],
    ]
    #expect(try store.allBlocks()[0].timestamps == [1000, 2000])
    #expect(try store.allBlocks()[0].values == expected)
  }

  @Test("samples older than an entity's newest are counted as late and land in their place")
  func late() throws {
    let folder = try StoreFolder()
    let store = try folder.store()
    let rows = regularRows("a", count: 4000)
    try store.ingest(rows.enumerated().filter { $0.offset % 2 == 0 }.map(\.element))
    let summary = try store.ingest(
      rows.enumerated().filter { $0.offset % 2 == 1 }.map(\.element))
    // The newest odd row lies after the newest even one.
    #expect(summary.lateSamples == 2 * 1999)
    #expect(summary.samplesStored == 2 * 2000)
    #expect(try store.allBlocks()[0].timestamps == rows.map(\.instant))
    #expect(try store.verify().isClean)
  }

  @Test(
    "appends of one row leave chunks of hundreds of rows, forwards and backwards",
    arguments: [1, -1])
  func smallAppends(direction: Int64) throws {
    let folder = try StoreFolder()
    let store = try folder.store()
    _ = try store.ingest(source: "live", proxyNote: nil, now: Timestamp(seconds: 0)) { _ in }
    for row in 0..<700 {
      try store.ingest([TestRow("a", Int64(row) * direction * 60_000, [.used: Int64(row)])])
    }
    #expect(try store.info().chunks <= 16)
    #expect(try store.allBlocks()[0].timestamps.count == 700)
    #expect(try store.verify().isClean)
  }

  @Test("one late row among many full chunks rewrites its own chunk only")
  func oneLateRow() throws {
    let folder = try StoreFolder()
    let store = try folder.store()
    let rows = regularRows("a", count: 40_960)
    try store.ingest(rows)
    #expect(try store.info().chunks == 10)
    try store.ingest([TestRow("a", rows[20_000].instant + 1, [.used: 1])])
    #expect(try store.info().chunks == 10)
    #expect(try store.info().waitingRows == 1)
    #expect(try store.verify().isClean)
  }

  @Test("a body that throws leaves nothing behind, whatever it had handed over")
  func abandoned() throws {
    struct Abandoned: Error {}
    let folder = try StoreFolder()
    let store = try folder.store()
    try store.ingest(regularRows("a", count: 100))
    let before = try store.allBlocks()
    #expect(throws: Abandoned.self) {
      _ = try store.ingest(source: "b", proxyNote: nil, now: Timestamp(seconds: 0)) {
        try $0.append(batch(regularRows("a", count: 5000) + regularRows("new", count: 5000)))
        throw Abandoned()
      }
    }
    #expect(try store.allBlocks() == before)
    #expect(try store.info().ingests == 1)
    #expect(try store.entities() == [EntityID("a")])
    #expect(try store.verify().isClean)
    #expect(try store.ingest(regularRows("b", count: 5)).samplesStored == 10)
  }

  @Test(
    "an unusable name fails the ingest, even where the body swallows the error",
    arguments: ["", "a\0b"])
  func names(name: String) throws {
    let folder = try StoreFolder()
    let store = try folder.store()
    let path = store.path
    #expect(throws: StorageError.unusableName(path: path, name: name)) {
      _ = try store.ingest(source: "x", proxyNote: nil, now: Timestamp(seconds: 0)) {
        try? $0.append(batch(regularRows(name, count: 2000)))
        try? $0.append(batch(regularRows("good", count: 1)))
      }
    }
    #expect(try store.entities().isEmpty)
  }

  @Test("the store remembers sources, refused rows and what was measured instead of demand")
  func records() throws {
    let folder = try StoreFolder()
    let store = try folder.store()
    for note in ["active memory", nil, "active memory"] {
      let summary = try store.ingest(
        source: "x", proxyNote: note, now: Timestamp(seconds: 5)
      ) {
        $0.recordRejected(2)
        try $0.append(batch(regularRows("a", count: 3)))
      }
      #expect(summary.rowsRejected == 2)
    }
    let info = try store.info()
    #expect(info.ingests == 3)
    #expect(info.rejectedRows == 6)
    #expect(info.proxyNotes == ["active memory"])
  }
}
