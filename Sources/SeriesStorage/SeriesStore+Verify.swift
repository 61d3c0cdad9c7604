import CapacityModel
import GRDB

extension SeriesStore {
  /// Checks everything: the file's pages and trees, every name, every chunk's checksum and content, every record.
  ///
  /// Damage is listed, not thrown; an error means that the check itself could not be made.
  public func verify() throws(StorageError) -> VerifyReport {
    try reading { database in
      var inspection = StoreInspection(database: database, seal: seal)
      try inspection.run()
      return inspection.report
    }
  }
}
