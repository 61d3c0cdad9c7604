import Foundation
import TestSupport

/// An ingest from a pipe that is never closed: it holds the store's write lock until it is ended.
final class SlowIngest {
  private let process = Process()
  private let pipe = Pipe()

  /// Starts the ingest and waits until it holds the lock.
  init(into store: String) throws {
    process.executableURL = URL(fileURLWithPath: HeadroomProcess.executable)
    process.arguments = ["ingest", "-", "--input-format", "samples", "--store", store]
    process.standardInput = pipe
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    // The store is opened, and the transaction begun, once the header is read.
    var text = "entity,timestamp,configured_kib,used_kib\n"
    for row in 0..<20_000 { text += "slow,\(1_767_225_600 + row * 300),4194304,1000\n" }
    pipe.fileHandleForWriting.write(Data(text.utf8))
    for _ in 0..<200 {
      let other = try HeadroomProcess.run(
        ["ingest", "-", "--store", store, "--busy-timeout", "0"],
        input: Data("entity,timestamp,used_kib\nprobe,1767225600,1\n".utf8))
      if other.code == 74 { return }
      Thread.sleep(forTimeInterval: 0.02)
    }
  }

  /// Ends it by force, so that its transaction is never committed.
  func end() {
    guard process.isRunning else { return }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  deinit { end() }
}
