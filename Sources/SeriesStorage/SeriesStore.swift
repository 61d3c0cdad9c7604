public import CapacityModel
internal import Foundation
internal import GRDB
public import HeadroomBasics

/// The time-series store: memory samples of many entities in one file.
///
/// Samples lie in compressed chunks of about a thousand rows inside SQLite (`docs/formats/store.md`). Every ingest is one
/// transaction: it is stored whole or not at all, and once acknowledged it survives a crash. One process writes at a
/// time; readers see the last committed state. Calls on one instance run one after the other, so a body given to
/// `ingest` or `forEachBlock` must not call the same instance again.
public final class SeriesStore: Sendable {
  /// Where the file lies, as it was given.
  public let path: String
  /// What it was opened for.
  public let mode: StoreMode
  /// The limits in force.
  public let settings: StoreSettings
  let queue: DatabaseQueue
  let seal: ChunkSeal

  private init(
    path: String, mode: StoreMode, settings: StoreSettings, queue: DatabaseQueue, seal: ChunkSeal
  ) {
    (self.path, self.mode, self.settings) = (path, mode, settings)
    (self.queue, self.seal) = (queue, seal)
  }

  /// Opens the store at `path`.
  ///
  /// - Throws: `StorageError.notFound`, `.notAStore`, `.newerVersion`, `.readOnly`, `.needsRecovery`, `.corrupt`,
  ///   `.diskFull` or `.inputOutput`.
  public static func open(
    at path: String, mode: StoreMode, settings: StoreSettings = StoreSettings()
  ) throws(StorageError) -> SeriesStore {
    do {
      let file = StoreFile(path: path, settings: settings)
      let queue = try file.open(mode)
      let seal = try file.seal(queue)
      return SeriesStore(path: path, mode: mode, settings: settings, queue: queue, seal: seal)
    } catch {
      throw StorageError(error, path: path, waited: settings.busyTimeout)
    }
  }

  /// Closes the file; the write-ahead log is merged into it and removed. No call may follow.
  public func close() throws(StorageError) {
    do {
      try queue.close()
    } catch {
      throw StorageError(error, path: path, waited: settings.busyTimeout)
    }
  }

  /// All entities, by name in the order of Unicode scalars.
  public func entities() throws(StorageError) -> [EntityID] {
    try reading { database in
      try String.fetchAll(database, sql: "SELECT name FROM entity ORDER BY name").map(EntityID.init)
    }
  }

  /// The stretch from the first to just after the last stored instant; `nil` for an empty store.
  public func range() throws(StorageError) -> TimeRange? {
    try reading { try Self.range(in: $0) }
  }

  static func range(in database: Database) throws -> TimeRange? {
    var span: ClosedRange<Int64>?
    if try StoreSchema.version(of: database) >= 2,
      let oldest = try StoreMeta.number(.oldest, in: database),
      let newest = try StoreMeta.number(.newest, in: database), oldest <= newest
    {
      span = oldest...newest
    } else {
      span = try measuredSpan(in: database)
    }
    return span.map { span in
      let end = span.upperBound == .max ? span.upperBound : span.upperBound + 1
      return TimeRange(
        start: Timestamp(milliseconds: span.lowerBound), end: Timestamp(milliseconds: end))
    }
  }

  /// The first and last stored instant as the tables have them: takes time with the number of entities.
  static func measuredSpan(in database: Database) throws -> ClosedRange<Int64>? {
    // Two steps of the index an entity; reading min and max of all chunks would visit every page.
    var spans = [
      """
      SELECT
        min((SELECT t0 FROM chunk WHERE entity = entity.id ORDER BY t0 LIMIT 1)) AS first,
        max((SELECT t1 FROM chunk WHERE entity = entity.id ORDER BY t0 DESC LIMIT 1)) AS last
      FROM entity
      """
    ]
    if try StoreSchema.version(of: database) >= 2 {
      spans.append("SELECT min(t0) AS first, max(t1) AS last FROM head")
      spans.append("SELECT min(t0) AS first, max(t1) AS last FROM rollup")
    }
    var (first, last) = (Int64.max, Int64.min)
    for sql in spans {
      guard let row = try Row.fetchOne(database, sql: sql), let t0 = row.whole("first"),
        let t1 = row.whole("last")
      else { continue }
      (first, last) = (min(first, t0), max(last, t1))
    }
    return first <= last ? first...last : nil
  }

  /// Runs `body` on one consistent state of the store and gives errors of the database their meaning.
  func reading<Value>(_ body: (Database) throws -> Value) throws(StorageError) -> Value {
    do {
      return try queue.read(body)
    } catch {
      throw StorageError(error, path: path, waited: settings.busyTimeout)
    }
  }
}
