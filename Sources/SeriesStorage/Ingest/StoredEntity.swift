import CapacityModel
import GRDB

/// An entity's number in the store and where its chunks end.
struct StoredEntity {
  /// The row of `entity`.
  let id: Int64
  /// Its newest instant before this ingest; `nil` where it had none.
  private(set) var newestBefore: Int64?
  /// Its newest instant now.
  var newest: Int64?
  /// The rows of its last chunk.
  var lastCount = 0

  private init(id: Int64) { self.id = id }

  /// Looks `entity` up and adds it where it is new.
  ///
  /// - Returns: The entity, and whether it was added.
  static func find(
    _ entity: EntityID, in database: Database, path: String
  ) throws -> (found: StoredEntity, isNew: Bool) {
    let find = try database.cachedStatement(sql: "SELECT id FROM entity WHERE name = ?")
    if let id = try Int64.fetchOne(find, arguments: [entity.name]) {
      var found = StoredEntity(id: id)
      try found.refresh(in: database)
      found.newestBefore = found.newest
      return (found, false)
    }
    guard !entity.name.isEmpty, !entity.name.utf8.contains(0) else {
      throw StorageError.unusableName(path: path, name: entity.name)
    }
    let insert = try database.cachedStatement(
      sql: "INSERT INTO entity (name, checksum) VALUES (?, ?)")
    try insert.execute(arguments: [entity.name, Int64(Checksum.of(entity.name.utf8))])
    return (StoredEntity(id: database.lastInsertedRowID), true)
  }

  /// Reads where the chunks end.
  mutating func refresh(in database: Database) throws {
    let last = try database.cachedStatement(
      sql: "SELECT t1, count FROM chunk WHERE entity = ? ORDER BY t0 DESC LIMIT 1")
    let row = try Row.fetchOne(last, arguments: [id])
    newest = row?.whole("t1")
    lastCount = Int(row?.whole("count") ?? 0)
  }
}
