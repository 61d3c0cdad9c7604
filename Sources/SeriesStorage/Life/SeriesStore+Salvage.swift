import CapacityModel
import Foundation
import GRDB

/// What was saved from a damaged store, and what was not.
public struct SalvageReport: Sendable, Hashable, Codable {
  /// Entities with at least one saved part.
  public var entities = 0
  /// Chunks, roll-ups and blocks that were copied.
  public var chunks = 0
  /// Samples in them.
  public var samples = 0
  /// What could not be read, a sentence each.
  public var losses: [String] = []
}

extension SeriesStore {
  /// Copies every part that can be read, and whose checksum is good, into a new store.
  ///
  /// Parts are looked up one by one by their number, so that a damaged page costs what is on it and no more. Entities whose
  /// name is lost are named `lost-N` by their number. The damaged file is opened for reading only, as it lies there: a log
  /// beside it must be kept with it.
  ///
  /// - Parameters:
  ///   - source: The damaged file.
  ///   - target: A path at which there is nothing yet.
  ///   - settings: The key of both stores, if any.
  public static func salvage(
    from source: String, to target: String, settings: StoreSettings = StoreSettings()
  ) throws -> SalvageReport {
    guard access(target, F_OK) != 0 else {
      throw StorageError.inputOutput(
        path: target, code: Int(EEXIST), message: "there is a file already; name another")
    }
    let file = StoreFile(path: source, settings: settings)
    let damaged: DatabaseQueue
    do {
      damaged = try file.openAsItLies()
    } catch {
      throw StorageError(error, path: source, waited: settings.busyTimeout)
    }
    let saved = try SeriesStore.open(at: target, mode: .create, settings: settings)
    do {
      let report = try damaged.read { database in
        var salvage = Salvage(source: database, seal: saved.seal)
        try saved.writing(effort: .ingest) { table in
          try salvage.copy(into: table)
          try table.finish()
        }
        return salvage.report
      }
      try saved.close()
      return report
    } catch {
      try? saved.close()
      for suffix in ["", "-wal", "-shm"] { unlink(target + suffix) }
      throw StorageError(error, path: source, waited: settings.busyTimeout)
    }
  }
}

/// The walk over a damaged store.
private struct Salvage {
  let source: Database
  let seal: ChunkSeal
  var report = SalvageReport()
  private let decoder = ChunkDecoder()

  init(source: Database, seal: ChunkSeal) { (self.source, self.seal) = (source, seal) }

  mutating func copy(into table: ChunkTable) throws {
    let names = rows(of: "entity").reduce(into: [Int64: String]()) { names, row in
      guard let id = row.whole("id"), let name = row.text("name"), !name.isEmpty else { return }
      if row.whole("checksum") == Int64(Checksum.of(name.utf8)) { names[id] = name }
    }
    var kept: [Int64: [(owner: Int64, rows: ChunkRows)]] = [:]
    for row in rows(of: "chunk") {
      if let (owner, rows) = decoded(row, "chunk", owner: { row.whole("entity") ?? 0 }) {
        kept[owner, default: []].append((owner, rows))
      }
    }
    var summary = IngestSummary()
    var numbers: [Int64: Int64] = [:]
    func number(_ old: Int64) throws -> (Int64, EntityID) {
      let name = EntityID(names[old] ?? "lost-\(old)")
      if let known = numbers[old] { return (known, name) }
      let (id, _) = try StoredEntity.find(name, in: table.database, path: table.path)
      numbers[old] = id
      return (id, name)
    }
    let writer = ChunkWriter(table: table)
    for old in kept.keys.sorted() {
      let (id, name) = try number(old)
      for part in kept[old] ?? [] {
        var entity = try StoredEntity.number(id, in: table.database)
        try writer.add([part.rows], to: &entity, named: name, counting: &summary)
        try table.flush()
      }
    }
    try copyRollups(into: table, number)
    try copyHead(into: table, number, counting: &summary)
    (report.samples, report.entities) = (summary.samplesStored, numbers.count)
    for row in rows(of: "ingest") {
      guard let record = IngestRecord(row), row.whole("checksum") == Int64(record.checksum) else {
        report.losses.append("the record of ingest \(row.whole("id") ?? 0)")
        continue
      }
      try record.insert(into: table.database)
    }
    try copyEvents(into: table, numbers)
  }

  private mutating func copyEvents(into table: ChunkTable, _ numbers: [Int64: Int64]) throws {
    for row in rows(of: "event") {
      guard let record = EventRecord(row), let entity = numbers[record.entity] else {
        report.losses.append("event \(row.whole("id") ?? 0)")
        continue
      }
      try EventRecord(
        entity: entity, kind: record.kind, count: record.count, span: record.span
      ).write(to: table.database)
    }
    for row in rows(of: "correction") {
      guard let record = CorrectionRecord(row) else {
        report.losses.append("the record of correction \(row.whole("id") ?? 0)")
        continue
      }
      try record.insert(into: table.database)
    }
  }

  private mutating func copyRollups(
    into table: ChunkTable, _ number: (Int64) throws -> (Int64, EntityID)
  ) throws {
    for row in rows(of: "rollup") {
      guard let period = row.whole("period").flatMap(RollupPeriod.init(rawValue:)),
        let old = row.whole("entity"),
        let (_, rows) = decoded(row, "rollup", owner: { period.owner(old) })
      else { continue }
      let (id, name) = try number(old)
      try RollupTable(table: table).merge(rows, of: id, named: name, period)
    }
  }

  private mutating func copyHead(
    into table: ChunkTable, _ number: (Int64) throws -> (Int64, EntityID),
    counting summary: inout IngestSummary
  ) throws {
    let decoder = HeadDecoder(source, seal)
    for row in rows(of: "head") {
      var block: HeadBlock
      do {
        block = try decoder.block(row).block
        report.chunks += 1
      } catch {
        report.losses.append("head \(row.whole("id") ?? 0): \(error)")
        continue
      }
      block.owners = try block.owners.map { try number($0).0 }
      let head = try HeadWriter(table)
      try head.add(block, counting: &summary)
      try head.finish(counting: &summary)
    }
  }

  private mutating func decoded(
    _ row: Row, _ table: String, owner: () -> Int64
  ) -> (Int64, ChunkRows)? {
    do {
      let bytes = try seal.opened(try StoredChunk.bytes(row), owner: owner())
      let rows = try decoder.decode(bytes, owner: owner())
      report.chunks += 1
      return (row.whole("entity") ?? 0, rows)
    } catch {
      report.losses.append("\(table) \(row.whole("id") ?? 0): \(error)")
      return nil
    }
  }

  /// All rows that can be found by their number. A damaged page hides the numbers on it; they are passed over in steps that
  /// grow, so that a file of which little is left does not take for ever.
  private mutating func rows(of table: String) -> [Row] {
    var found: [Row] = []
    // Stores of older schemas have fewer tables; where that cannot be told, the table is looked for.
    let isThere = try? Int.fetchOne(
      source, sql: "SELECT count(*) FROM sqlite_master WHERE name = ?", arguments: [table])
    if isThere == 0 { return [] }
    var (next, step, isLost) = (Int64(1), Int64(1), false)
    let limit = (try? Int64.fetchOne(source, sql: "SELECT max(id) FROM \(table)")) ?? nil
    let last = limit ?? 1 << 22
    while next <= last {
      do {
        let row = try Row.fetchOne(
          source, sql: "SELECT * FROM \(table) WHERE id >= ? ORDER BY id LIMIT 1",
          arguments: [next])
        guard let row, let id = row.whole("id") else { break }
        found.append(row)
        (next, step, isLost) = (id + 1, 1, false)
      } catch {
        if !isLost { report.losses.append("rows of table \(table) from number \(next): \(error)") }
        isLost = true
        next += step
        step = min(step * 2, 64)
      }
    }
    return found
  }
}
