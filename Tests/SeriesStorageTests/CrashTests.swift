import CapacityModel
import Foundation
import HeadroomBasics
import SeriesStorage
import TestSupport
import Testing

@Suite("crashes")
struct CrashTests {
  private func wildRows(_ entity: String, _ count: Int, _ seed: UInt64) -> [TestRow] {
    var generator = SplitMix64(state: seed)
    return (0..<count).map {
      TestRow(
        entity, 1_700_000_000_000 + Int64($0) * 60_000,
        [.used: Int64.random(in: 0...(1 << 62), using: &generator)])
    }
  }

  @Test("a crash at any point of an ingest leaves the files before it whole and nothing of it")
  func imagesDuringIngest() throws {
    let folder = try StoreFolder()
    // A cache of a few pages makes SQLite write to the log long before the commit.
    let store = try folder.store(StoreSettings(bufferedValues: 500, cacheBytes: 64 << 10))
    try store.ingest(wildRows("a", 3000, 1))
    let committed = try store.allBlocks()
    var images = 0
    var largestLog = 0
    _ = try store.ingest(source: "2", proxyNote: nil, now: Timestamp(seconds: 0)) { transaction in
      for round in 0..<30 {
        let rows = wildRows("a", 2000, UInt64(round)) + wildRows("b\(round)", 3000, 7)
        try transaction.append(batch(rows))
        let image = folder.file("image.headroom")
        try folder.copyStore(from: folder.file(), to: image)
        largestLog = max(largestLog, try folder.bytes(image + "-wal").count)
        let survivor = try SeriesStore.open(at: image, mode: .write)
        #expect(try survivor.verify().isClean)
        #expect(try survivor.allBlocks() == committed)
        #expect(try survivor.ingest(regularRows("z", count: 3)).samplesStored == 6)
        try survivor.close()
        images += 1
      }
    }
    #expect(images == 30)
    #expect(largestLog > 500_000, "the log must have held pages of the unfinished ingest")
    #expect(try store.verify().isClean)
  }

  @Test("a log cut at any byte gives the first files whole and none in part")
  func truncatedLogs() throws {
    let folder = try StoreFolder()
    let store = try folder.store()
    var states: [[SampleBlock]] = [[]]
    for file in 0..<6 {
      try store.ingest(wildRows("vm\(file % 3)", 300 + file * 200, UInt64(file)))
      states.append(try store.allBlocks())
    }
    let length = try folder.bytes(folder.file() + "-wal").count
    var generator = SplitMix64(state: 3)
    var seen: Set<Int> = []
    for _ in 0..<50 {
      let image = folder.file("image.headroom")
      let cut = Int.random(in: 0...length, using: &generator)
      try folder.copyStore(from: folder.file(), to: image, logBytes: cut)
      let survivor = try SeriesStore.open(at: image, mode: .read)
      let files = try survivor.info().ingests
      #expect(try survivor.verify().isClean, "log cut at \(cut)")
      #expect(try survivor.allBlocks() == states[files], "log cut at \(cut)")
      seen.insert(files)
      try survivor.close()
    }
    #expect(seen.count > 3, "the cuts should have hit several files, not \(seen.sorted())")
  }

  @Test("an acknowledged ingest is in the file and its log at once, without closing")
  func acknowledged() throws {
    let folder = try StoreFolder()
    let store = try folder.store()
    for file in 1...5 {
      try store.ingest(regularRows("vm\(file)", count: 50))
      let image = folder.file("image.headroom")
      try folder.copyStore(from: folder.file(), to: image)
      #expect(try SeriesStore.open(at: image, mode: .read).entities().count == file)
    }
  }
}
