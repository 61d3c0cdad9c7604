public import CapacityModel

/// Turns the lines of one format into samples.
///
/// The contract, checked for every registered reader: batches of at most `SampleReaders.batchRows` rows whose entity
/// table only grows; a bad row is refused or skipped as the options say, never changed; the same bytes in blocks of any
/// size give the same batches' rows.
public protocol SampleReader: AnyObject, SendableMetatype {
  /// The name on the command line.
  static var name: String { get }
  /// One sentence for `--help`.
  static var summary: String { get }
  /// What the format's `used` really is, where it is not what the guest needed.
  static var proxyNote: String? { get }

  /// Whether a file that begins with this line is of the format.
  static func recognises(header: String) -> Bool

  /// Starts reading; the header is checked.
  init(_ lines: LineReader, options: ReaderOptions) throws(IngestionError)

  /// The next rows; `nil` at the end.
  func nextBatch() throws(IngestionError) -> SampleBatch?

  /// What was seen so far.
  var report: IngestReport { get }
}

/// The formats of samples.
public enum SampleReaders {
  /// In the order of help texts and of detection.
  public static let all: [any SampleReader.Type] = [
    SamplesReader.self, PanelReader.self, GWAReader.self,
  ]

  /// The most rows of a batch.
  public static let batchRows = 1 << 16

  /// Opens a file in a format.
  ///
  /// - Parameters:
  ///   - path: What to read; `-` for standard input.
  ///   - format: A registered name, or `auto` to look at the first line.
  ///   - blockSize: Bytes read at a time.
  /// - Throws: `IngestionError`.
  public static func open(
    path: String, format: String = "auto", options: ReaderOptions = ReaderOptions(),
    blockSize: Int = 1 << 20
  ) throws(IngestionError) -> any SampleReader {
    let source = try ByteSource(path: path, blockSize: blockSize)
    let lines = try LineReader(source)
    if let named = all.first(where: { $0.name == format }) {
      return try named.init(lines, options: options)
    }
    guard let header = try lines.peek() else { throw .emptyFile(path: source.name) }
    if let found = all.first(where: { $0.recognises(header: header) }) {
      return try found.init(lines, options: options)
    }
    if M4File.recognises(header: header) {
      throw .notSamples(
        path: source.name, format: M4File.name,
        remedy: "forecast it with: headroom forecast --input FILE --input-format m4")
    }
    throw .unknownFormat(
      path: source.name, beginning: String(header.prefix(60)), known: all.map { $0.name })
  }
}
