import Foundation

/// Where a log ended when it was last added to.
struct AuditHead: Sendable, Hashable, Codable {
  /// The number of lines.
  let count: Int
  /// The hash of the last.
  let hash: String

  /// The file beside the log.
  static func path(for log: String) -> String { "\(log).head" }

  /// What stands beside a log.
  enum Found {
    case none
    case unreadable
    case head(AuditHead)
  }

  /// Reads the head beside a log.
  static func read(for log: String) throws(AuditError) -> Found {
    let path = path(for: log)
    guard FileManager.default.fileExists(atPath: path) else { return .none }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw .inputOutput(path: path, what: "read", reason: "permission denied or not a file")
    }
    return (try? JSONDecoder().decode(Self.self, from: data)).map { .head($0) } ?? .unreadable
  }

  /// Puts the head beside a log, whole or not at all.
  func write(for log: String) throws(AuditError) {
    let path = Self.path(for: log)
    let temporary = "\(path).partial"
    let text = "{\"count\":\(count),\"hash\":\"\(hash)\"}\n"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw FileLock.failure(path, "written") }
    let bytes = Array(text.utf8)
    let written = bytes.withUnsafeBytes {
      Foundation.write(descriptor, $0.baseAddress, $0.count)
    }
    let synced = written == bytes.count && fsync(descriptor) == 0
    close(descriptor)
    guard synced, rename(temporary, path) == 0 else { throw FileLock.failure(path, "written") }
  }
}
