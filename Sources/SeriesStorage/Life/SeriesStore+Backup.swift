import Foundation
import GRDB

/// What a finished copy of a store is.
public struct CopyReport: Sendable, Hashable {
  /// Where it stands.
  public var path: String
  /// How large it is.
  public var bytes: Int64
  /// What the check of it found; `nil` where it was not checked.
  public var verified: VerifyReport?
}

extension SeriesStore {
  /// Copies one committed state of the store to `target`, while other processes may read and write it.
  ///
  /// The copy is a store like any other: it can be opened, read and restored. It appears whole or not at all.
  ///
  /// - Parameters:
  ///   - target: The copy's file; its folder must exist.
  ///   - replacing: Whether a file that is there may be replaced.
  ///   - verifying: Whether the copy is checked as `verify` does before it gets its name.
  /// - Throws: `StorageError.targetExists`, `.damagedBackup` where the check finds damage (nothing is left then),
  ///   `.diskFull` and what opening and reading throw.
  public func backup(
    to target: String, replacing: Bool, verifying: Bool = true
  ) throws(StorageError) -> CopyReport {
    guard replacing || access(target, F_OK) != 0 else { throw .targetExists(path: target) }
    guard !Self.isSameFile(path, target) else {
      throw .targetIsSource(path: target)
    }
    let copy = StoreCopy(to: target)
    defer { copy.discard() }
    do {
      try copy.make(from: queue)
      let report = verifying ? try verified(copy.draft, named: target) : nil
      try copy.publish(replacing: replacing)
      return CopyReport(path: target, bytes: Self.fileSize(target), verified: report)
    } catch {
      throw StorageError(error, path: path, waited: settings.busyTimeout)
    }
  }

  private func verified(_ draft: String, named target: String) throws -> VerifyReport {
    var settings = settings
    settings.maximumFileBytes = nil
    let store = try SeriesStore.open(at: draft, mode: .read, settings: settings)
    let report = try store.verify()
    try store.close()
    if let first = report.damages.first {
      throw StorageError.damagedBackup(
        path: target, damages: report.damages.count, first: first.description)
    }
    return report
  }

  static func isSameFile(_ one: String, _ other: String) -> Bool {
    var (left, right) = (stat(), stat())
    return stat(one, &left) == 0 && stat(other, &right) == 0 && left.st_ino == right.st_ino
      && left.st_dev == right.st_dev
  }

  static func fileSize(_ path: String) -> Int64 {
    var information = stat()
    return stat(path, &information) == 0 ? Int64(information.st_size) : 0
  }
}
