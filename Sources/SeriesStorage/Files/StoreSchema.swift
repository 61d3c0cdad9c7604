import GRDB

/// The tables of a store; documented in `docs/formats/store.md`.
enum StoreSchema {
  /// The version that this release writes and the newest it reads (`PRAGMA user_version`).
  static let version = 1
  /// Marks a file as a Headroom store (`PRAGMA application_id`): "HDRM".
  static let applicationID = 0x4844_524D
  /// Bytes of a page: a chunk of a thousand rows fits into one with room for several.
  static let pageSize = 16_384

  /// The statements that make the tables, by the name each makes.
  static let tables: [(name: String, sql: String)] = [
    (
      "entity",
      """
      CREATE TABLE entity (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        checksum INTEGER NOT NULL
      )
      """
    ),
    (
      "chunk",
      """
      CREATE TABLE chunk (
        id INTEGER PRIMARY KEY,
        entity INTEGER NOT NULL REFERENCES entity (id),
        t0 INTEGER NOT NULL,
        t1 INTEGER NOT NULL,
        count INTEGER NOT NULL,
        data BLOB NOT NULL,
        UNIQUE (entity, t0)
      )
      """
    ),
    (
      "ingest",
      """
      CREATE TABLE ingest (
        id INTEGER PRIMARY KEY,
        source TEXT NOT NULL,
        at INTEGER NOT NULL,
        rows INTEGER NOT NULL,
        samples INTEGER NOT NULL,
        rejected INTEGER NOT NULL,
        proxy TEXT,
        checksum INTEGER NOT NULL
      )
      """
    ),
  ]

  /// Makes the tables in an empty database.
  static func create(in database: Database) throws {
    for table in tables { try database.execute(sql: table.sql) }
    try database.execute(sql: "PRAGMA application_id = \(applicationID)")
    try database.execute(sql: "PRAGMA user_version = \(version)")
  }

  /// Refuses a database that is no store or a newer one.
  static func check(_ database: Database, path: String) throws {
    let marker = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    guard marker == applicationID else {
      throw StorageError.notAStore(path: path, found: "an SQLite database without Headroom's mark")
    }
    let schema = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    guard schema <= version else {
      throw StorageError.newerVersion(path: path, schema: schema, supported: version)
    }
    guard schema == version else {
      throw StorageError.corrupt(path: path, evidence: "its schema version is \(schema)")
    }
  }
}
