import Foundation
import TestSupport
import Testing

/// Damaged input through the whole command: one clear paragraph, the right exit code, nothing half-ingested.
@Suite struct IngestDamageTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private let header = "entity,timestamp,configured_kib,used_kib\n"

  /// Good rows of one VM.
  private func rows(_ count: Int = 300) -> String {
    (0..<count).map { "vm1,\(1_767_225_600 + $0 * 300),4194304,\(1_048_576 + $0 * 4)\n" }.joined()
  }

  private func ingest(_ text: String, _ options: String...) throws -> HeadroomProcess.Result {
    let path = try folder.write(text, to: "samples.csv")
    return try HeadroomProcess.run(
      ["ingest", path, "--store", folder.file("s.headroom")] + options)
  }

  /// Samples that `store info` counts; 0 where there is no store.
  private func storedSamples() throws -> Int {
    let path = folder.file("s.headroom")
    guard FileManager.default.fileExists(atPath: path) else { return 0 }
    let info = try HeadroomProcess.run(["store", "info", "--store", path, "--format", "json"])
    #expect(info.code == 0, "\(info.messages)")
    let object = try JSONSerialization.jsonObject(with: info.output) as? [String: Any]
    return try #require(object?["samples"] as? Int)
  }

  /// A refused run: the exit code, one paragraph that holds the parts, and an untouched store.
  private func expectRefused(
    _ result: HeadroomProcess.Result, code: Int32 = 65, saying parts: String...,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    #expect(result.code == code, "\(result.messages)", sourceLocation: sourceLocation)
    for part in parts {
      #expect(result.messages.contains(part), "\(result.messages)", sourceLocation: sourceLocation)
    }
    let paragraphs = result.messages.split(separator: "\n").filter { $0.contains("error") }
    #expect(paragraphs.count == 1, "\(result.messages)", sourceLocation: sourceLocation)
    #expect(try storedSamples() == 0, sourceLocation: sourceLocation)
  }

  @Test("an infinite demand is refused with its line, column and field, and NaN is no value")
  func notANumber() throws {
    let result = try ingest(header + rows() + "vm1,1767400000,4194304,Inf\n")
    try expectRefused(result, saying: "samples.csv:302:", "used_kib", "Inf")
    let empty = try ingest(header + rows() + "vm1,1767400000,4194304,NaN\n")
    #expect(empty.code == 0)
    #expect(empty.messages.contains("1 field that means 'no value'"), "\(empty.messages)")
    #expect(try storedSamples() == 601)
  }

  @Test("a negative size is refused")
  func negative() throws {
    try expectRefused(
      try ingest(header + rows() + "vm1,1767400000,-2,5\n"), saying: "samples.csv:302:",
      "configured_kib")
  }

  @Test("swapped columns are refused for the whole file")
  func swappedColumns() throws {
    let swapped = header.replacingOccurrences(
      of: "configured_kib,used_kib", with: "used_kib,configured_kib")
    try expectRefused(try ingest(swapped + rows()), saying: "--allow-used-above-configured")
  }

  @Test("bytes given as KiB are refused with the unit that makes sense")
  func wrongUnit() throws {
    let text = header + "vm1,1767225600,\(8 << 30),\(1 << 30)\n"
    try expectRefused(try ingest(text), saying: "samples.csv:2:", "_bytes", "--max-size")
  }

  @Test("an empty file is refused")
  func empty() throws { try expectRefused(try ingest(""), saying: "empty") }

  @Test("a missing file is an input/output error")
  func missing() throws {
    let result = try HeadroomProcess.run(
      ["ingest", folder.file("nowhere.csv"), "--store", folder.file("s.headroom")])
    try expectRefused(result, code: 74, saying: "nowhere.csv")
  }

  @Test("a truncated .xz is refused and nothing of it is stored")
  func truncatedArchive() throws {
    let plain = try folder.write(header + rows(20_000), to: "big.csv")
    let xz = Process()
    xz.executableURL = URL(fileURLWithPath: "/usr/bin/xz")
    xz.arguments = ["-k", plain]
    try xz.run()
    xz.waitUntilExit()
    let whole = try Data(contentsOf: URL(fileURLWithPath: plain + ".xz"))
    let path = try folder.write(whole.prefix(whole.count - 40), to: "cut.csv.xz")
    let result = try HeadroomProcess.run(["ingest", path, "--store", folder.file("s.headroom")])
    try expectRefused(result, saying: "cut.csv.xz")
  }

  @Test("with --on-error skip what is good is stored, and what is left out is listed")
  func skipping() throws {
    let text = header + rows() + "vm1,1767400000,4194304,Inf\nvm1,1767400300,4194304,5\n"
    for (mode, samples, reason) in [
      ("skip-row", 602, "used_kib:"), ("skip", 603, "field left out"),
    ] {
      let result = try ingest(
        text, "--on-error", mode, "--rejects", folder.file("rejects-\(mode).txt"))
      #expect(result.code == 0, "\(result.messages)")
      let rejects = try String(contentsOfFile: folder.file("rejects-\(mode).txt"), encoding: .utf8)
      #expect(rejects.contains("samples.csv:302:") && rejects.contains(reason))
      #expect(rejects.contains("vm1,1767400000,4194304,Inf"))
      #expect(rejects.split(separator: "\n").count == 1)
      #expect(try storedSamples() == samples)
    }
  }

  @Test("a dry run reads everything and stores nothing")
  func dryRun() throws {
    let result = try ingest(header + rows(), "--dry-run")
    #expect(result.code == 0)
    #expect(try storedSamples() == 0)
  }

  @Test("the same file twice grows nothing")
  func twice() throws {
    #expect(try ingest(header + rows()).code == 0)
    #expect(try storedSamples() == 600)
    #expect(try ingest(header + rows()).code == 0)
    #expect(try storedSamples() == 600)
  }

  @Test("a store of a newer version is refused, and not touched")
  func newerStore() throws {
    #expect(try ingest(header + rows()).code == 0)
    let path = folder.file("s.headroom")
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    // SQLite keeps user_version as a big-endian word at byte 60 of the file.
    bytes.replaceSubrange(60..<64, with: [0, 0, 0, 99])
    try bytes.write(to: URL(fileURLWithPath: path))
    for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
    let result = try ingest(header + rows())
    #expect(result.code == 65 || result.code == 74)
    #expect(result.messages.contains("99"))
    #expect(result.messages.contains("newer"))
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == bytes)
  }

  @Test("a store on a read-only file system is read, and not written")
  func readOnlyStore() throws {
    #expect(try ingest(header + rows()).code == 0)
    let path = folder.file("s.headroom")
    // chattr binds root too; where the file system has no such flag, permission bits must do.
    let immutable = Self.run("/usr/bin/chattr", ["+i", path])
    defer { if immutable { _ = Self.run("/usr/bin/chattr", ["-i", path]) } }
    try #require(immutable || getuid() != 0, "neither chattr nor permission bits bind here")
    if !immutable { chmod(path, 0o444) }
    #expect(try storedSamples() == 600)
    let result = try ingest(header + rows(400))
    #expect(result.code == 74, "\(result.messages)")
    #expect(result.messages.contains("s.headroom"))
  }

  private static func run(_ executable: String, _ arguments: [String]) -> Bool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = arguments
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}
