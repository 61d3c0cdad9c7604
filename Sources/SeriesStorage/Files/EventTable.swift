public import CapacityModel
internal import GRDB
internal import HeadroomBasics

/// One row of the `event` table: what happened to the samples of an entity, as they came in.
struct EventRecord {
  let entity: Int64
  let kind: SampleEvent.Kind
  var count: Int64
  /// Milliseconds since the epoch.
  var span: ClosedRange<Int64>

  /// Creates a record.
  init(entity: Int64, kind: SampleEvent.Kind, count: Int64, span: ClosedRange<Int64>) {
    self.entity = entity
    self.kind = kind
    self.count = count
    self.span = span
  }

  /// Reads a row; `nil` where it is not what was written.
  init?(_ row: Row) {
    guard let entity = row.whole("entity"),
      let kind = row.text("kind").flatMap(SampleEvent.Kind.init(rawValue:)),
      let count = row.whole("count"), let first = row.whole("t0"), let last = row.whole("t1"),
      first <= last, last < .max
    else { return nil }
    self.init(entity: entity, kind: kind, count: count, span: first...last)
    guard row.whole("checksum") == Int64(checksum) else { return nil }
  }

  /// Over all columns.
  private var checksum: UInt32 {
    Checksum.of(
      "\(entity)\0\(kind.rawValue)\0\(count)\0\(span.lowerBound)\0\(span.upperBound)".utf8)
  }

  /// Writes the row in place of the one of its entity and kind.
  func write(to database: Database) throws {
    let statement = try database.cachedStatement(
      sql: """
        INSERT INTO event (entity, kind, count, t0, t1, checksum) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (entity, kind) DO UPDATE SET count = excluded.count, t0 = excluded.t0,
          t1 = excluded.t1, checksum = excluded.checksum
        """)
    try statement.execute(arguments: [
      entity, kind.rawValue, count, span.lowerBound, span.upperBound, Int64(checksum),
    ])
  }
}

/// What happened to samples as they came in, one row an entity and kind.
struct EventTable {
  let database: Database
  let path: String

  /// Adds to what is known.
  ///
  /// - Parameter span: Milliseconds since the epoch.
  func add(_ kind: SampleEvent.Kind, of entity: Int64, count: Int, span: ClosedRange<Int64>) throws
  {
    var record = EventRecord(entity: entity, kind: kind, count: Int64(count), span: span)
    let find = try database.cachedStatement(
      sql: "SELECT * FROM event WHERE entity = ? AND kind = ?")
    if let row = try Row.fetchOne(find, arguments: [entity, kind.rawValue]) {
      let known = try self.record(row)
      record.count += known.count
      record.span = span.spanning(known.span)
    }
    try record.write(to: database)
  }

  /// Forgets what is about nothing but instants of `span`.
  func remove(of entity: Int64, within span: ClosedRange<Int64>) throws {
    try database.execute(
      sql: "DELETE FROM event WHERE entity = ? AND t0 >= ? AND t1 <= ?",
      arguments: [entity, span.lowerBound, span.upperBound])
  }

  /// Counts the events of one entity as another's.
  func move(from entity: Int64, to other: Int64) throws {
    let rows = try Row.fetchAll(
      database, sql: "SELECT * FROM event WHERE entity = ?", arguments: [entity])
    for row in rows {
      let known = try record(row)
      try add(known.kind, of: other, count: Int(known.count), span: known.span)
    }
    try database.execute(sql: "DELETE FROM event WHERE entity = ?", arguments: [entity])
  }

  /// All events, by entity and kind.
  func all() throws -> [SampleEvent] {
    let rows = try Row.fetchAll(
      database,
      sql: "SELECT event.*, name FROM event JOIN entity ON entity.id = entity ORDER BY name, kind")
    return try rows.map { row in
      let known = try record(row)
      return SampleEvent(
        entity: EntityID(row.text("name") ?? ""), kind: known.kind, count: Int(known.count),
        range: TimeRange(
          start: Timestamp(milliseconds: known.span.lowerBound),
          end: Timestamp(milliseconds: known.span.upperBound + 1)))
    }
  }

  private func record(_ row: Row) throws -> EventRecord {
    guard let record = EventRecord(row) else {
      throw StorageError.corrupt(
        path: path, evidence: "event \(row.whole("id") ?? 0) is not what was written")
    }
    return record
  }
}

extension SeriesStore {
  /// What happened to samples as they came in, by entity and kind; nothing in stores of schemas before 3.
  public func events() throws(StorageError) -> [SampleEvent] {
    try reading { database in
      guard try StoreSchema.version(of: database) >= 3 else { return [] }
      return try EventTable(database: database, path: path).all()
    }
  }
}
