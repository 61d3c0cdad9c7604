import CapacityModel
import GRDB

/// An entity's number in the store and where its chunks end.
struct StoredEntity {
  /// The row of `entity`.
  let id: Int64
  /// Its newest instant before this ingest; `nil` where it had none.
  var newestBefore: Int64?
  /// Its newest instant now.
  var newest: Int64?
  /// How many of its last chunks, one beside the other, are small.
  var smallAtEnd = 0

  private init(id: Int64) { self.id = id }

  /// The entity with a number, as it stands before this ingest.
  static func number(_ id: Int64, in database: Database) throws -> StoredEntity {
    var found = StoredEntity(id: id)
    try found.refresh(in: database)
    found.newestBefore = found.newest
    return found
  }

  /// Looks `entity` up and adds it where it is new.
  ///
  /// - Returns: The entity's number, and whether it was added.
  static func find(
    _ entity: EntityID, in database: Database, path: String
  ) throws -> (id: Int64, isNew: Bool) {
    let find = try database.cachedStatement(sql: "SELECT id FROM entity WHERE name = ?")
    if let id = try Int64.fetchOne(find, arguments: [entity.name]) { return (id, false) }
    guard !entity.name.isEmpty, !entity.name.utf8.contains(0) else {
      throw StorageError.unusableName(path: path, name: entity.name)
    }
    let insert = try database.cachedStatement(
      sql: "INSERT INTO entity (name, checksum) VALUES (?, ?)")
    try insert.execute(arguments: [entity.name, Int64(Checksum.of(entity.name.utf8))])
    return (database.lastInsertedRowID, true)
  }

  /// Reads where the chunks end.
  mutating func refresh(in database: Database) throws {
    let last = try database.cachedStatement(
      sql: "SELECT t1, count FROM chunk WHERE entity = ? ORDER BY t0 DESC LIMIT ?")
    let rows = try Row.fetchAll(last, arguments: [id, ChunkWriter.smallRun])
    newest = rows.first?.whole("t1")
    smallAtEnd = rows.prefix { ($0.whole("count") ?? 0) < ChunkWriter.smallCount }.count
  }
}
