public import CapacityModel
internal import GRDB
public import HeadroomBasics

/// What a correction of a store changed.
public struct CorrectionReport: Sendable, Hashable, Codable {
  /// Entities that it changed.
  public var entities = 0
  /// Rows that were taken away or given to another entity.
  public var rows = 0
  /// Entities of which nothing is left.
  public var removed = 0
  /// Values that two of the entities have for the same instants.
  public var shared = 0
  /// Of those, how many differ.
  public var conflicts = 0
  /// From the first to just after the last instant at which they differ; `nil` where none do.
  public var conflicting: TimeRange?

  /// Creates a report of no change.
  public init() {}
}

extension SeriesStore {
  /// What ends a transaction of which nothing is kept.
  private struct DryRun: Error {}

  /// Takes samples and roll-ups of a stretch away; entities of which nothing is left are forgotten.
  ///
  /// One transaction. Roll-ups count where their period begins in the stretch.
  ///
  /// - Parameters:
  ///   - entities: Whose; all must be there.
  ///   - range: When.
  ///   - now: When it is done, for the record.
  ///   - dryRun: Whether only to count.
  /// - Throws: `StorageError.unknownEntity` and other `StorageError`s; nothing is changed then.
  public func delete(
    _ entities: [EntityID], in range: TimeRange = .all, now: Timestamp, dryRun: Bool = false
  ) throws -> CorrectionReport {
    try correcting(dryRun: dryRun) { correction in
      var report = CorrectionReport()
      for entity in entities {
        let id = try known(entity, correction)
        let rows = try correction.remove(
          Set(MemoryMetric.allCases), in: range, of: id, named: entity)
        report.rows += rows
        if rows > 0 { report.entities += 1 }
        if try correction.isEmpty(id) {
          try correction.forget(id)
          report.removed += 1
        }
        try record("delete \(entity) from \(range.start) to \(range.end)", rows, now, correction)
      }
      return report
    }
  }

  /// Gives an entity another name.
  ///
  /// - Throws: `StorageError.unknownEntity`, `.entityExists`, `.unusableName` and other `StorageError`s.
  public func rename(_ entity: EntityID, to name: EntityID, now: Timestamp) throws {
    _ = try correcting(dryRun: false) { correction in
      let id = try known(entity, correction)
      guard try correction.number(of: name) == nil else {
        throw StorageError.entityExists(path: path, name: name.name, beside: entity.name)
      }
      try check(name)
      try correction.table.database.execute(
        sql: "UPDATE entity SET name = ?, checksum = ? WHERE id = ?",
        arguments: [name.name, Int64(Checksum.of(name.name.utf8)), id])
      try record("rename \(entity) to \(name)", 0, now, correction)
      return CorrectionReport()
    }
  }

  /// Gives the samples and roll-ups of some entities to one, which may be one of them or new.
  ///
  /// Of two values for one instant the larger demand and the size of the entity named last stay.
  ///
  /// - Throws: `StorageError.unknownEntity` and other `StorageError`s; nothing is changed then.
  public func merge(
    _ entities: [EntityID], into target: EntityID, now: Timestamp, dryRun: Bool = false
  ) throws -> CorrectionReport {
    try correcting(dryRun: dryRun) { correction in
      var report = CorrectionReport()
      try check(target)
      let ids = try entities.map { ($0, try known($0, correction)) }
      let other = try StoredEntity.find(target, in: correction.table.database, path: path).id
      for (entity, id) in ids where id != other {
        let (rows, summary) = try correction.move(id, named: entity, to: other, named: target)
        report.rows += rows
        report.shared += summary.duplicatesEqual + summary.duplicatesUnequal
        report.conflicts += summary.duplicatesUnequal
        if let span = summary.conflicts[target]?.span {
          let (first, last) = (
            Timestamp(milliseconds: span.lowerBound), Timestamp(milliseconds: span.upperBound + 1)
          )
          report.conflicting = TimeRange(
            start: min(first, report.conflicting?.start ?? first),
            end: max(last, report.conflicting?.end ?? last))
        }
        report.entities += 1
        report.removed += 1
        try record("merge \(entity) into \(target)", rows, now, correction)
      }
      return report
    }
  }

  private func correcting(
    dryRun: Bool, _ body: (StoreCorrection) throws -> CorrectionReport
  ) throws -> CorrectionReport {
    var report = CorrectionReport()
    do {
      try writing(effort: .ingest) { table in
        try HeadWriter(table).fold()
        report = try body(StoreCorrection(table))
        try table.finish()
        try StoreMeta.renewSpan(in: table.database)
        if dryRun { throw DryRun() }
      }
    } catch is DryRun {}
    return report
  }

  /// Refuses names that no reader would take.
  private func check(_ name: EntityID) throws {
    let text = name.name
    let isPlain = text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    guard !text.isEmpty, isPlain, text.first?.isWhitespace == false,
      text.last?.isWhitespace == false
    else { throw StorageError.unusableName(path: path, name: text) }
  }

  private func known(_ entity: EntityID, _ correction: StoreCorrection) throws -> Int64 {
    guard let id = try correction.number(of: entity) else {
      throw StorageError.unknownEntity(path: path, name: entity.name)
    }
    return id
  }

  private func record(
    _ action: String, _ rows: Int, _ now: Timestamp, _ correction: StoreCorrection
  ) throws {
    try CorrectionRecord(at: now, action: action, rows: rows)
      .insert(into: correction.table.database)
  }
}
