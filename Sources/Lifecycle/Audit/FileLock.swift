import Foundation

/// An open log that other processes leave alone until it is released.
struct FileLock {
  enum Mode {
    case shared
    case exclusive
  }

  private let path: String
  private let descriptor: Int32

  /// Opens and locks a log; an exclusive lock makes the file where there is none.
  init(_ path: String, mode: Mode) throws(AuditError) {
    self.path = path
    let flags = mode == .shared ? O_RDONLY : O_RDWR | O_CREAT | O_APPEND
    descriptor = open(path, flags | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw Self.failure(path, "opened") }
    while flock(descriptor, mode == .shared ? LOCK_SH : LOCK_EX) != 0 {
      guard errno == EINTR else {
        let failure = Self.failure(path, "locked")
        close(descriptor)
        throw failure
      }
    }
  }

  /// The file's bytes.
  func contents() throws(AuditError) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = chunk.withUnsafeMutableBytes {
        pread(descriptor, $0.baseAddress, $0.count, off_t(bytes.count))
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw Self.failure(path, "read") }
      if count == 0 { return bytes }
      bytes += chunk[..<count]
    }
  }

  /// Adds bytes at the end and syncs them.
  func write(_ bytes: [UInt8]) throws(AuditError) {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes {
        Foundation.write(descriptor, $0.baseAddress! + done, $0.count - done)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Self.failure(path, "written") }
      done += count
    }
    guard fsync(descriptor) == 0 else { throw Self.failure(path, "written") }
  }

  /// Takes back what was added after `length` bytes.
  func cut(to length: Int) { _ = ftruncate(descriptor, off_t(length)) }

  /// Lets others go on.
  func release() { close(descriptor) }

  /// The last error of the system, as ours.
  static func failure(_ path: String, _ what: String) -> AuditError {
    .inputOutput(path: path, what: what, reason: String(cString: strerror(errno)))
  }
}
