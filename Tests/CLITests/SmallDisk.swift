import Foundation

/// A file system of a few megabytes, in memory, for tests of full disks; unmounted with the value.
final class SmallDisk {
  let path: String

  init(at path: String, bytes: Int) throws {
    self.path = path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    guard Self.run("mount", ["-t", "tmpfs", "-o", "size=\(bytes)", "tmpfs", path]) else {
      throw CocoaError(.fileWriteNoPermission)
    }
  }

  deinit { _ = Self.run("umount", [path]) }

  /// Whether this process may mount.
  static let isPermitted: Bool = {
    let path = NSTemporaryDirectory() + "headroom-mount-\(getpid())"
    defer { try? FileManager.default.removeItem(atPath: path) }
    return (try? SmallDisk(at: path, bytes: 65_536)) != nil
  }()

  /// Runs a system command quietly; whether it succeeded.
  static func run(_ command: String, _ arguments: [String]) -> Bool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [command] + arguments
    process.standardError = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}
