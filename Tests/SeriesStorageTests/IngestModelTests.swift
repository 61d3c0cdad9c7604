import CapacityModel
import HeadroomBasics
import SeriesStorage
import TestSupport
import Testing

/// The store against the plainest model of it: a dictionary.
@Suite("ingest against a model")
struct IngestModelTests {
  private struct Key: Hashable {
    var entity: String
    var metric: MemoryMetric
    var instant: Int64
  }

  private struct Model {
    var values: [Key: Int64] = [:]

    mutating func ingest(_ rows: [TestRow]) -> IngestSummary {
      var summary = IngestSummary()
      var newest: [String: Int64] = [:]
      for key in values.keys { newest[key.entity] = max(newest[key.entity] ?? .min, key.instant) }
      var entities = Set(values.keys.map(\.entity))
      summary.rows = rows.count
      for row in rows {
        if !row.values.isEmpty && entities.insert(row.entity).inserted { summary.newEntities += 1 }
        for (metric, value) in row.values {
          let key = Key(entity: row.entity, metric: metric, instant: row.instant)
          guard let old = values[key] else {
            values[key] = value
            summary.samplesStored += 1
            if row.instant < newest[row.entity] ?? .min { summary.lateSamples += 1 }
            continue
          }
          if old == value { summary.duplicatesEqual += 1 } else { summary.duplicatesUnequal += 1 }
          values[key] = metric.resolved(earlier: old, later: value)
        }
      }
      return summary
    }
  }

  private func rows(_ generator: inout SplitMix64) -> [TestRow] {
    let span = Int64.random(in: 10...3000, using: &generator)
    let base = Int64.random(in: 0...8000, using: &generator)
    let metrics: [MemoryMetric] = [.used, .configured, .pressureSomePercent]
    var rows = (0..<Int.random(in: 0...1200, using: &generator)).map { _ in
      var row = TestRow(
        "vm\(Int.random(in: 0..<4, using: &generator))",
        base + Int64.random(in: 0...span, using: &generator), [:])
      for metric in metrics where Int.random(in: 0..<3, using: &generator) > 0 {
        row.values[metric] = Int64.random(in: 0...2, using: &generator)
      }
      return row
    }
    if Bool.random(using: &generator) { rows.sort { $0.instant < $1.instant } }
    return rows
  }

  @Test(
    "random files in random order give what a dictionary gives, however small the buffers",
    arguments: 0..<30)
  func random(seed: UInt64) throws {
    var generator = SplitMix64(state: seed)
    let folder = try StoreFolder()
    let limit = [50, 3000, 1_000_000][Int(seed % 3)]
    let store = try folder.store(StoreSettings(bufferedValues: limit))
    var model = Model()
    for file in 0..<6 {
      let rows = rows(&generator)
      var summary = try store.ingest(source: "\(file)", proxyNote: nil, now: Timestamp(seconds: 0))
      {
        for start in stride(from: 0, to: rows.count, by: 97) {
          try $0.append(batch(Array(rows[start..<min(start + 97, rows.count)])))
        }
      }
      #expect(
        summary.conflicts.values.reduce(0) { $0 + $1.count } == summary.duplicatesUnequal,
        "seed \(seed), file \(file)")
      // Whose they are depends on where chunks end; the model counts them.
      summary.conflicts = [:]
      #expect(summary == model.ingest(rows), "seed \(seed), file \(file)")
      #expect(try store.verify().isClean, "seed \(seed), file \(file)")
    }
    var stored: [Key: Int64] = [:]
    for block in try store.allBlocks() {
      for (metric, values) in block.values {
        for (instant, value) in zip(block.timestamps, values) where value != SampleBatch.missing {
          stored[Key(entity: block.entity.name, metric: metric, instant: instant)] = value
        }
      }
    }
    #expect(stored == model.values, "seed \(seed)")
    let report = try store.verify()
    #expect(report.isClean, "seed \(seed): \(report.damages)")
    #expect(report.samples == model.values.count)
    #expect(try store.info().samples == model.values.count)
  }
}
