import CapacityModel
import Foundation
import GRDB
import HeadroomBasics
import SeriesStorage
import TestSupport
import Testing

@Suite("verify")
struct VerifyTests {
  /// A closed store with three entities and several chunks.
  private func closedStore(_ folder: StoreFolder) throws -> [SampleBlock] {
    let store = try folder.store()
    try store.ingest(regularRows("a", count: 8192) + regularRows("b", count: 300))
    _ = try store.ingest(source: "more.csv", proxyNote: "active", now: Timestamp(seconds: 1)) {
      try $0.append(batch(regularRows("c", count: 6000, shift: 3)))
    }
    let blocks = try store.allBlocks()
    try store.close()
    return blocks
  }

  private func change(_ folder: StoreFolder, _ sql: String) throws {
    let queue = try DatabaseQueue(path: folder.file())
    try queue.writeWithoutTransaction {
      try $0.execute(sql: "PRAGMA foreign_keys = OFF")
      try $0.execute(sql: sql)
    }
    try queue.close()
  }

  private func report(_ folder: StoreFolder) throws -> VerifyReport {
    try SeriesStore.open(at: folder.file(), mode: .read).verify()
  }

  private typealias Kind = VerifyReport.Damage.Kind

  private static let damages: [(sql: String, kind: Kind, entity: String?)] = [
    ("UPDATE entity SET name = 'x' WHERE name = 'b'", .entity, "x"),
    ("UPDATE chunk SET data = zeroblob(50) WHERE id = 3", .chunk, "b"),
    ("UPDATE chunk SET data = 'text' WHERE id = 3", .chunk, "b"),
    ("UPDATE chunk SET t1 = t1 + 1 WHERE id = 1", .index, "a"),
    ("UPDATE chunk SET count = 'many' WHERE id = 1", .chunk, "a"),
    ("UPDATE chunk SET t0 = -9223372036854775808 WHERE id = 1", .index, "a"),
    ("UPDATE chunk SET t1 = 9223372036854775807 WHERE id = 3", .index, "b"),
    ("UPDATE chunk SET entity = 77 WHERE id = 3", .orphan, nil),
    ("UPDATE chunk SET entity = 2 WHERE id = 2", .chunk, "b"),
    ("UPDATE ingest SET rejected = 5 WHERE id = 2", .record, nil),
    ("UPDATE ingest SET source = 'less.csv' WHERE id = 2", .record, nil),
    ("DROP TABLE ingest", .schema, nil),
  ]

  @Test("each kind of damage is listed with its entity", arguments: damages.indices)
  func kinds(index: Int) throws {
    let (sql, kind, entity) = Self.damages[index]
    let folder = try StoreFolder()
    _ = try closedStore(folder)
    #expect(try report(folder).isClean)
    try change(folder, sql)
    let damages = try report(folder).damages
    #expect(damages.contains { $0.kind == kind && $0.entity?.name == entity }, "\(damages)")
    #expect(damages.allSatisfy { $0.description.hasPrefix($0.kind.rawValue) })
  }

  @Test("a damaged chunk is listed with the time it covers")
  func damagedRange() throws {
    let folder = try StoreFolder()
    let blocks = try closedStore(folder)
    try change(folder, "UPDATE chunk SET data = zeroblob(50) WHERE id = 3")
    let damage = try #require(try report(folder).damages.first)
    let instants = blocks[1].timestamps
    #expect(damage.range?.start.milliseconds == instants.first)
    #expect(damage.range?.end.milliseconds == instants.last.map { $0 + 1 })
  }

  @Test("chunks that overlap are named")
  func overlap() throws {
    let folder = try StoreFolder()
    _ = try closedStore(folder)
    // The same rows once more: their bytes are sound, their place is taken.
    try change(
      folder,
      """
      INSERT INTO chunk (entity, t0, t1, count, data)
      SELECT entity, t0 + 1, t1, count, data FROM chunk WHERE id = 1
      """)
    let damages = try report(folder).damages
    #expect(
      damages.contains { $0.kind == .overlap && $0.entity == EntityID("a") && $0.range != nil })
    #expect(damages.contains { $0.description.hasPrefix("overlap: entity a, 2023-11-14T") })
    let reader = try SeriesStore.open(at: folder.file(), mode: .read)
    #expect(throws: StorageError.self) { try reader.allBlocks() }
  }

  @Test("reading and merging a damaged chunk names the entity and stops")
  func damagedReads() throws {
    let folder = try StoreFolder()
    _ = try closedStore(folder)
    try change(folder, "UPDATE chunk SET data = zeroblob(900) WHERE id = 3")
    let store = try SeriesStore.open(at: folder.file(), mode: .write)
    for action in [{ _ = try store.allBlocks() }, { try store.ingest(regularRows("b", count: 9)) }]
    {
      #expect {
        try action()
      } throws: { error in
        guard case StorageError.corrupt(_, let evidence) = error else { return false }
        return evidence.contains("chunk of b from 2023-11-14T22:13:20")
      }
    }
  }

  @Test("no flipped bit of the file changes what is read without being noticed", arguments: 0..<4)
  func flippedBits(seed: UInt64) throws {
    let folder = try StoreFolder()
    let expected = try closedStore(folder)
    let info = try SeriesStore.open(at: folder.file(), mode: .read).info()
    let bytes = try folder.bytes(folder.file())
    let filled = bytes.indices.filter { bytes[$0] != 0 }
    var generator = SplitMix64(state: seed)
    var noticed = 0
    for round in 0..<100 {
      // Pages are half empty, so most hits go to bytes that say something, some of them to the header.
      let anywhere = Int.random(in: 0..<(bytes.count * 8), using: &generator)
      let somewhere = Int.random(in: 0..<8, using: &generator)
      let header = Int.random(in: 0..<(100 * 8), using: &generator)
      let place = filled.randomElement(using: &generator) ?? 0
      let bit = [anywhere, header, place * 8 + somewhere, place * 8 + somewhere][round % 4]
      var damaged = bytes
      damaged[bit / 8] ^= 1 << UInt8(bit % 8)
      try folder.write(damaged, to: folder.file("flipped.headroom"))
      do {
        let store = try SeriesStore.open(at: folder.file("flipped.headroom"), mode: .read)
        if try !store.verify().isClean {
          noticed += 1
          continue
        }
        #expect(try store.allBlocks() == expected, "bit \(bit)")
        var found = try store.info()
        found.path = info.path
        #expect(found == info, "bit \(bit)")
      } catch is StorageError { noticed += 1 }
    }
    #expect(noticed > 30)
  }

  @Test("a truncated file is noticed at any length")
  func truncated() throws {
    let folder = try StoreFolder()
    _ = try closedStore(folder)
    let bytes = try folder.bytes(folder.file())
    for part in 0..<40 {
      let length = bytes.count * part / 40
      try folder.write(Array(bytes.prefix(length)), to: folder.file("cut.headroom"))
      do {
        let store = try SeriesStore.open(at: folder.file("cut.headroom"), mode: .read)
        #expect(try !store.verify().isClean, "cut at \(length) of \(bytes.count)")
      } catch { continue }
    }
  }

  @Test("a page of zeros or of noise is noticed, wherever it lies")
  func lostPages() throws {
    let folder = try StoreFolder()
    _ = try closedStore(folder)
    let bytes = try folder.bytes(folder.file())
    var generator = SplitMix64(state: 8)
    for page in 0..<(bytes.count / 16_384) {
      for isNoise in [false, true] {
        var damaged = bytes
        for place in (page * 16_384)..<((page + 1) * 16_384) {
          damaged[place] = isNoise ? UInt8.random(in: 0...255, using: &generator) : 0
        }
        try folder.write(damaged, to: folder.file("page.headroom"))
        do {
          let store = try SeriesStore.open(at: folder.file("page.headroom"), mode: .read)
          #expect(try !store.verify().isClean, "page \(page)")
        } catch { continue }
      }
    }
  }
}
