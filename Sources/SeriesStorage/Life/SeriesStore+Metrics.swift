public import CapacityModel
import GRDB

extension SeriesStore {
  /// The metrics of which the store has samples or roll-ups, by code.
  public func metrics() throws(StorageError) -> [MemoryMetric] {
    let schema = try reading { try StoreSchema.version(of: $0) }
    guard schema >= 2 else { return try info().samplesByMetric.map(\.metric) }
    return try reading { database in
      let codes = try Int64.fetchAll(
        database, sql: "SELECT DISTINCT metric FROM tally WHERE samples > 0 ORDER BY metric")
      return codes.compactMap { UInt8(exactly: $0).flatMap(MemoryMetric.init(code:)) }
    }
  }
}
