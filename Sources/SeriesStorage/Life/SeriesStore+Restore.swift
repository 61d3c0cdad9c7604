import Foundation
import GRDB

extension SeriesStore {
  /// Puts the store that `backup` holds in the place of `path`.
  ///
  /// The backup is checked first. What stands at `path` is replaced in one step, and only while nobody has it open: its
  /// log is merged and removed before, since SQLite would replay a log that is left over into the new file.
  ///
  /// - Parameters:
  ///   - backup: A file that `backup(to:)` made, or any store.
  ///   - path: Where the store will stand.
  ///   - replacing: Whether a store that is there may be replaced.
  ///   - settings: `busyTimeout` for whoever has the old store open, and the key of an encrypted one.
  /// - Throws: `StorageError.targetExists`, `.damagedBackup`, `.inUse`, and what opening and reading throw; what stood
  ///   at `path` stands there still then.
  public static func restore(
    _ backup: String, to path: String, replacing: Bool, settings: StoreSettings = StoreSettings()
  ) throws(StorageError) -> CopyReport {
    guard !isSameFile(backup, path) else { throw .targetIsSource(path: path) }
    guard replacing || access(path, F_OK) != 0 else { throw .targetExists(path: path) }
    let source = try open(at: backup, mode: .read, settings: settings)
    let report = try source.verify()
    if let first = report.damages.first {
      throw .damagedBackup(
        path: backup, damages: report.damages.count, first: first.description)
    }
    let copy = StoreCopy(to: path)
    defer { copy.discard() }
    do {
      try copy.make(from: source.queue)
      try source.close()
      try DisplacedStore(path: path, patience: settings.busyTimeout).whileHeld {
        try copy.publish(replacing: replacing)
      }
    } catch {
      throw StorageError(error, path: path, waited: settings.busyTimeout)
    }
    return CopyReport(path: path, bytes: fileSize(path), verified: report)
  }

  /// Removes the file of a store that was made in vain: one without an entity and without an ingest. Any other stays.
  ///
  /// - Parameter path: A store that this process has closed.
  /// - Throws: `StorageError.inUse` where another process has it open, and what opening throws.
  public static func discardWhereEmpty(
    at path: String, settings: StoreSettings = StoreSettings()
  ) throws(StorageError) {
    do {
      try DisplacedStore(path: path, patience: settings.busyTimeout).removeWhereEmpty()
    } catch {
      throw StorageError(error, path: path, waited: settings.busyTimeout)
    }
  }
}
