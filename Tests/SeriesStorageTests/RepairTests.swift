import CapacityModel
import Foundation
import HeadroomBasics
import SeriesStorage
import TestSupport
import Testing

@Suite("repair and salvage")
struct RepairTests {
  private func closedStore(_ folder: StoreFolder) throws -> [SampleBlock] {
    let store = try folder.store()
    try store.ingest(
      regularRows("a", count: 12_000) + regularRows("b", count: 3000)
        + regularRows("c", count: 9000, shift: 3))
    try store.ingest((0..<30).map { TestRow("live\($0)", 99, [.used: 4096]) })
    let blocks = try store.allBlocks()
    try store.close()
    return blocks
  }

  @Test("a damaged chunk goes to quarantine, its rows are counted as lost, and all else is whole")
  func chunk() throws {
    let folder = try StoreFolder()
    let before = try closedStore(folder)
    try folder.execute(
      "UPDATE chunk SET data = zeroblob(70) WHERE entity = (SELECT id FROM entity WHERE name = 'b')"
    )
    let store = try SeriesStore.open(at: folder.file(), mode: .write)
    let report = try store.repair(now: Timestamp(seconds: 7))
    #expect(report.quarantined == 1 && report.rowsLost == 3000)
    #expect(report.damages.map { $0.entity?.name } == ["b"])
    #expect(try store.verify().isClean)
    #expect(try store.allBlocks() == before.filter { $0.entity.name != "b" })
    try store.ingest(regularRows("b", count: 3000))
    #expect(try store.allBlocks() == before)
    #expect(try store.verify().isClean)
  }

  @Test(
    "index columns, names, counts and records are set right without loss",
    arguments: [
      "UPDATE chunk SET t1 = t1 + 1, count = 3 WHERE id = 1",
      "UPDATE entity SET checksum = 1 WHERE id = 2",
      "UPDATE tally SET samples = samples + 1", "UPDATE ingest SET rows = 1 WHERE id = 1",
      "UPDATE head SET t0 = 5",
    ])
  func withoutLoss(sql: String) throws {
    let folder = try StoreFolder()
    let before = try closedStore(folder)
    try folder.execute(sql)
    let store = try SeriesStore.open(at: folder.file(), mode: .write)
    #expect(try !store.verify().isClean)
    #expect(try store.repair(now: Timestamp(seconds: 7)).rowsLost == 0)
    #expect(try store.verify().isClean)
    #expect(try store.allBlocks() == before)
  }

  @Test("of two chunks that cover the same time one stays")
  func overlap() throws {
    let folder = try StoreFolder()
    let before = try closedStore(folder)
    try folder.execute(
      """
      INSERT INTO chunk (entity, t0, t1, count, data)
      SELECT entity, t0 + 1, t1, count, data FROM chunk WHERE id = 1
      """)
    let store = try SeriesStore.open(at: folder.file(), mode: .write)
    _ = try store.repair(now: Timestamp(seconds: 7))
    #expect(try store.verify().isClean)
    #expect(try store.allBlocks() == before)
  }

  @Test("a lost page costs what is on it; every other sample is saved", arguments: 0..<6)
  func salvage(seed: UInt64) throws {
    let folder = try StoreFolder()
    let before = try closedStore(folder)
    var bytes = try folder.bytes(folder.file())
    var generator = SplitMix64(state: seed)
    // Not the first page: without it nothing says that this is a database.
    let page = Int.random(in: 1..<(bytes.count / 16_384), using: &generator)
    for place in (page * 16_384)..<((page + 1) * 16_384) {
      bytes[place] = UInt8.random(in: 0...255, using: &generator)
    }
    try folder.write(bytes, to: folder.file())
    let report: SalvageReport
    do {
      report = try SeriesStore.salvage(from: folder.file(), to: folder.file("saved.headroom"))
    } catch { return }  // the root of a tree: SQLite gives nothing away
    let saved = try SeriesStore.open(at: folder.file("saved.headroom"), mode: .read)
    #expect(try saved.verify().isClean)
    let blocks = try saved.allBlocks()
    let total = before.reduce(0) { $0 + $1.timestamps.count }
    let kept = blocks.reduce(0) { $0 + $1.timestamps.count }
    #expect(kept == total || !report.losses.isEmpty, "page \(page): \(kept) of \(total)")
    for block in blocks where !block.entity.name.hasPrefix("lost-") {
      let original = try #require(before.first { $0.entity == block.entity })
      #expect(Set(block.timestamps).isSubset(of: original.timestamps))
    }
  }

  @Test("salvage never replaces a file")
  func existing() throws {
    let folder = try StoreFolder()
    _ = try closedStore(folder)
    #expect(throws: StorageError.self) {
      try SeriesStore.salvage(from: folder.file(), to: folder.file())
    }
  }
}
