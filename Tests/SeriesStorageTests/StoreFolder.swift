import CapacityModel
import Foundation
import GRDB
import HeadroomBasics
import SeriesStorage

/// A folder of its own for one test, removed with the value.
final class StoreFolder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "headroom-store-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of `name` inside.
  func file(_ name: String = "test.headroom") -> String { "\(path)/\(name)" }

  /// A new store.
  func store(_ settings: StoreSettings = StoreSettings()) throws -> SeriesStore {
    try SeriesStore.open(at: file(), mode: .create, settings: settings)
  }

  /// Copies a store and, where there is one, its log, as a crash would leave them.
  func copyStore(from source: String, to target: String, logBytes: Int? = nil) throws {
    for suffix in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: target + suffix)
    }
    try FileManager.default.copyItem(atPath: source, toPath: target)
    guard let log = FileManager.default.contents(atPath: source + "-wal") else { return }
    try log.prefix(logBytes ?? log.count).write(to: URL(fileURLWithPath: target + "-wal"))
  }

  /// Changes the closed store behind its back.
  func execute(_ sql: String) throws {
    let queue = try DatabaseQueue(path: file())
    try queue.writeWithoutTransaction {
      try $0.execute(sql: "PRAGMA foreign_keys = OFF")
      try $0.execute(sql: sql)
    }
    try queue.close()
  }

  func bytes(_ path: String) throws -> [UInt8] {
    let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
    return [UInt8](try handle.readToEnd() ?? Data())
  }

  func write(_ bytes: [UInt8], to path: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path))
  }
}

/// One row of a batch under construction: whose, when, and a value a metric.
struct TestRow {
  var entity: String
  var instant: Int64
  var values: [MemoryMetric: Int64]

  init(_ entity: String, _ instant: Int64, _ values: [MemoryMetric: Int64]) {
    (self.entity, self.instant, self.values) = (entity, instant, values)
  }
}

/// A batch of `rows` in their order.
func batch(_ rows: [TestRow]) -> SampleBatch {
  var batch = SampleBatch(columns: [])
  var places: [String: UInt32] = [:]
  let metrics = Set(rows.flatMap(\.values.keys)).sorted { $0.code < $1.code }
  batch.columns = metrics.map { SampleBatch.Column(metric: $0) }
  for row in rows {
    if places[row.entity] == nil {
      places[row.entity] = UInt32(batch.entities.count)
      batch.entities.append(EntityID(row.entity))
    }
    batch.entityIndex.append(places[row.entity] ?? 0)
    batch.timestamps.append(row.instant)
    for (place, metric) in metrics.enumerated() {
      batch.columns[place].values.append(row.values[metric] ?? SampleBatch.missing)
    }
  }
  return batch
}

/// `count` rows of `entity`, five minutes apart, whose demand goes up and down.
func regularRows(
  _ entity: String, count: Int, from start: Int64 = 1_700_000_000_000, shift: Int64 = 0
) -> [TestRow] {
  (0..<count).map { row in
    let used = Int64((row * 7919) % 4096 + 1) * 1_048_576 + shift
    return TestRow(entity, start + Int64(row) * 300_000, [.used: used, .configured: 8 << 30])
  }
}

extension SeriesStore {
  /// Ingests `rows` as one file at a fixed time.
  @discardableResult
  func ingest(_ rows: [TestRow], source: String = "test.csv") throws -> IngestSummary {
    try ingest(source: source, proxyNote: nil, now: Timestamp(seconds: 1_700_000_000)) {
      try $0.append(batch(rows))
    }
  }

  /// Everything that is stored.
  func allBlocks() throws -> [SampleBlock] {
    var blocks: [SampleBlock] = []
    try forEachBlock(metrics: MemoryMetric.allCases) { blocks.append($0) }
    return blocks
  }
}
