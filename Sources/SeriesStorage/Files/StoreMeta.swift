import GRDB

/// The facts about a whole store that are kept by name; every one is written in the transaction that makes it true.
enum StoreMeta {
  /// The names; they stand in files and never change meaning.
  enum Key: String {
    /// The newest instant of any sample, milliseconds since the epoch: rows after it are new without a look.
    case newest
    /// The oldest instant of any sample or roll-up.
    case oldest
    /// The largest number of a chunk that compaction has been over.
    case compacted
    /// A known text, sealed with the store's key; there is none in a store without encryption.
    case cipher
  }

  /// The number under `key`.
  static func number(_ key: Key, in database: Database) throws -> Int64? {
    try Int64.fetchOne(
      database, sql: "SELECT value FROM meta WHERE key = ?", arguments: [key.rawValue])
  }

  /// The bytes under `key`.
  static func bytes(_ key: Key, in database: Database) throws -> [UInt8]? {
    let row = try Row.fetchOne(
      database, sql: "SELECT value AS data FROM meta WHERE key = ?", arguments: [key.rawValue])
    return try row.map { try StoredChunk.bytes($0) }
  }

  /// Puts `value` under `key`.
  static func set(
    _ key: Key, _ value: some DatabaseValueConvertible, in database: Database
  ) throws {
    try database.execute(
      sql: "INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
      arguments: [key.rawValue, value])
  }

  /// Removes what is under `key`.
  static func remove(_ key: Key, in database: Database) throws {
    try database.execute(sql: "DELETE FROM meta WHERE key = ?", arguments: [key.rawValue])
  }

  /// Widens the kept span of the store to hold `first...last`.
  static func widen(to span: ClosedRange<Int64>, in database: Database) throws {
    let (oldest, newest) = (
      try number(.oldest, in: database), try number(.newest, in: database)
    )
    if oldest.map({ span.lowerBound < $0 }) ?? true {
      try set(.oldest, span.lowerBound, in: database)
    }
    if newest.map({ span.upperBound > $0 }) ?? true {
      try set(.newest, span.upperBound, in: database)
    }
  }

  /// Finds the span anew, where something may have been taken away.
  static func renewSpan(in database: Database) throws {
    try remove(.oldest, in: database)
    try remove(.newest, in: database)
    if let span = try SeriesStore.measuredSpan(in: database) { try widen(to: span, in: database) }
  }
}
