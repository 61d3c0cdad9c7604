import CapacityModel
import Foundation
import GRDB

extension SeriesStore {
  /// Checks everything: the file's pages and trees, every name, every chunk's checksum and content, every record.
  ///
  /// Damage is listed, not thrown; an error means that the check itself could not be made.
  public func verify() throws(StorageError) -> VerifyReport {
    try reading { database in
      var inspection = StoreInspection(database: database, seal: seal)
      if let size = Self.size(path), size % Int64(StoreSchema.pageSize) != 0 {
        inspection.noteFile("the file ends in the middle of a page, at byte \(size)")
      }
      try inspection.run()
      return inspection.report
    }
  }

  private static func size(_ path: String) -> Int64? {
    var information = stat()
    return stat(path, &information) == 0 ? Int64(information.st_size) : nil
  }
}
