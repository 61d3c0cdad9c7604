import Foundation
import TestSupport
import Testing

/// `kill -9` while a store is compacted and while old samples are rolled up.
@Suite(.serialized) struct LifeKillTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private static let rows = 6_000

  /// A store of small chunks, as a fleet that reports often leaves them.
  private func filled(_ name: String) throws -> StoreProbe {
    let store = StoreProbe(folder.file(name))
    for part in 0..<4 {
      var text = "entity,timestamp,configured_kib,used_kib\n"
      for vm in 0..<6 {
        for row in 0..<(Self.rows / 4) {
          let time = 1_767_225_600 + (part * Self.rows / 4 + row) * 300
          text +=
            "vm\(vm),\(time),4194304,\(1_000_000 + (row &* 7919 &+ vm &* 104_729) % 500_000)\n"
        }
      }
      let file = try folder.write(text, to: "\(name)-\(part).csv")
      #expect(try HeadroomProcess.run(["ingest", file, "--store", store.path]).code == 0)
    }
    return store
  }

  @Test("thirty kills in compaction change no sample")
  func compaction() throws {
    let store = try filled("c.headroom")
    let whole = try Data(contentsOf: URL(fileURLWithPath: store.path))
    let before = try HeadroomProcess.run(["store", "export", "--store", store.path]).output
    var harness = KillHarness(["store", "compact", "--store", store.path], kills: 30)
    try harness.run(
      prepare: { try put(whole, at: store.path) },
      check: { comment in
        let verified = try HeadroomProcess.run(["store", "verify", "--store", store.path])
        #expect(verified.code == 0, "\(comment): \(verified.text)")
        let after = try HeadroomProcess.run(["store", "export", "--store", store.path]).output
        #expect(after == before, "\(comment)")
      })
  }

  @Test("thirty kills in retention lose no peak of any day")
  func retention() throws {
    let store = try filled("r.headroom")
    let whole = try Data(contentsOf: URL(fileURLWithPath: store.path))
    let daily = [
      "store", "export", "--store", store.path, "--step", "1d", "--aggregate", "max",
    ]
    let before = try HeadroomProcess.run(daily).output
    var harness = KillHarness(
      [
        "store", "retain", "--store", store.path, "--raw", "5d", "--hourly", "300w", "--daily",
        "600w", "--now", "2026-02-01T00:00:00Z",
      ], kills: 30)
    try harness.run(
      prepare: { try put(whole, at: store.path) },
      check: { comment in
        let verified = try HeadroomProcess.run(["store", "verify", "--store", store.path])
        #expect(verified.code == 0, "\(comment): \(verified.text)")
        #expect(try HeadroomProcess.run(daily).output == before, "\(comment)")
      })
  }

  private func put(_ bytes: Data, at path: String) throws {
    for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
    try bytes.write(to: URL(fileURLWithPath: path))
  }
}
