internal import ArgumentParser
internal import CapacityModel
internal import Foundation
internal import Reporting
internal import SeriesStorage

/// `headroom store`.
struct StoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "store",
    abstract: "Looks after the store.",
    subcommands: [
      StoreInfoCommand.self, StoreVerifyCommand.self, StoreBackupCommand.self,
      StoreRestoreCommand.self, StoreExportCommand.self,
    ])
}

/// The two shapes a store's facts are printed in.
enum StoreFormat: String, ExpressibleByArgument, CaseIterable {
  case table
  case json
}

/// `headroom store info`.
struct StoreInfoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info", abstract: "What the store holds: entities, samples, span, bytes a sample.")

  @OptionGroup var store: StoreOptions

  @Option(help: "table or json.") var format = StoreFormat.table

  func run() throws {
    let info = try SeriesStore.open(at: store.path, mode: .read).info()
    if format == .json { return try Console.write(try StoreFacts(info).json()) }
    var facts = FactList()
    facts.append("store", info.path)
    facts.append("schema version", "\(info.schemaVersion)")
    facts.append("size", "\(ByteCount(info.fileBytes))")
    facts.append("entities", IngestSummaryText.grouped(info.entities))
    facts.append("chunks", IngestSummaryText.grouped(info.chunks))
    for count in info.samplesByMetric {
      facts.append("samples of \(count.metric.rawValue)", IngestSummaryText.grouped(count.samples))
    }
    if let bytes = info.bytesPerSample {
      facts.append("bytes a sample", "\((bytes * 100).rounded() / 100)")
    }
    if let range = info.range {
      facts.append("first sample", "\(range.start)")
      facts.append("last sample", "\(Timestamp(milliseconds: range.end.milliseconds - 1))")
    }
    facts.append("ingests", IngestSummaryText.grouped(info.ingests))
    facts.append("rows rejected", IngestSummaryText.grouped(info.rejectedRows))
    for note in info.proxyNotes { facts.append("note", note) }
    try Console.write(facts.text())
  }
}

/// What `store info --format json` prints.
private struct StoreFacts: Encodable {
  let path: String
  let schemaVersion: Int
  let bytes: Int64
  let entities: Int
  let chunks: Int
  let samples: Int
  let samplesByMetric: [String: Int]
  let bytesPerSample: Double?
  let range: TimeRange?
  let ingests: Int
  let rejectedRows: Int
  let proxyNotes: [String]

  init(_ info: StoreInfo) {
    (path, schemaVersion, bytes) = (info.path, info.schemaVersion, info.fileBytes)
    (entities, chunks, samples) = (info.entities, info.chunks, info.samples)
    samplesByMetric = Dictionary(
      uniqueKeysWithValues: info.samplesByMetric.map { ($0.metric.rawValue, $0.samples) })
    (bytesPerSample, range, ingests) = (info.bytesPerSample, info.range, info.ingests)
    (rejectedRows, proxyNotes) = (info.rejectedRows, info.proxyNotes)
  }

  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
  }
}

/// `headroom store verify`.
struct StoreVerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Checks every page, checksum and sample of the store.",
    discussion: "Exit code 0 where all is well, 2 where damage was found; each damage is a line.")

  @OptionGroup var store: StoreOptions

  func run() throws {
    let report = try SeriesStore.open(at: store.path, mode: .read).verify()
    for damage in report.damages { try Console.write("\(damage)\n") }
    try Console.write(
      "\(report.isClean ? "clean" : "\(report.damages.count) damaged"): "
        + "\(IngestSummaryText.grouped(report.chunks)) chunks, "
        + "\(IngestSummaryText.grouped(report.samples)) samples checked\n")
    if !report.isClean { throw ExitCode(2) }
  }
}
