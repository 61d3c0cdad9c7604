import CapacityModel
import Foundation
import GRDB

/// Where a chunk lies and what its index columns say.
struct StoredChunk {
  var id: Int64
  var entity: Int64
  var t0: Int64
  var t1: Int64
  var count: Int

  /// Reads the index columns of `row`.
  init(_ row: Row) throws {
    guard let id = row.whole("id"), let entity = row.whole("entity"), let t0 = row.whole("t0"),
      let t1 = row.whole("t1"),
      let count = row.whole("count")
    else { throw ChunkDamage.invalid("its index columns are not numbers") }
    (self.id, self.entity, self.t0, self.t1, self.count) = (id, entity, t0, t1, Int(count))
  }

  /// The chunks of an entity that can hold an instant of `first...last`, oldest first.
  ///
  /// Chunks do not overlap, so the search starts at the last one that begins no later than `first`.
  static let overlapping = """
    SELECT id, entity, t0, t1, count, data FROM chunk
    WHERE entity = :entity AND t0 <= :last AND t0 >= ifnull(
      (SELECT max(t0) FROM chunk WHERE entity = :entity AND t0 <= :first), :first)
    ORDER BY t0
    """

  /// As `overlapping`, without the data and with the first chunk after `last`.
  static let neighbours = """
    SELECT id, entity, t0, t1, count FROM chunk
    WHERE entity = :entity AND t0 >= ifnull(
      (SELECT max(t0) FROM chunk WHERE entity = :entity AND t0 <= :first), :first)
      AND t0 <= ifnull((SELECT min(t0) FROM chunk WHERE entity = :entity AND t0 > :last), :last)
    ORDER BY t0
    """

  /// The bytes of a chunk's data column.
  static func bytes(_ row: Row) throws -> [UInt8] {
    try row.withUnsafeData(named: "data") { data in
      guard let data else { throw ChunkDamage.invalid("it has no data") }
      return [UInt8](data)
    }
  }
}
