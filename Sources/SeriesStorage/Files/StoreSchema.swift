import CapacityModel
import Foundation
import GRDB

/// The tables of a store; documented in `docs/formats/store.md`.
enum StoreSchema {
  /// The version that this release writes and the newest it reads (`PRAGMA user_version`).
  static let version = 3
  /// Marks a file as a Headroom store (`PRAGMA application_id`): "HDRM".
  static let applicationID = 0x4844_524D
  /// Bytes of a page: room for several chunks.
  static let pageSize = 16_384

  /// A table, and the schema version that brought it.
  struct Table {
    var name: String
    var since: Int
    var sql: String
  }

  /// All tables, in the order in which they are made.
  static let tables = [
    Table(
      name: "entity", since: 1,
      sql: """
        CREATE TABLE entity (
          id INTEGER PRIMARY KEY,
          name TEXT NOT NULL UNIQUE,
          checksum INTEGER NOT NULL
        )
        """),
    Table(
      name: "chunk", since: 1,
      sql: """
        CREATE TABLE chunk (
          id INTEGER PRIMARY KEY,
          entity INTEGER NOT NULL REFERENCES entity (id),
          t0 INTEGER NOT NULL,
          t1 INTEGER NOT NULL,
          count INTEGER NOT NULL,
          data BLOB NOT NULL,
          UNIQUE (entity, t0)
        )
        """),
    Table(
      name: "ingest", since: 1,
      sql: """
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
        """),
    Table(
      name: "head", since: 2,
      sql: """
        CREATE TABLE head (
          id INTEGER PRIMARY KEY,
          t0 INTEGER NOT NULL,
          t1 INTEGER NOT NULL,
          count INTEGER NOT NULL,
          base INTEGER,
          data BLOB NOT NULL
        )
        """),
    Table(
      name: "rollup", since: 2,
      sql: """
        CREATE TABLE rollup (
          id INTEGER PRIMARY KEY,
          entity INTEGER NOT NULL REFERENCES entity (id),
          period INTEGER NOT NULL,
          t0 INTEGER NOT NULL,
          t1 INTEGER NOT NULL,
          count INTEGER NOT NULL,
          data BLOB NOT NULL,
          UNIQUE (entity, period, t0)
        )
        """),
    Table(
      name: "tally", since: 2,
      sql: """
        CREATE TABLE tally (
          metric INTEGER NOT NULL,
          statistic INTEGER NOT NULL,
          encoding INTEGER NOT NULL,
          parts INTEGER NOT NULL,
          samples INTEGER NOT NULL,
          bytes INTEGER NOT NULL,
          PRIMARY KEY (metric, statistic, encoding)
        ) WITHOUT ROWID
        """),
    Table(
      name: "meta", since: 2,
      sql: "CREATE TABLE meta (key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID"),
    Table(
      name: "quarantine", since: 2,
      sql: """
        CREATE TABLE quarantine (
          id INTEGER PRIMARY KEY,
          at INTEGER NOT NULL,
          kind TEXT NOT NULL,
          entity TEXT,
          t0 INTEGER,
          t1 INTEGER,
          count INTEGER,
          reason TEXT NOT NULL,
          data BLOB
        )
        """),
    Table(
      name: "event", since: 3,
      sql: """
        CREATE TABLE event (
          id INTEGER PRIMARY KEY,
          entity INTEGER NOT NULL REFERENCES entity (id),
          kind TEXT NOT NULL,
          count INTEGER NOT NULL,
          t0 INTEGER NOT NULL,
          t1 INTEGER NOT NULL,
          checksum INTEGER NOT NULL,
          UNIQUE (entity, kind)
        )
        """),
    Table(
      name: "correction", since: 3,
      sql: """
        CREATE TABLE correction (
          id INTEGER PRIMARY KEY,
          at INTEGER NOT NULL,
          action TEXT NOT NULL,
          rows INTEGER NOT NULL,
          checksum INTEGER NOT NULL
        )
        """),
  ]

  /// Makes the tables in an empty database.
  static func create(in database: Database) throws {
    for table in tables { try database.execute(sql: table.sql) }
    try database.execute(sql: "PRAGMA application_id = \(applicationID)")
    try database.execute(sql: "PRAGMA user_version = \(version)")
  }

  /// The schema version of a database.
  static func version(of database: Database) throws -> Int {
    try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
  }

  /// Refuses a database that is no store or a newer one.
  static func check(_ database: Database, path: String) throws {
    let marker = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    guard marker == applicationID else {
      throw StorageError.notAStore(path: path, found: "an SQLite database without Headroom's mark")
    }
    let schema = try version(of: database)
    guard schema <= version else {
      throw StorageError.newerVersion(path: path, schema: schema, supported: version)
    }
    guard schema >= 1 else {
      throw StorageError.corrupt(path: path, evidence: "its schema version is \(schema)")
    }
  }
}
