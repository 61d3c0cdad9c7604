public import CapacityModel
import GRDB

extension SeriesStore {
  /// Hands over one block an entity, by name in the order of Unicode scalars.
  ///
  /// All blocks show one consistent state of the store. No more than one entity's samples are held at a time.
  ///
  /// - Parameters:
  ///   - metrics: What is wanted. A block has a column for each of them that has a value in the range; rows and entities
  ///     without any are left out.
  ///   - range: When; half-open.
  ///   - entities: Whose, in any order; all where absent. Unknown names are passed over.
  ///   - body: Takes a block; must not call this store. What it throws ends the walk and is thrown on.
  /// - Throws: What `body` throws, or `StorageError`.
  public func forEachBlock(
    metrics: [MemoryMetric], range: TimeRange = .all, entities: [EntityID]? = nil,
    _ body: (SampleBlock) throws -> Void
  ) throws {
    do {
      try queue.read { database in
        let reader = BlockReader(database: database, path: path, metrics: Set(metrics))
        for entity in try reader.entities(entities) {
          guard let block = try reader.block(of: entity, in: range) else { continue }
          try body(block)
        }
      }
    } catch let error as DatabaseError {
      throw StorageError(error, path: path, waited: settings.busyTimeout)
    }
  }
}
