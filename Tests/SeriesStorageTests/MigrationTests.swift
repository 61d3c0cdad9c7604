import CapacityModel
import Foundation
import GRDB
import HeadroomBasics
import SeriesStorage
import Testing

/// Stores that earlier releases wrote; fixtures are never written anew.
@Suite("stores of earlier releases")
struct MigrationTests {
  /// Two entities of the demo fleet, written when the schema was 1 and chunks had version 1.
  private func schema1(_ folder: StoreFolder) throws -> String {
    let fixture = try #require(
      Bundle.module.url(forResource: "schema1", withExtension: "headroom", subdirectory: "Fixtures")
    )
    try FileManager.default.copyItem(atPath: fixture.path, toPath: folder.file())
    return folder.file()
  }

  /// What the fleet's own CSV has for those rows, summed by another program.
  private func expectTruth(_ store: SeriesStore) throws {
    let blocks = try store.allBlocks()
    #expect(blocks.map(\.entity.name) == ["vm-0001", "vm-0040"])
    #expect(blocks.map(\.timestamps.count) == [6144, 6144])
    let used = blocks.map { $0.values[.used]?.reduce(0, +) }
    #expect(used == [33_579_237_376 * 1024, 1_183_634_944 * 1024])
    let configured = blocks.map { $0.values[.configured]?.reduce(0, +) }
    #expect(configured == [103_079_215_104 * 1024, 25_769_803_776 * 1024])
    #expect(blocks.map { $0.timestamps.first } == [1_767_225_619_000, 1_767_225_623_000])
    #expect(try store.info().samples == 4 * 6144)
    #expect(try store.verify().isClean)
  }

  @Test("a store of schema 1 is read as it is")
  func reading() throws {
    let folder = try StoreFolder()
    let path = try schema1(folder)
    let before = try folder.bytes(path)
    let store = try SeriesStore.open(at: path, mode: .read)
    #expect(try store.info().schemaVersion == 1)
    try expectTruth(store)
    try store.close()
    #expect(try folder.bytes(path) == before)
  }

  @Test("writing to a store of schema 1 brings it up to date and keeps a copy of what it was")
  func writing() throws {
    let folder = try StoreFolder()
    let path = try schema1(folder)
    let store = try SeriesStore.open(at: path, mode: .write)
    #expect(try store.info().schemaVersion == 3)
    try expectTruth(store)
    try store.ingest([TestRow("vm-0001", 1_900_000_000_000, [.used: 5])])
    #expect(try store.info().samples == 4 * 6144 + 1)
    #expect(try store.verify().isClean)
    try store.close()
    let copy = try SeriesStore.open(at: path + ".schema1", mode: .read)
    #expect(try copy.info().schemaVersion == 1)
    try expectTruth(copy)
  }

  @Test("compaction of chunks of version 1 changes no sample")
  func compaction() throws {
    let folder = try StoreFolder()
    let store = try SeriesStore.open(at: try schema1(folder), mode: .write)
    let report = try store.compact()
    #expect(report.entities == 2 && report.chunksAfter < report.chunksBefore)
    try expectTruth(store)
  }

  @Test("a store with a damaged chunk stays at its schema, whole as it was")
  func damaged() throws {
    let folder = try StoreFolder()
    let path = try schema1(folder)
    let queue = try DatabaseQueue(path: path)
    try queue.write { try $0.execute(sql: "UPDATE chunk SET data = zeroblob(9) WHERE id = 3") }
    try queue.close()
    #expect(throws: StorageError.self) { try SeriesStore.open(at: path, mode: .write) }
    let store = try SeriesStore.open(at: path, mode: .read)
    #expect(try store.verify().damages.count == 1)
  }
}
