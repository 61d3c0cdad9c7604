internal import Application
internal import Foundation
internal import Ingestion
internal import Synchronization

/// The list of rows that were skipped: place, reason and the row itself, tab-separated.
///
/// Rows come from the reading thread, one at a time, and may be many: each is written as it comes.
final class RejectLog: Sendable {
  private let path: String
  private let handle: Mutex<FileHandle>

  /// Starts the file anew.
  ///
  /// - Throws: `ApplicationError.unwritable`.
  init(path: String) throws {
    self.path = path
    guard FileManager.default.createFile(atPath: path, contents: nil),
      let handle = FileHandle(forWritingAtPath: path)
    else { throw ApplicationError.unwritable(path: path, reason: String(cString: strerror(errno))) }
    self.handle = Mutex(handle)
  }

  /// Adds a row.
  func add(_ row: RejectedRow) {
    handle.withLock { $0.write(Data("\(row)\n".utf8)) }
  }

  /// Makes sure that the list is on disk.
  func finish() throws { try handle.withLock { try $0.synchronize() } }
}
