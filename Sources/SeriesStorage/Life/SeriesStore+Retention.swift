internal import CapacityModel
internal import GRDB
public import HeadroomBasics

/// How long samples and roll-ups are kept.
public struct Retention: Sendable, Hashable {
  /// How long samples are kept as they came; older ones become roll-ups of hours and days.
  public var raw: Duration
  /// How long roll-ups of hours are kept, from the same instant on.
  public var hourly: Duration
  /// How long roll-ups of days are kept.
  public var daily: Duration

  /// Creates a retention.
  public init(raw: Duration, hourly: Duration, daily: Duration) {
    (self.raw, self.hourly, self.daily) = (raw, hourly, daily)
  }
}

/// What retention did.
public struct RetentionReport: Sendable, Hashable, Codable {
  /// Before this instant there are no samples any more, only roll-ups.
  public var rawFrom: Timestamp
  /// Before this instant there are no roll-ups of hours any more.
  public var hourlyFrom: Timestamp
  /// Before this instant there is nothing any more.
  public var dailyFrom: Timestamp
  /// Rows of samples that became roll-ups.
  public var rowsRolledUp = 0
  /// Roll-ups of hours that were dropped.
  public var hoursDropped = 0
  /// Roll-ups of days that were dropped.
  public var daysDropped = 0
  /// The size of the file before, bytes.
  public var bytesBefore: Int64 = 0
  /// The size of the file after, bytes.
  public var bytesAfter: Int64 = 0
}

extension SeriesStore {
  /// Rows that become roll-ups in one transaction.
  private static let retentionRows = 2_000_000

  /// Rolls up samples that are older than they are kept, and drops roll-ups that are older than those.
  ///
  /// Stretches are cut at the beginnings of UTC days, so that every roll-up of a day has all its samples. Roll-ups keep
  /// least, greatest, mean, 95th percentile, count and last value of every metric: peaks survive. Each transaction leaves a
  /// whole store in which every sample is either there or rolled up.
  ///
  /// - Parameters:
  ///   - retention: What is kept; `raw ≤ hourly ≤ daily`.
  ///   - now: From when ages count.
  ///   - dryRun: Whether only to count.
  public func retain(_ retention: Retention, now: Timestamp, dryRun: Bool = false) throws
    -> RetentionReport
  {
    precondition(
      retention.raw <= retention.hourly && retention.hourly <= retention.daily,
      "what is coarser is kept at least as long as what is finer")
    func cut(_ age: Duration) -> Timestamp {
      let instant = now.milliseconds - age.wholeMilliseconds
      return Timestamp(milliseconds: RollupPeriod.day.start(of: instant))
    }
    var report = RetentionReport(
      rawFrom: cut(retention.raw), hourlyFrom: cut(retention.hourly),
      dailyFrom: cut(retention.daily))
    report.bytesBefore = try info().fileBytes
    if dryRun {
      report.rowsRolledUp = try reading { try rows(before: report.rawFrom, $0) }
      report.bytesAfter = report.bytesBefore
      return report
    }
    try writing(effort: .ingest) { table in
      try HeadWriter(table).fold()
      try table.finish()
    }
    for entities in try retentionGroups(before: report.rawFrom) {
      try writing(effort: .compaction) { table in
        for entity in entities { try roll(entity, table, &report) }
        try table.finish()
      }
    }
    try writing(effort: .ingest) { try StoreMeta.renewSpan(in: $0.database) }
    try vacuum()
    report.bytesAfter = try info().fileBytes
    return report
  }

  /// Rows of chunks before `cut`.
  private func rows(before cut: Timestamp, _ database: Database) throws -> Int {
    let cut = cut.milliseconds
    let whole = try Int.fetchOne(
      database, sql: "SELECT ifnull(sum(count), 0) FROM chunk WHERE t1 < ?", arguments: [cut])
    var rows = whole ?? 0
    let decoder = ChunkDecoder()
    let divided = try Row.fetchCursor(
      database, sql: "SELECT entity, data FROM chunk WHERE t0 < ? AND t1 >= ?",
      arguments: [cut, cut])
    while let row = try divided.next() {
      do {
        let owner = row.whole("entity") ?? 0
        let bytes = try seal.opened(try StoredChunk.bytes(row), owner: owner)
        let chunk = try decoder.decode(bytes, owner: owner, metrics: [])
        rows += chunk.places(from: .min, through: cut - 1).count
      } catch let damage as ChunkDamage {
        throw StorageError.corrupt(path: path, evidence: "a chunk cannot be read: \(damage)")
      }
    }
    return rows
  }

  private func retentionGroups(before cut: Timestamp) throws -> [[(id: Int64, name: EntityID)]] {
    try reading { database in
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT id, name,
            (SELECT sum(count) FROM chunk WHERE entity = entity.id AND t0 < ?) AS rows
          FROM entity ORDER BY name
          """,
        arguments: [cut.milliseconds])
      var groups: [[(id: Int64, name: EntityID)]] = []
      var held = Int64.max
      for row in rows {
        guard let id = row.whole("id"), let name = row.text("name") else { continue }
        if held >= Self.retentionRows {
          groups.append([])
          held = 0
        }
        groups[groups.count - 1].append((id, EntityID(name)))
        held += 1 + (row.whole("rows") ?? 0)
      }
      return groups
    }
  }

  private func roll(
    _ entity: (id: Int64, name: EntityID), _ table: ChunkTable, _ report: inout RetentionReport
  ) throws {
    let rollups = RollupTable(table: table)
    let cut = report.rawFrom.milliseconds
    let statement = try table.database.cachedStatement(
      sql: """
        SELECT id, entity, t0, t1, count FROM chunk WHERE entity = ? AND t0 < ? ORDER BY t0
        """)
    do {
      let chunks = try Row.fetchAll(statement, arguments: [entity.id, cut]).map(StoredChunk.init)
      if !chunks.isEmpty {
        let rows = try table.rows(chunks, named: entity.name)
        let old = rows.rows(rows.places(from: .min, through: cut - 1))
        for period in RollupPeriod.allCases {
          try rollups.add(old, of: entity.id, named: entity.name, period)
        }
        try table.delete(chunks)
        let kept = rows.places(from: cut, through: .max)
        if !kept.isEmpty { _ = try table.insert(rows.rows(kept), entity: entity.id) }
        report.rowsRolledUp += old.count
      }
      report.hoursDropped += try rollups.remove(
        before: report.hourlyFrom.milliseconds, of: entity.id, named: entity.name, .hour)
      report.daysDropped += try rollups.remove(
        before: report.dailyFrom.milliseconds, of: entity.id, named: entity.name, .day)
    } catch let damage as ChunkDamage {
      throw StorageError.corrupt(path: path, evidence: "a roll-up of \(entity.name): \(damage)")
    }
  }
}
