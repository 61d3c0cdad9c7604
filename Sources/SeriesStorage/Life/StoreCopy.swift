import Foundation
import GRDB

/// Puts a whole copy of a store under a name: made beside its place, synced, then renamed.
///
/// Killed at any moment, the name shows what stood there before or the finished copy, never a part.
struct StoreCopy {
  /// The final place, as it was given.
  let target: String
  /// Where the copy is made: in the same folder, since a rename cannot leave the file system.
  let draft: String

  private static let mark = ".partial-"

  /// Plans a copy to `target`; removes what copies to it left that were killed.
  init(to target: String) {
    self.target = target
    draft = "\(target)\(Self.mark)\(getpid())"
    sweep()
  }

  /// Copies one committed state of `queue`'s store to the draft, and syncs it.
  ///
  /// `VACUUM INTO` reads one snapshot, so a writer may go on meanwhile. SQLite's other way, its backup interface, starts
  /// over at every commit of another process and might never end beside a busy ingest.
  func make(from queue: DatabaseQueue) throws {
    do {
      try queue.writeWithoutTransaction { database in
        try database.execute(sql: "VACUUM INTO ?", arguments: [draft])
      }
      // A vacuumed copy is no longer in write-ahead mode, which readers beside a writer rely on.
      let copy = try DatabaseQueue(path: draft)
      _ = try copy.writeWithoutTransaction {
        try String.fetchOne($0, sql: "PRAGMA journal_mode = WAL")
      }
      try copy.close()
    } catch let error as DatabaseError {
      throw StorageError(error, path: target, waited: .zero)
    }
    let handle = Glibc.open(draft, O_RDONLY | O_CLOEXEC)
    guard handle >= 0 else { throw systemError() }
    defer { close(handle) }
    guard fsync(handle) == 0 else { throw systemError() }
  }

  /// Gives the draft its name.
  ///
  /// - Parameter replacing: Whether a file that is there may be replaced; where not, none ever is.
  func publish(replacing: Bool) throws {
    if replacing {
      guard rename(draft, target) == 0 else { throw systemError() }
    } else if link(draft, target) != 0 {
      if errno == EEXIST { throw StorageError.targetExists(path: target) }
      // Where the file system knows no links, a look and a rename have to do.
      guard access(target, F_OK) != 0 else { throw StorageError.targetExists(path: target) }
      guard rename(draft, target) == 0 else { throw systemError() }
    }
    discard()
    try synchroniseFolder()
  }

  /// Removes the draft, if there is one.
  func discard() {
    for suffix in ["", "-wal", "-shm", "-journal"] { unlink(draft + suffix) }
  }

  private var folder: String {
    let parent = (target as NSString).deletingLastPathComponent
    return parent.isEmpty ? "." : parent
  }

  private func synchroniseFolder() throws {
    let handle = Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard handle >= 0 else { throw systemError() }
    defer { close(handle) }
    guard fsync(handle) == 0 || errno == EINVAL else { throw systemError() }
  }

  /// Removes drafts whose makers are gone.
  private func sweep() {
    let prefix = (target as NSString).lastPathComponent + Self.mark
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in names where name.hasPrefix(prefix) {
      let digits = name.dropFirst(prefix.count).prefix { $0.isNumber }
      guard let maker = pid_t(digits), maker == getpid() || (kill(maker, 0) != 0 && errno == ESRCH)
      else { continue }
      unlink("\(folder)/\(name)")
    }
  }

  private func systemError() -> StorageError {
    let code = errno
    switch code {
    case ENOENT, ENOTDIR: return .notFound(path: folder)
    case EROFS, EACCES, EPERM:
      return .readOnly(path: target, reason: String(cString: strerror(code)))
    case ENOSPC, EDQUOT, EFBIG: return .diskFull(path: target)
    default:
      return .inputOutput(path: target, code: Int(code), message: String(cString: strerror(code)))
    }
  }
}
