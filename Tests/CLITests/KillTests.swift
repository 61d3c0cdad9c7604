import Foundation
import TestSupport
import Testing

/// `kill -9` at random moments: what was acknowledged is whole, the rest is absent, the store is clean.
@Suite(.serialized) struct KillTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private static let rowsPerFile = 12_000

  /// One VM's file; two metrics, so `2 × rowsPerFile` samples.
  private func file(_ index: Int) throws -> String {
    var text = "entity,timestamp,configured_kib,used_kib\n"
    for row in 0..<Self.rowsPerFile {
      let used = 1_000_000 + (row &* 7919 &+ index &* 104_729) % 500_000
      text += "vm\(index),\(1_767_225_600 + row * 300),4194304,\(used)\n"
    }
    return try folder.write(text, to: "f\(index).csv")
  }

  @Test("fifty kills lose nothing that was acknowledged and leave a clean store")
  func fiftyKills() throws {
    let store = folder.file("s.headroom")
    let files = try (0..<4).map(file)
    // How long a whole run takes here decides where the kills fall.
    let began = Date()
    #expect(try HeadroomProcess.run(["ingest", files[0], "--store", store]).code == 0)
    let whole = Date().timeIntervalSince(began) * Double(files.count)
    var random = SystemRandomNumberGenerator()
    for kill in 0..<50 {
      let process = try HeadroomProcess.start(["ingest"] + files + ["--store", store])
      Thread.sleep(forTimeInterval: Double.random(in: 0...whole, using: &random))
      Foundation.kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      let verified = try HeadroomProcess.run(["store", "verify", "--store", store])
      #expect(verified.code == 0, "after kill \(kill): \(verified.text) \(verified.messages)")
      let samples = try samples(in: store)
      #expect(samples % (2 * Self.rowsPerFile) == 0, "after kill \(kill): half a file was kept")
      #expect(samples >= 2 * Self.rowsPerFile, "after kill \(kill): an acknowledged file is gone")
      if samples == 2 * Self.rowsPerFile * files.count, kill < 40 {
        // All files are in: start over, so that later kills have something to interrupt.
        for suffix in ["", "-wal", "-shm"] {
          try? FileManager.default.removeItem(atPath: store + suffix)
        }
        #expect(try HeadroomProcess.run(["ingest", files[0], "--store", store]).code == 0)
      }
    }
    #expect(try HeadroomProcess.run(["ingest"] + files + ["--store", store]).code == 0)
    #expect(try samples(in: store) == 2 * Self.rowsPerFile * files.count)
  }

  private func samples(in store: String) throws -> Int {
    let info = try HeadroomProcess.run(["store", "info", "--store", store, "--format", "json"])
    let object = try JSONSerialization.jsonObject(with: info.output) as? [String: Any]
    return try #require(object?["samples"] as? Int, "\(info.messages)")
  }
}
