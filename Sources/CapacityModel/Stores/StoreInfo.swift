public import HeadroomBasics

/// What a store holds, in numbers.
public struct StoreInfo: Sendable, Hashable, Codable {
  /// Samples of one metric.
  public struct MetricCount: Sendable, Hashable, Codable {
    /// The metric that was sampled.
    public var metric: MemoryMetric
    /// How many samples of it the store has.
    public var samples: Int

    /// Creates a count.
    public init(metric: MemoryMetric, samples: Int) {
      self.metric = metric
      self.samples = samples
    }
  }

  /// Columns of one encoding.
  public struct EncodingCount: Sendable, Hashable, Codable {
    /// The encoding's name, as `docs/formats/chunk.md` has it.
    public var encoding: String
    /// How many values are encoded that way.
    public var samples: Int
    /// Bytes of columns.
    public var bytes: Int64

    /// Creates a count.
    public init(encoding: String, samples: Int, bytes: Int64) {
      self.encoding = encoding
      self.samples = samples
      self.bytes = bytes
    }

    /// Bytes a value.
    public var bytesPerSample: Double { samples == 0 ? 0 : Double(bytes) / Double(samples) }
  }

  /// Where it lies.
  public var path: String
  /// The version of its tables.
  public var schemaVersion: Int
  /// The size of the file once the write-ahead log is merged into it, bytes.
  public var fileBytes: Int64
  /// The size of the write-ahead log beside it now, bytes; closing the store merges and removes it.
  public var logBytes: Int64
  /// How many entities it has samples of.
  public var entities: Int
  /// How many chunks hold the samples.
  public var chunks: Int
  /// Rows that wait in the head to become chunks.
  public var waitingRows: Int
  /// Samples by metric, by the metric's code; metrics without a sample are left out.
  public var samplesByMetric: [MetricCount]
  /// Periods that roll-ups stand for, of all entities and metrics.
  public var rolledUpPeriods: Int
  /// Columns by encoding, samples and roll-ups together.
  public var encodings: [EncodingCount]
  /// Of all bytes, those inside columns.
  public var chunkBytes: Int64
  /// Things that repairs have put into quarantine.
  public var quarantined: Int
  /// Whether chunks are encrypted.
  public var isEncrypted: Bool
  /// The stretch from the first to just after the last instant; `nil` for an empty store.
  public var range: TimeRange?
  /// How many ingests were committed.
  public var ingests: Int
  /// Rows that readers refused, in all ingests.
  public var rejectedRows: Int
  /// What sources measured instead of demand, each once, oldest first.
  public var proxyNotes: [String]

  /// Creates the description of a store in which nothing was counted yet but entities and chunks.
  public init(
    path: String, schemaVersion: Int, fileBytes: Int64, logBytes: Int64, entities: Int, chunks: Int,
    isEncrypted: Bool, range: TimeRange?
  ) {
    self.path = path
    self.schemaVersion = schemaVersion
    self.fileBytes = fileBytes
    self.logBytes = logBytes
    self.entities = entities
    self.chunks = chunks
    self.isEncrypted = isEncrypted
    self.range = range
    waitingRows = 0
    samplesByMetric = []
    rolledUpPeriods = 0
    encodings = []
    chunkBytes = 0
    quarantined = 0
    ingests = 0
    rejectedRows = 0
    proxyNotes = []
  }

  /// Samples of all metrics.
  public var samples: Int { samplesByMetric.reduce(0) { $0 + $1.samples } }

  /// File bytes a sample; `nil` for an empty store.
  public var bytesPerSample: Double? { samples == 0 ? nil : Double(fileBytes) / Double(samples) }
}
