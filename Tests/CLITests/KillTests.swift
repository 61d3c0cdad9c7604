import Foundation
import TestSupport
import Testing

/// `kill -9` at random moments: what was acknowledged is whole, the rest is absent, the store is clean.
@Suite(.serialized) struct KillTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private static let rows = 4_000
  private static let samplesPerFile = 2 * rows

  @Test("a hundred kills of an ingest lose nothing that was acknowledged and leave a clean store")
  func ingest() throws {
    let base = StoreProbe(folder.file("base.headroom"))
    let store = StoreProbe(folder.file("s.headroom"))
    let files = try (0..<4).map { try folder.samplesFile(vm: $0, rows: Self.rows) }
    #expect(try HeadroomProcess.run(["ingest", files[0], "--store", base.path]).code == 0)
    var harness = KillHarness(["ingest"] + files + ["--store", store.path], kills: 100)
    var fresh = 0
    let killed = try harness.run {
      // Every third kill falls on what the kill before left.
      if fresh % 3 != 2 { try store.replace(by: base.path) }
      fresh += 1
    } check: { context in
      try store.expectClean("\(context)")
      let samples = try store.samples()
      #expect(samples % Self.samplesPerFile == 0, "\(context): half a file was kept")
      #expect(samples >= Self.samplesPerFile, "\(context): an acknowledged file is gone")
    }
    #expect(killed > 20, "seed \(harness.seed): too few kills fell into a run")
    #expect(try HeadroomProcess.run(["ingest"] + files + ["--store", store.path]).code == 0)
    #expect(try store.samples() == Self.samplesPerFile * files.count)
  }

  @Test("forty kills of a backup leave the old copy or the new one, never a half, and no litter")
  func backup() throws {
    let store = StoreProbe(folder.file("s.headroom"))
    let copy = StoreProbe(folder.file("copy.headroom"))
    let first = try folder.samplesFile(vm: 0, rows: Self.rows)
    let second = try folder.samplesFile(vm: 1, rows: 30_000)
    let arguments = ["store", "backup", "--store", store.path, "--output", copy.path, "--force"]
    #expect(try HeadroomProcess.run(["ingest", first, "--store", store.path]).code == 0)
    #expect(try HeadroomProcess.run(arguments).code == 0)
    let old = folder.file("old.headroom")
    try FileManager.default.copyItem(atPath: copy.path, toPath: old)
    #expect(try HeadroomProcess.run(["ingest", second, "--store", store.path]).code == 0)
    let whole = try store.samples()
    var harness = KillHarness(arguments, kills: 40)
    try harness.run {
      try copy.replace(by: old)
    } check: { context in
      try copy.expectClean("\(context)")
      let samples = try copy.samples()
      #expect([Self.samplesPerFile, whole].contains(samples), "\(context): \(samples) samples")
      #expect(try store.samples() == whole, "\(context): the store itself changed")
    }
    #expect(try HeadroomProcess.run(arguments).code == 0)
    #expect(try folder.names().filter { $0.contains(".partial-") } == [], "seed \(harness.seed)")
  }

  @Test("twenty kills of a restore leave the old store or the new one, clean and writable")
  func restore() throws {
    let store = StoreProbe(folder.file("s.headroom"))
    let backup = StoreProbe(folder.file("backup.headroom"))
    let old = StoreProbe(folder.file("old.headroom"))
    let first = try folder.samplesFile(vm: 0, rows: Self.rows)
    let second = try folder.samplesFile(vm: 1, rows: 30_000)
    #expect(try HeadroomProcess.run(["ingest", first, "--store", old.path]).code == 0)
    #expect(try HeadroomProcess.run(["ingest", second, "--store", backup.path]).code == 0)
    let contents = [try old.content(), try backup.content()]
    let late = try folder.samplesFile(vm: 9, rows: 100)
    var harness = KillHarness(
      ["store", "restore", backup.path, "--store", store.path, "--force"], kills: 20)
    try harness.run {
      try store.replace(by: old.path)
    } check: { context in
      #expect(contents.contains(try store.content()), "\(context): neither the one nor the other")
      let before = try store.samples()
      #expect(try HeadroomProcess.run(["ingest", late, "--store", store.path]).code == 0)
      #expect(try store.samples() == before + 200, "\(context)")
      try store.expectClean("\(context)")
    }
  }
}
