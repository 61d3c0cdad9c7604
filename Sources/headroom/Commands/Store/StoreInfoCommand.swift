internal import ArgumentParser
internal import CapacityModel
internal import HeadroomBasics
internal import Reporting
internal import SeriesStorage

/// `headroom store info`.
struct StoreInfoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info",
    abstract:
      "Shows what the store holds: entities, samples, span, bytes a sample, encodings, gaps.",
    discussion: """
      Counts are kept as samples are written, so this reads no sample. --gaps reads all of them and adds how many stretches \
      are longer than twice the entity's usual distance between samples.

      Example: headroom store info --store fleet.headroom --gaps
      """)

  @OptionGroup var store: StoreOptions

  @Option(help: "table or json.") var format = StoreFormat.table

  @Flag(help: "Also count gaps; reads every sample.")
  var gaps = false

  func run() throws {
    let opened = try store.open(.read)
    let info = try opened.info()
    let found = gaps ? try opened.gaps() : nil
    if format == .json {
      return try Console.write(try CanonicalJSON.file(of: StoreFacts(info, gaps: found)))
    }
    try Console.write(text(info, gaps: found))
  }

  private func text(_ info: StoreInfo, gaps: GapReport?) -> String {
    var facts = FactList()
    facts.append("store", info.path)
    facts.append("schema version", "\(info.schemaVersion)")
    facts.append("encrypted", info.isEncrypted ? "yes, AES-256-GCM" : "no")
    facts.append("size", "\(ByteCount(info.fileBytes))")
    facts.append("entities", grouped(info.entities))
    facts.append("chunks", grouped(info.chunks))
    if info.waitingRows > 0 { facts.append("rows waiting for chunks", grouped(info.waitingRows)) }
    for count in info.samplesByMetric {
      facts.append("samples of \(count.metric.rawValue)", grouped(count.samples))
    }
    if info.rolledUpPeriods > 0 {
      facts.append("periods rolled up", grouped(info.rolledUpPeriods))
    }
    if let bytes = info.bytesPerSample { facts.append("bytes a sample", hundredths(bytes)) }
    for count in info.encodings {
      facts.append(
        "  \(count.encoding)",
        "\(hundredths(count.bytesPerSample)) bytes a value, \(grouped(count.samples)) values")
    }
    if let range = info.range {
      facts.append("first sample", "\(range.start)")
      facts.append("last sample", "\(Timestamp(milliseconds: range.end.milliseconds - 1))")
    }
    if let gaps {
      facts.append("gaps", "\(grouped(gaps.count)) in \(grouped(gaps.entities)) entities")
      if let longest = gaps.longest {
        facts.append(
          "longest gap", "\(hundredths(longest.length.inDays)) days of \(longest.entity)")
      }
    }
    facts.append("ingests", grouped(info.ingests))
    facts.append("rows rejected", grouped(info.rejectedRows))
    if info.quarantined > 0 { facts.append("in quarantine", grouped(info.quarantined)) }
    for note in info.proxyNotes { facts.append("note", note) }
    return facts.text()
  }

  private func grouped(_ number: Int) -> String { NumberText.grouped(number) }

  private func hundredths(_ number: Double) -> String { "\((number * 100).rounded() / 100)" }
}

/// What `store info --format json` prints.
private struct StoreFacts: Encodable {
  let path: String
  let schemaVersion: Int
  let encrypted: Bool
  let bytes: Int64
  let entities: Int
  let chunks: Int
  let waitingRows: Int
  let samples: Int
  let samplesByMetric: [String: Int]
  let rolledUpPeriods: Int
  let bytesPerSample: Double?
  let encodings: [StoreInfo.EncodingCount]
  let range: TimeRange?
  let gaps: GapReport?
  let ingests: Int
  let rejectedRows: Int
  let quarantined: Int
  let proxyNotes: [String]

  init(_ info: StoreInfo, gaps: GapReport?) {
    (path, schemaVersion, encrypted) = (info.path, info.schemaVersion, info.isEncrypted)
    (bytes, entities, chunks) = (info.fileBytes, info.entities, info.chunks)
    (waitingRows, samples, self.gaps) = (info.waitingRows, info.samples, gaps)
    samplesByMetric = Dictionary(
      uniqueKeysWithValues: info.samplesByMetric.map { ($0.metric.rawValue, $0.samples) })
    (rolledUpPeriods, encodings) = (info.rolledUpPeriods, info.encodings)
    (bytesPerSample, range, ingests) = (info.bytesPerSample, info.range, info.ingests)
    (rejectedRows, quarantined, proxyNotes) = (info.rejectedRows, info.quarantined, info.proxyNotes)
  }
}
