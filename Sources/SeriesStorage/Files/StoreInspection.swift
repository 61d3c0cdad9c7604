import CapacityModel
import GRDB
import HeadroomBasics

/// The checks of `SeriesStore.verify`, one after the other; what one finds does not stop the next.
struct StoreInspection {
  let database: Database
  let seal: ChunkSeal
  private(set) var report = VerifyReport()
  private var tally = Tally()
  private let decoder = ChunkDecoder()

  init(database: Database, seal: ChunkSeal) { (self.database, self.seal) = (database, seal) }

  /// Notes what was seen from outside the database.
  mutating func noteFile(_ detail: String) { note(.file, detail) }

  /// Makes all checks.
  mutating func run() throws {
    try check(.file) { inspection in
      let lines = try String.fetchAll(inspection.database, sql: "PRAGMA integrity_check")
      for line in lines where line != "ok" { inspection.note(.file, line) }
    }
    try check(.schema) { try $0.checkSchema() }
    var entities: [(id: Int64, name: String)] = []
    try check(.entity) { entities = try $0.checkedEntities() }
    let schema = try StoreSchema.version(of: database)
    for entity in entities {
      try check(.chunk, entity: entity.name) { inspection in
        try inspection.checkChunks(of: entity.id, named: entity.name)
      }
      guard schema >= 2 else { continue }
      try check(.rollup, entity: entity.name) { inspection in
        try inspection.checkRollups(of: entity.id, named: entity.name)
      }
    }
    try check(.orphan) { try $0.checkOrphans(in: "chunk") }
    try check(.record) { try $0.checkRecords() }
    guard schema >= 2 else { return }
    try check(.orphan) { try $0.checkOrphans(in: "rollup") }
    let known = Set(entities.map(\.id))
    try check(.head) { try $0.checkHead(of: known) }
    try check(.tally) { try $0.checkTally() }
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
    let schema = try StoreSchema.version(of: database)
    for table in StoreSchema.tables where table.since <= schema {
      let found = try String.fetchOne(
        database, sql: "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?",
        arguments: [table.name])
      if found != table.sql { note(.schema, "table \(table.name) is not defined as it was") }
    }
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

  private mutating func checkOrphans(in table: String) throws {
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT id, entity FROM \(table) NOT INDEXED
        WHERE entity NOT IN (SELECT id FROM entity NOT INDEXED)
        """)
    while let row = try rows.next() {
      note(.orphan, "\(table) \(row.whole("id") ?? 0) belongs to no entity")
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
    guard try StoreSchema.version(of: database) >= 3 else { return }
    for row in try Row.fetchAll(database, sql: "SELECT * FROM event")
    where EventRecord(row) == nil {
      note(.record, "event \(row.whole("id") ?? 0) is not what was written")
    }
    for row in try Row.fetchAll(database, sql: "SELECT * FROM correction")
    where CorrectionRecord(row) == nil {
      note(.record, "the record of correction \(row.whole("id") ?? 0) is not what was written")
    }
  }
}

extension StoreInspection {
  private mutating func checkChunks(of entity: Int64, named name: String) throws {
    let rows = try Row.fetchCursor(
      database,
      sql: "SELECT id, entity, t0, t1, count, data FROM chunk WHERE entity = ? ORDER BY t0",
      arguments: [entity])
    var previous: Int64?
    while let row = try rows.next() {
      checkPart(row, of: name, owner: entity, kind: .chunk, after: &previous)
    }
  }

  private mutating func checkRollups(of entity: Int64, named name: String) throws {
    for period in RollupPeriod.allCases {
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT id, entity, t0, t1, count, data FROM rollup WHERE entity = ? AND period = ?
          ORDER BY t0
          """,
        arguments: [entity, period.rawValue])
      var previous: Int64?
      while let row = try rows.next() {
        checkPart(row, of: name, owner: period.owner(entity), kind: .rollup, after: &previous)
      }
    }
    let strange = try Int.fetchOne(
      database,
      sql: "SELECT count(*) FROM rollup WHERE entity = ? AND period NOT IN (3600000, 86400000)",
      arguments: [entity])
    if let strange, strange > 0 {
      note(.rollup, "\(strange) roll-ups are of no known period", entity: name)
    }
  }

  private mutating func checkPart(
    _ row: Row, of name: String, owner: Int64, kind: VerifyReport.Damage.Kind,
    after previous: inout Int64?
  ) {
    var range: TimeRange?
    do {
      let chunk = try StoredChunk(row)
      range = chunk.range
      let bytes = try seal.opened(try StoredChunk.bytes(row), owner: owner)
      let content = try decoder.decode(bytes, owner: owner)
      tally.count(try ChunkCodec.facts(bytes))
      if kind == .chunk {
        report.chunks += 1
        report.samples += content.sampleCount
      }
      let (first, last) = (content.timestamps[0], content.timestamps[content.count - 1])
      if (chunk.t0, chunk.t1, chunk.count) != (first, last, content.count) {
        note(.index, "the index does not say what is in the chunk", entity: name, range: range)
      }
      if let previous, first <= previous {
        note(.overlap, "the chunk begins before the last one ends", entity: name, range: range)
      }
      previous = max(previous ?? last, last)
    } catch {
      note(kind, "the chunk cannot be read: \(error)", entity: name, range: range)
    }
  }

  private mutating func checkHead(of known: Set<Int64>) throws {
    let rows = try Row.fetchCursor(
      database, sql: "SELECT id, t0, t1, count, base, data FROM head ORDER BY id")
    let decoder = HeadDecoder(database, seal)
    while let row = try rows.next() {
      do {
        let bytes = try seal.opened(try StoredChunk.bytes(row), owner: HeadBlock.owner)
        let block = try decoder.block(row).block
        tally.count(try ChunkCodec.facts(bytes))
        report.samples += block.columns.reduce(0) { sum, column in
          sum + column.values.count { $0 != SampleBatch.missing }
        }
        if row.whole("t0") != block.instants.min() || row.whole("t1") != block.instants.max()
          || row.whole("count") != Int64(block.count)
        {
          note(.head, "the index of block \(row.whole("id") ?? 0) does not say what is in it")
        }
        if !Set(block.owners).isSubset(of: known) {
          note(.head, "block \(row.whole("id") ?? 0) has rows of no entity")
        }
      } catch {
        note(.head, "block \(row.whole("id") ?? 0) of waiting rows cannot be read: \(error)")
      }
    }
  }

  /// Only where all else is well: damaged parts cannot be counted.
  private mutating func checkTally() throws {
    guard report.isClean else { return }
    let kept = try Tally.read(database)
    if kept != tally { note(.tally, "the kept counts are not those of the chunks") }
  }
}

extension StoredChunk {
  /// The stretch that the index columns name; `nil` where they make no sense.
  var range: TimeRange? {
    guard t0 <= t1 else { return nil }
    return TimeRange(
      start: Timestamp(milliseconds: t0), end: Timestamp(milliseconds: t1 == .max ? t1 : t1 + 1))
  }
}
