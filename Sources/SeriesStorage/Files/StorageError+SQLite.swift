import Foundation
import GRDB

extension StorageError {
  /// What an error of the database means for whoever asked.
  ///
  /// - Parameter waited: How long the connection waits for a lock.
  init(_ error: any Error, path: String, waited: Duration) {
    switch error {
    case let error as StorageError: self = error
    case let error as DatabaseError: self = Self.meaning(of: error, path: path, waited: waited)
    // What is left are values that GRDB cannot read as the type their column has.
    default: self = .corrupt(path: path, evidence: "\(error)")
    }
  }

  private static func meaning(
    of error: DatabaseError, path: String, waited: Duration
  ) -> StorageError {
    let message = error.message ?? "SQLite says nothing more"
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      return .locked(
        path: path,
        waitedSeconds: Double(waited.components.seconds)
          + Double(waited.components.attoseconds) / 1e18)
    case .SQLITE_FULL: return .diskFull(path: path)
    case .SQLITE_IOERR where isFileSizeLimit(error): return .diskFull(path: path)
    case .SQLITE_READONLY, .SQLITE_PERM: return .readOnly(path: path, reason: message)
    case .SQLITE_NOTADB: return .notAStore(path: path, found: message)
    case .SQLITE_CORRUPT, .SQLITE_CONSTRAINT, .SQLITE_MISMATCH, .SQLITE_ERROR, .SQLITE_SCHEMA,
      .SQLITE_FORMAT, .SQLITE_TOOBIG:
      return .corrupt(path: path, evidence: message)
    default:
      return .inputOutput(
        path: path, code: Int(error.extendedResultCode.rawValue), message: message)
    }
  }

  /// A write that was refused under a limit on file sizes (`ulimit -f`): SQLite knows only the full disk by name.
  private static func isFileSizeLimit(_ error: DatabaseError) -> Bool {
    switch error.extendedResultCode {
    case .SQLITE_IOERR_WRITE, .SQLITE_IOERR_SHMSIZE, .SQLITE_IOERR_TRUNCATE: break
    default: return false
    }
    var limit = rlimit()
    return getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0
      && limit.rlim_cur != rlim_t.max
  }
}
