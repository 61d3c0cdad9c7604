import Foundation
import TestSupport
import Testing

/// Full disks, read-only folders, cut and flipped files, a clock that goes backwards: clear errors, nothing lost.
@Suite(.serialized) struct FaultTests {
  private let folder: TemporaryFolder
  private let store: StoreProbe

  init() throws {
    folder = try TemporaryFolder()
    store = StoreProbe(folder.file("s.headroom"))
  }

  /// Runs `headroom` in a shell under `limits`.
  private func limited(_ limits: String, _ arguments: [String]) throws -> (Int32, String) {
    let process = Process()
    let messages = folder.file("messages")
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments =
      ["-c", "\(limits); exec \"$@\"", "sh", HeadroomProcess.executable] + arguments
    _ = FileManager.default.createFile(atPath: messages, contents: nil)
    process.standardError = FileHandle(forWritingAtPath: messages)
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: messages)), as: UTF8.self)
    let code = process.terminationStatus
    return (process.terminationReason == .exit ? code : -code, text)
  }

  /// A file of random-looking values, which no encoding makes small.
  private func noise(vm: Int, rows: Int) throws -> String {
    var state = UInt64(vm) &* 0x9E37_79B9_7F4A_7C15 | 1
    var text = "entity,timestamp,used_bytes\n"
    for row in 0..<rows {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      text += "noise\(vm),\(1_577_836_800 + row * 300),\(state >> 32)\n"
    }
    return try folder.write(text, to: "noise\(vm).csv")
  }

  @Test(
    "an ingest that meets a limit on file sizes is refused whole, and what was acknowledged stays")
  func fullWhileIngesting() throws {
    let small = try noise(vm: 1, rows: 2000)
    let large = try noise(vm: 2, rows: 300_000)
    // Blocks of 512 bytes: 512 KiB.
    let (code, text) = try limited(
      "ulimit -f 1024", ["ingest", small, large, "--store", store.path])
    #expect(code == 74, "\(text)")
    #expect(text.contains("no space is left"), "\(text)")
    #expect(text.contains(store.path), "\(text)")
    try store.expectClean()
    #expect(try store.samples() == 2000)
    #expect(try HeadroomProcess.run(["ingest", large, "--store", store.path]).code == 0)
    #expect(try store.samples() == 302_000)
  }

  @Test("a backup that meets a limit on file sizes leaves the old copy and no litter")
  func fullWhileBackingUp() throws {
    let file = try noise(vm: 1, rows: 200_000)
    #expect(try HeadroomProcess.run(["ingest", file, "--store", store.path]).code == 0)
    let copy = try folder.write("old", to: "copy.headroom")
    let (code, text) = try limited(
      "ulimit -f 512", ["store", "backup", "--store", store.path, "--output", copy, "--force"])
    #expect(code == 74, "\(text)")
    #expect(text.contains("no space is left"), "\(text)")
    #expect(text.contains(copy), "\(text)")
    #expect(try Data(contentsOf: URL(fileURLWithPath: copy)) == Data("old".utf8))
    #expect(try folder.names().filter { $0.contains(".partial-") } == [])
    try store.expectClean()
  }

  @Test(
    "on a full file system the same holds",
    .enabled(if: SmallDisk.isPermitted, "mounting a tmpfs is not permitted here"))
  func fullDisk() throws {
    let disk = try SmallDisk(at: folder.file("disk"), bytes: 2 << 20)
    let there = StoreProbe(disk.path + "/s.headroom")
    let small = try noise(vm: 1, rows: 2000)
    let large = try noise(vm: 2, rows: 400_000)
    let result = try HeadroomProcess.run(["ingest", small, large, "--store", there.path])
    #expect(result.code == 74)
    #expect(result.messages.contains("no space is left"), "\(result.messages)")
    try there.expectClean()
    #expect(try there.samples() == 2000)
  }

  @Test("a store cut short is reported, by verify and by whoever reads")
  func truncated() throws {
    let file = try noise(vm: 1, rows: 30_000)
    #expect(try HeadroomProcess.run(["ingest", file, "--store", store.path]).code == 0)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: store.path))
    for share in [0.9, 0.5] {
      try bytes.prefix(Int(Double(bytes.count) * share))
        .write(to: URL(fileURLWithPath: store.path))
      let verified = try HeadroomProcess.run(["store", "verify", "--store", store.path])
      #expect([2, 65].contains(verified.code), "\(verified.code) \(verified.messages)")
      #expect(try HeadroomProcess.run(["store", "export", "--store", store.path]).code != 0)
    }
  }

  @Test("a flipped bit is found, or fell where nothing is stored and changes nothing")
  func flippedBits() throws {
    let file = try noise(vm: 1, rows: 30_000)
    #expect(try HeadroomProcess.run(["ingest", file, "--store", store.path]).code == 0)
    let content = try store.content()
    let bytes = try Data(contentsOf: URL(fileURLWithPath: store.path))
    var found = 0
    for step in 1...20 {
      var changed = bytes
      changed[bytes.count * step / 21 + step * 97] ^= UInt8(1 << (step % 8))
      try changed.write(to: URL(fileURLWithPath: store.path))
      let verified = try HeadroomProcess.run(["store", "verify", "--store", store.path])
      if verified.code == 0 {
        #expect(try store.content() == content, "bit at \(step)/21 changed samples unseen")
      } else {
        #expect([2, 65].contains(verified.code), "bit at \(step)/21: \(verified.messages)")
        found += 1
      }
    }
    #expect(found > 0, "no bit fell on stored samples")
  }

  @Test("a store in a read-only folder is exported and not restored over")
  func readOnlyFolder() throws {
    let file = try noise(vm: 1, rows: 100)
    let inner = folder.file("inner")
    try FileManager.default.createDirectory(atPath: inner, withIntermediateDirectories: true)
    let there = StoreProbe(inner + "/s.headroom")
    #expect(try HeadroomProcess.run(["ingest", file, "--store", there.path]).code == 0)
    #expect(try HeadroomProcess.run(["ingest", file, "--store", store.path]).code == 0)
    // Root is bound by the flag alone, everybody else by the permission bits.
    guard SmallDisk.run("chattr", ["+i", inner]) || getuid() != 0 else { return }
    chmod(inner, 0o555)
    defer {
      _ = SmallDisk.run("chattr", ["-i", inner])
      chmod(inner, 0o755)
    }
    #expect(try there.exportedRows() == 100)
    let restored = try HeadroomProcess.run(
      ["store", "restore", store.path, "--store", there.path, "--force"])
    #expect(restored.code == 74, "\(restored.messages)")
    let copied = try HeadroomProcess.run(
      ["store", "backup", "--store", store.path, "--output", inner + "/copy.headroom"])
    #expect(copied.code == 74, "\(copied.messages)")
  }

  @Test("a clock that went backwards costs nothing: older samples come after newer ones")
  func clockBackwards() throws {
    let year = 31_536_000
    let files = try [0, -year, year, -10 * 300].map {
      try folder.samplesFile(vm: 1, rows: 50, from: 1_735_689_600 + $0)
    }
    for file in files {
      // The records' own times go backwards with faketime alone; the samples' do here.
      #expect(try HeadroomProcess.run(["ingest", file, "--store", store.path]).code == 0)
    }
    try store.expectClean()
    #expect(try store.exportedRows() == 3 * 50 + 10)
  }
}
