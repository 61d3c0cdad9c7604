internal import CapacityModel
public import HeadroomBasics
public import Ingestion
internal import Synchronization

/// What a file looks like to `headroom ingest`.
public struct IngestDetection: Sendable {
  /// The path, or `<stdin>`.
  public var file: String
  /// How the file is packed, if it is.
  public var compression: Compression?
  /// How its text is encoded; `nil` where nothing was read.
  public var encoding: TextEncoding?
  /// What was read, with rows and fields that cannot be read left out; `nil` where the file cannot be read at all.
  public var report: IngestReport?
  /// The first entities, in the order of the file.
  public var entities: [String] = []
  /// The most frequent distance of two rows of one entity.
  public var step: Duration?
  /// What the source measures instead of demand, where it does.
  public var proxyNote: String?
  /// Why the file cannot be read as it stands, or the first reason why not all of it can.
  public var refusal: String?

  /// How a table that no reader knows may be read; `nil` where a reader knows the file, or nothing can be guessed.
  public var guess: TableGuess?

  /// Names of entities that are listed.
  private static let listed = 5

  /// Reads a file to its end and stores nothing.
  ///
  /// - Throws: `IngestionError` where the file itself cannot be read; what is wrong with its text is part of the answer.
  public static func of(
    _ path: String, format: String, options: ReaderOptions
  ) throws(IngestionError) -> IngestDetection {
    let source = try ByteSource(path: path)
    var found = IngestDetection(file: source.name, compression: source.compression)
    let first = FirstRejection()
    var options = options
    options.onError = .skip
    options.rejected = { first.keep($0) }
    var start: FileStart?
    do throws(IngestionError) {
      start = try source.peekStart()
      try found.read(source, format, options)
    } catch {
      if error.isInputOutput { throw error }
      found.refusal = "\(error)"
      if options.columns.isEmpty, error.isAboutHeader {
        found.guess = start.flatMap { TableGuess($0) }
      }
    }
    found.encoding = source.encoding
    if found.refusal == nil, let row = first.row {
      found.refusal = "\(row.file):\(row.line):\(row.column): \(row.reason)"
    }
    return found
  }

  private mutating func read(
    _ source: ByteSource, _ format: String, _ options: ReaderOptions
  ) throws(IngestionError) {
    let reader = try SampleReaders.open(source: source, format: format, options: options)
    proxyNote = type(of: reader).proxyNote
    var latest: [UInt32: Int64] = [:]
    var steps: [Int64: Int] = [:]
    while let batch = try reader.nextBatch() {
      entities = batch.entities.prefix(Self.listed).map(\.name)
      for (entity, instant) in zip(batch.entityIndex, batch.timestamps) {
        if let before = latest[entity], instant > before {
          steps[instant - before, default: 0] += 1
        }
        latest[entity] = instant
      }
    }
    step = steps.max { ($0.value, -$0.key) < ($1.value, -$1.key) }.map { .milliseconds($0.key) }
    report = reader.report
  }
}

/// Keeps the first row that could not be read, from whatever thread it is told.
private final class FirstRejection: Sendable {
  private let first = Mutex<RejectedRow?>(nil)

  var row: RejectedRow? { first.withLock { $0 } }

  func keep(_ row: RejectedRow) {
    first.withLock { if $0 == nil { $0 = row } }
  }
}
