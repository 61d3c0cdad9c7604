internal import CapacityModel
internal import Foundation
internal import GRDB
public import HeadroomBasics

/// What a repair set aside.
public struct RepairReport: Sendable, Hashable, Codable {
  /// What was wrong, as `verify` lists it; what could be mended without loss is there too.
  public var damages: [VerifyReport.Damage] = []
  /// Chunks, roll-ups and blocks that were taken out.
  public var quarantined = 0
  /// Rows, as the index counted them, that were taken out.
  public var rowsLost = 0
}

extension SeriesStore {
  /// Takes out what cannot be read, so that all else can be again, and says what was lost.
  ///
  /// Damaged parts go to the quarantine table with what is known of them. Damage to SQLite's own trees is not mended here:
  /// `salvage` copies what can still be read into a new store.
  ///
  /// - Parameter now: When, for the record.
  public func repair(now: Timestamp) throws -> RepairReport {
    var report = RepairReport()
    report.damages = try verify().damages
    guard !report.damages.isEmpty else { return report }
    if report.damages.contains(where: { $0.kind == .file || $0.kind == .schema }) {
      throw StorageError.corrupt(
        path: path,
        evidence: "the file itself is damaged; `headroom store salvage` copies what can be read")
    }
    do {
      try queue.inTransaction(.immediate) { database in
        var repair = StoreRepair(database: database, seal: seal, now: now)
        try repair.run()
        (report.quarantined, report.rowsLost) = (repair.quarantined, repair.rowsLost)
        return .commit
      }
    } catch let error as DatabaseError {
      throw StorageError(error, path: path, waited: settings.busyTimeout)
    }
    return report
  }
}
