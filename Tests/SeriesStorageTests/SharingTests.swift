import CapacityModel
import Foundation
import HeadroomBasics
import SeriesStorage
import TestSupport
import Testing

@Suite("sharing a store")
struct SharingTests {
  @Test("a second writer waits, then fails clearly, and succeeds once the first is done")
  func twoWriters() throws {
    let folder = try StoreFolder()
    let first = try folder.store()
    let second = try SeriesStore.open(
      at: folder.file(), mode: .write,
      settings: StoreSettings(busyTimeout: .milliseconds(60)))
    let path = folder.file()
    _ = try first.ingest(source: "1", proxyNote: nil, now: Timestamp(seconds: 0)) { transaction in
      try transaction.append(batch(regularRows("a", count: 5)))
      #expect(throws: StorageError.locked(path: path, waitedSeconds: 0.06)) {
        try second.ingest(regularRows("b", count: 5))
      }
    }
    #expect(try second.ingest(regularRows("b", count: 5)).samplesStored == 10)
    #expect(try first.entities().map(\.name) == ["a", "b"])
  }

  @Test("a reader sees the last committed state while an ingest runs")
  func readerBesideWriter() throws {
    let folder = try StoreFolder()
    let writer = try folder.store(StoreSettings(cacheBytes: 1024))
    try writer.ingest(regularRows("a", count: 5))
    let reader = try SeriesStore.open(at: folder.file(), mode: .read)
    _ = try writer.ingest(source: "2", proxyNote: nil, now: Timestamp(seconds: 0)) { transaction in
      try transaction.append(batch(regularRows("b", count: 20_000)))
      #expect(try reader.entities().map(\.name) == ["a"])
      #expect(try reader.verify().isClean)
    }
    #expect(try reader.entities().map(\.name) == ["a", "b"])
  }

  @Test(
    "a disk that fills up fails the ingest, keeps what was committed, and takes smaller files again"
  )
  func diskFull() throws {
    let folder = try StoreFolder()
    let store = try folder.store(StoreSettings(maximumFileBytes: 40 * 16_384))
    try store.ingest(regularRows("a", count: 100))
    let before = try store.allBlocks()
    var generator = SplitMix64(state: 5)
    let wild = (0..<200_000).map {
      TestRow("b", Int64($0) * 1000, [.used: Int64.random(in: 0 ... .max, using: &generator)])
    }
    #expect(throws: StorageError.diskFull(path: folder.file())) { try store.ingest(wild) }
    #expect(try store.allBlocks() == before)
    #expect(try store.verify().isClean)
    #expect(try store.ingest(regularRows("c", count: 10)).samplesStored == 20)
  }
}
