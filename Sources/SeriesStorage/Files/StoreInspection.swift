import CapacityModel
import GRDB

/// The checks of `SeriesStore.verify`, one after the other; what one finds does not stop the next.
struct StoreInspection {
  let database: Database
  private(set) var report = VerifyReport()

  init(database: Database) { self.database = database }

  /// Makes all checks.
  mutating func run() throws {
    try check(.file) { inspection in
      let lines = try String.fetchAll(inspection.database, sql: "PRAGMA integrity_check")
      for line in lines where line != "ok" { inspection.note(.file, line) }
    }
    try check(.schema) { try $0.checkSchema() }
    var entities: [(id: Int64, name: String)] = []
    try check(.entity) { entities = try $0.checkedEntities() }
    for entity in entities {
      try check(.chunk, entity: entity.name) { inspection in
        try inspection.checkChunks(of: entity.id, named: entity.name)
      }
    }
    try check(.orphan) { try $0.checkOrphans() }
    try check(.record) { try $0.checkRecords() }
  }

  /// Runs one check; where the database itself stumbles over damage, that is what the check found.
  private mutating func check(
    _ kind: VerifyReport.Damage.Kind, entity: String? = nil,
    _ body: (inout StoreInspection) throws -> Void
  ) throws {
    do {
      try body(&self)
    } catch let error as DatabaseError {
      guard [.SQLITE_CORRUPT, .SQLITE_ERROR, .SQLITE_NOTADB].contains(error.resultCode) else {
        throw error
      }
      note(kind, error.message ?? "SQLite cannot read it", entity: entity)
    } catch {
      note(kind, "\(error)", entity: entity)
    }
  }

  private mutating func note(
    _ kind: VerifyReport.Damage.Kind, _ detail: String, entity: String? = nil,
    range: TimeRange? = nil
  ) {
    report.damages.append(
      VerifyReport.Damage(
        kind: kind, entity: entity.map { EntityID($0) }, range: range, detail: detail))
  }

  private mutating func checkSchema() throws {
    for table in StoreSchema.tables {
      let found = try String.fetchOne(
        database, sql: "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?",
        arguments: [table.name])
      if found != table.sql { note(.schema, "table \(table.name) is not defined as it was") }
    }
    let schema = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    if schema != StoreSchema.version { note(.schema, "the schema version is \(schema)") }
  }

  private mutating func checkedEntities() throws -> [(id: Int64, name: String)] {
    var entities: [(id: Int64, name: String)] = []
    // Not by name: a damaged index must not hide entities from the walk over the table.
    let rows = try Row.fetchCursor(
      database, sql: "SELECT id, name, checksum FROM entity NOT INDEXED ORDER BY id")
    while let row = try rows.next() {
      let name = row.text("name") ?? ""
      guard let id = row.whole("id"), row.whole("checksum") == Int64(Checksum.of(name.utf8)) else {
        note(.entity, "a name is not what was written", entity: name)
        if let id = row.whole("id") { entities.append((id, name)) }
        continue
      }
      entities.append((id, name))
    }
    return entities.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  private mutating func checkOrphans() throws {
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT id, entity FROM chunk NOT INDEXED
        WHERE entity NOT IN (SELECT id FROM entity NOT INDEXED)
        """)
    while let row = try rows.next() {
      note(.orphan, "chunk \(row.whole("id") ?? 0) belongs to no entity")
    }
  }

  private mutating func checkRecords() throws {
    let rows = try Row.fetchCursor(database, sql: IngestRecord.all)
    while let row = try rows.next() {
      guard let record = IngestRecord(row), row.whole("checksum") == Int64(record.checksum) else {
        note(.record, "the record of ingest \(row.whole("id") ?? 0) is not what was written")
        continue
      }
    }
  }
}

extension StoreInspection {
  private mutating func checkChunks(of entity: Int64, named name: String) throws {
    let rows = try Row.fetchCursor(
      database, sql: "SELECT id, t0, t1, count, data FROM chunk WHERE entity = ? ORDER BY t0",
      arguments: [entity])
    var previous: Int64?
    while let row = try rows.next() {
      var range: TimeRange?
      do {
        let chunk = try StoredChunk(row)
        range = chunk.range
        let content = try ChunkCodec.decode(try StoredChunk.bytes(row), owner: entity)
        report.chunks += 1
        report.samples += content.sampleCount
        let (first, last) = (content.timestamps[0], content.timestamps[content.count - 1])
        if (chunk.t0, chunk.t1, chunk.count) != (first, last, content.count) {
          note(.index, "the index does not say what is in the chunk", entity: name, range: range)
        }
        if let previous, first <= previous {
          note(.overlap, "the chunk begins before the last one ends", entity: name, range: range)
        }
        previous = max(previous ?? last, last)
      } catch let damage as ChunkDamage {
        note(.chunk, "the chunk cannot be read: \(damage)", entity: name, range: range)
      }
    }
  }
}

extension StoredChunk {
  /// The stretch that the index columns name; `nil` where they make no sense.
  fileprivate var range: TimeRange? {
    guard t0 <= t1 else { return nil }
    return TimeRange(
      start: Timestamp(milliseconds: t0), end: Timestamp(milliseconds: t1 == .max ? t1 : t1 + 1))
  }
}
