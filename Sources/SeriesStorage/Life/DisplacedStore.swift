import Foundation
import GRDB

/// An old store that is replaced while no process reads or writes it.
struct DisplacedStore {
  let path: String
  /// How long to wait for whoever has the store open.
  let patience: Duration

  /// Waits until nobody has the store open, merges its log, removes it, and calls `replace` with the file locked.
  ///
  /// SQLite lets the only connection alone leave write-ahead mode. Whoever opened the file before and waits for its lock
  /// finds that the file has no name any more and is refused by SQLite, instead of writing to what nobody sees. Where
  /// `replace` throws, the store is as it was.
  ///
  /// - Throws: `StorageError.inUse`, and what `replace` throws.
  func whileHeld(_ replace: () throws -> Void) throws {
    guard access(path, F_OK) == 0 else {
      // A log without a store belongs to nothing.
      removeLog()
      return try replace()
    }
    guard let queue = try exclusive() else {
      removeLog()
      return try replace()
    }
    do {
      try queue.inTransaction(.exclusive) { _ in
        try replace()
        return .rollback
      }
    } catch {
      _ = try? queue.writeWithoutTransaction {
        try String.fetchOne($0, sql: "PRAGMA journal_mode = WAL")
      }
      throw inUse(error) ?? error
    }
    try? queue.close()
  }

  /// Removes a store that nobody put anything into, and leaves any other as it is.
  ///
  /// - Throws: `StorageError.inUse` where another process has it open.
  func removeWhereEmpty() throws {
    guard access(path, F_OK) == 0, let queue = try exclusive() else { return }
    var isEmpty = false
    do {
      try queue.inTransaction(.exclusive) { database in
        let held = try Int.fetchOne(
          database,
          sql: "SELECT (SELECT count(*) FROM entity) + (SELECT count(*) FROM ingest)")
        isEmpty = held == 0
        if isEmpty { unlink(path) }
        return .rollback
      }
    } catch {
      throw inUse(error) ?? error
    }
    if !isEmpty {
      _ = try? queue.writeWithoutTransaction {
        try String.fetchOne($0, sql: "PRAGMA journal_mode = WAL")
      }
    }
    try? queue.close()
  }

  /// The only connection to the store; `nil` where it is too damaged for SQLite, which is why it is replaced.
  private func exclusive() throws -> DatabaseQueue? {
    var configuration = Configuration()
    configuration.busyMode = .timeout(patience.seconds)
    do {
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      _ = try queue.writeWithoutTransaction {
        try String.fetchOne($0, sql: "PRAGMA journal_mode = DELETE")
      }
      return queue
    } catch let error as DatabaseError
      where [.SQLITE_NOTADB, .SQLITE_CORRUPT].contains(error.resultCode)
    {
      return nil
    } catch {
      throw inUse(error) ?? error
    }
  }

  private func inUse(_ error: any Error) -> StorageError? {
    guard let error = error as? DatabaseError,
      [.SQLITE_BUSY, .SQLITE_LOCKED].contains(error.resultCode)
    else { return nil }
    return .inUse(path: path, waitedSeconds: patience.seconds)
  }

  private func removeLog() {
    for suffix in ["-wal", "-shm"] { unlink(path + suffix) }
  }
}

extension Duration {
  /// The whole of it in seconds.
  fileprivate var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }
}
