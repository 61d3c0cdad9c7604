public import CapacityModel
import Foundation
internal import GRDB
public import HeadroomBasics

/// What of an entity's samples others replace.
public struct ReplacedRows: Sendable, Hashable {
  /// From the first to just after the last instant of each stretch, ascending.
  public var ranges: [TimeRange]
  /// What is replaced there; other metrics stay.
  public var metrics: Set<MemoryMetric>

  /// Creates stretches of rows; `ranges` ascend and do not overlap.
  public init(ranges: [TimeRange], metrics: Set<MemoryMetric>) {
    self.ranges = ranges
    self.metrics = metrics
  }
}

/// Takes samples out of a store, or gives them to another entity, within one transaction.
struct StoreCorrection {
  let table: ChunkTable

  init(_ table: ChunkTable) { self.table = table }

  /// Takes away what is replaced; returns rows that changed.
  func remove(_ replaced: [EntityID: ReplacedRows]) throws -> Int {
    try HeadWriter(table).fold()
    var rows = 0
    for (entity, stretch) in replaced.sorted(by: { $0.key < $1.key }) {
      guard let id = try number(of: entity) else { continue }
      for range in stretch.ranges {
        rows += try remove(stretch.metrics, in: range, of: id, named: entity)
      }
    }
    try table.flush()
    return rows
  }

  /// The number of an entity; `nil` where there is none of the name.
  func number(of entity: EntityID) throws -> Int64? {
    try Int64.fetchOne(
      table.database, sql: "SELECT id FROM entity WHERE name = ?", arguments: [entity.name])
  }

  /// Takes rows of a stretch away, samples and roll-ups of periods that begin in it; returns how many rows changed.
  func remove(
    _ metrics: Set<MemoryMetric>, in range: TimeRange, of entity: Int64, named name: EntityID
  ) throws -> Int {
    let (first, last) = (range.start.milliseconds, range.end.milliseconds - 1)
    guard first <= last else { return 0 }
    let chunks = try table.chunks(of: entity, named: name, from: first, through: last)
    var changed = 0
    if !chunks.isEmpty {
      let rows = try table.rows(chunks, named: name)
      let (kept, touched) = rows.removing(metrics, from: first, through: last)
      changed += touched
      if touched > 0 {
        try table.delete(chunks)
        if kept.count > 0 { _ = try table.insert(kept, entity: entity) }
      }
    }
    let rollups = RollupTable(table: table)
    for period in RollupPeriod.allCases {
      changed += try table.corruptionNamed(name) {
        try rollups.remove(
          metrics, from: first, through: last, of: entity, named: name, period)
      }
    }
    try EventTable(database: table.database, path: table.path)
      .remove(of: entity, within: first...last)
    return changed
  }

  /// Gives all samples of one entity to another, and forgets its name; returns how many rows moved, and what both had. Of two
  /// values for one instant `MemoryMetric.resolved` chooses.
  func move(
    _ entity: Int64, named name: EntityID, to other: Int64, named target: EntityID
  ) throws -> (rows: Int, summary: IngestSummary) {
    var moved = 0
    let chunks = try table.chunks(of: entity, named: name, from: .min, through: .max)
    var summary = IngestSummary()
    if !chunks.isEmpty {
      let rows = try table.rows(chunks, named: name)
      moved += rows.count
      try table.delete(chunks)
      var stored = try StoredEntity.number(other, in: table.database)
      try ChunkWriter(table: table).add([rows], to: &stored, named: target, counting: &summary)
      try table.flush()
    }
    let rollups = RollupTable(table: table)
    for period in RollupPeriod.allCases {
      moved += try table.corruptionNamed(name) {
        try rollups.move(from: entity, named: name, to: other, named: target, period)
      }
    }
    let events = EventTable(database: table.database, path: table.path)
    try events.move(from: entity, to: other)
    if let conflict = summary.conflicts[target] {
      try events.add(.conflict, of: other, count: conflict.count, span: conflict.span)
    }
    try forget(entity)
    return (moved, summary)
  }

  /// Forgets an entity of which nothing is left.
  func forget(_ entity: Int64) throws {
    for sql in ["DELETE FROM event WHERE entity = ?", "DELETE FROM entity WHERE id = ?"] {
      try table.database.execute(sql: sql, arguments: [entity])
    }
  }

  /// Whether an entity has neither samples nor roll-ups.
  func isEmpty(_ entity: Int64) throws -> Bool {
    try table.flush()
    for part in ["chunk", "rollup"] {
      if try Int.fetchOne(
        table.database, sql: "SELECT 1 FROM \(part) WHERE entity = ? LIMIT 1", arguments: [entity])
        != nil
      {
        return false
      }
    }
    return true
  }
}

extension ChunkRows {
  /// The rows without the values of `metrics` from `first` through `last`, and how many rows lost some; rows without any
  /// value are left out.
  func removing(
    _ metrics: Set<MemoryMetric>, from first: Int64, through last: Int64
  ) -> (kept: ChunkRows, touched: Int) {
    let places = places(from: first, through: last)
    guard columns.contains(where: { metrics.contains($0.metric) }), !places.isEmpty else {
      return (self, 0)
    }
    var rest = self
    for place in rest.columns.indices where metrics.contains(rest.columns[place].metric) {
      for row in places { rest.columns[place].values[row] = SampleBatch.missing }
    }
    let touched = places.count { row in
      columns.contains { metrics.contains($0.metric) && $0.values[row] != SampleBatch.missing }
    }
    let filled = rest.timestamps.indices.filter { row in
      rest.columns.contains { $0.values[row] != SampleBatch.missing }
    }
    return (rest.rows(at: filled), touched)
  }
}

/// One row of the `correction` table: who took what away is not forgotten.
struct CorrectionRecord {
  let at: Int64
  let action: String
  let rows: Int64

  /// Creates a record.
  init(at: Timestamp, action: String, rows: Int) {
    self.at = at.milliseconds
    self.action = action
    self.rows = Int64(rows)
  }

  /// Reads a row; `nil` where it is not what was written.
  init?(_ row: Row) {
    guard let at = row.whole("at"), let action = row.text("action"), let rows = row.whole("rows")
    else { return nil }
    self.at = at
    self.action = action
    self.rows = rows
    guard row.whole("checksum") == Int64(checksum) else { return nil }
  }

  /// Over all columns.
  private var checksum: UInt32 { Checksum.of("\(at)\0\(action)\0\(rows)".utf8) }

  /// Writes the row.
  func insert(into database: Database) throws {
    try database.execute(
      sql: "INSERT INTO correction (at, action, rows, checksum) VALUES (?, ?, ?, ?)",
      arguments: [at, action, rows, Int64(checksum)])
  }
}
