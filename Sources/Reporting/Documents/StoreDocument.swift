public import CapacityModel
internal import HeadroomBasics

/// What a store holds, and where samples are missing, if that was counted.
public struct StoreContents: JSONReportable {
  /// `store's contents`.
  public static let kind = "store's contents"

  /// What the store counts.
  public let info: StoreInfo
  /// Where samples are missing; `nil` where nobody counted.
  public let gaps: GapReport?

  /// Takes what was counted.
  public init(_ info: StoreInfo, gaps: GapReport?) {
    self.info = info
    self.gaps = gaps
  }

  /// The counts, then the encodings.
  public func document(_ options: ReportOptions) -> Document {
    let encodings = Document.Section(
      title: "Encodings",
      columns: [.text("encoding")] + .numbers("bytes a value", "values"),
      rows: info.encodings.map { count in
        [
          count.encoding, NumberText.trimmed(count.bytesPerSample, places: 2),
          NumberText.grouped(count.samples),
        ]
      })
    return Document(
      title: "Store \(info.path)", facts: holdings + span + history,
      sections: [encodings, .init(title: "What the sources measured", list: info.proxyNotes)])
  }

  private var holdings: [Document.Fact] {
    var facts: [Document.Fact] = [
      .init("Schema version", "\(info.schemaVersion)"),
      .init("Encrypted", info.isEncrypted ? "yes, AES-256-GCM" : "no"),
      .init("Size", "\(ByteCount(info.fileBytes))"),
      .init("Entities", NumberText.grouped(info.entities)),
      .init("Chunks", NumberText.grouped(info.chunks)),
    ]
    if info.waitingRows > 0 {
      facts.append(.init("Rows waiting for chunks", NumberText.grouped(info.waitingRows)))
    }
    facts += info.samplesByMetric.map {
      .init("Samples of \($0.metric.rawValue)", NumberText.grouped($0.samples))
    }
    if info.rolledUpPeriods > 0 {
      facts.append(.init("Periods rolled up", NumberText.grouped(info.rolledUpPeriods)))
    }
    if let bytes = info.bytesPerSample {
      facts.append(.init("Bytes a sample", NumberText.trimmed(bytes, places: 2)))
    }
    return facts
  }

  private var span: [Document.Fact] {
    var facts: [Document.Fact] = []
    if let range = info.range {
      facts.append(.init("First sample", "\(range.start)"))
      facts.append(
        .init("Last sample", "\(Timestamp(milliseconds: range.end.milliseconds - 1))"))
    }
    if let gaps {
      facts.append(
        .init(
          "Gaps",
          "\(NumberText.grouped(gaps.count)) in "
            + QuantityText.count(gaps.entities, "entity", "entities")))
      if let longest = gaps.longest {
        let days = NumberText.trimmed(longest.length.inDays, places: 2)
        facts.append(
          .init("Longest gap", "\(days == "1" ? "1 day" : "\(days) days") of \(longest.entity)"))
      }
    }
    return facts
  }

  private var history: [Document.Fact] {
    var facts: [Document.Fact] = [
      .init("Ingests", NumberText.grouped(info.ingests)),
      .init("Rows rejected", NumberText.grouped(info.rejectedRows)),
    ]
    if info.quarantined > 0 {
      facts.append(.init("In quarantine", NumberText.grouped(info.quarantined)))
    }
    return facts
  }

  /// Writes the counts as one object.
  public func writeJSON(_ options: ReportOptions, to sink: ByteSink) throws {
    try sink(JSONFormat.encoded(File(info, gaps: gaps), options: options))
  }

  private struct File: Encodable {
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
      (rejectedRows, quarantined) = (info.rejectedRows, info.quarantined)
      proxyNotes = info.proxyNotes
    }
  }
}
