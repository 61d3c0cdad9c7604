public import CapacityModel
internal import GRDB
internal import HeadroomBasics

/// What happened to samples as they came in, one row an entity and kind.
struct EventTable {
  let database: Database
  let path: String

  /// Adds to what is known.
  ///
  /// - Parameter span: Milliseconds since the epoch.
  func add(_ kind: SampleEvent.Kind, of entity: Int64, count: Int, span: ClosedRange<Int64>) throws {
    let statement = try database.cachedStatement(
      sql: """
        INSERT INTO event VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (entity, kind) DO UPDATE SET count = count + excluded.count,
          t0 = min(t0, excluded.t0), t1 = max(t1, excluded.t1)
        """)
    try statement.execute(arguments: [
      entity, kind.rawValue, count, span.lowerBound, span.upperBound,
    ])
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
      database, sql: "SELECT kind, count, t0, t1 FROM event WHERE entity = ?", arguments: [entity])
    for row in rows {
      let event = try event(row, of: EntityID(""))
      let last = event.range.end.milliseconds - 1
      try add(
        event.kind, of: other, count: event.count,
        span: event.range.start.milliseconds...max(event.range.start.milliseconds, last))
    }
    try database.execute(sql: "DELETE FROM event WHERE entity = ?", arguments: [entity])
  }

  /// All events, by entity and kind.
  func all() throws -> [SampleEvent] {
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT name, kind, count, t0, t1 FROM event JOIN entity ON entity.id = event.entity
        ORDER BY name, kind
        """)
    return try rows.map { row in
      guard let name = row.text("name") else { throw damage }
      return try event(row, of: EntityID(name))
    }
  }

  private func event(_ row: Row, of entity: EntityID) throws -> SampleEvent {
    guard let kind = row.text("kind").flatMap(SampleEvent.Kind.init(rawValue:)),
      let count = row.whole("count"), let first = row.whole("t0"), let last = row.whole("t1"),
      first <= last, last < .max
    else { throw damage }
    return SampleEvent(
      entity: entity, kind: kind, count: Int(count),
      range: TimeRange(
        start: Timestamp(milliseconds: first), end: Timestamp(milliseconds: last + 1)))
  }

  private var damage: StorageError {
    .corrupt(path: path, evidence: "an event that makes no sense")
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
