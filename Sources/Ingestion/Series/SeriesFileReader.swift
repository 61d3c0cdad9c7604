public import CapacityModel

/// Reads a file of whole series for forecasting, without a store.
public protocol SeriesFileReader: SendableMetatype {
  /// The name on the command line, in kebab case.
  static var name: String { get }
  /// One sentence for `--help`.
  static var summary: String { get }

  /// Whether a file that starts so has this format.
  static func recognises(_ start: FileStart) -> Bool

  /// Reads all series of the source, in the order in which the file names them first.
  ///
  /// - Parameter step: The length of a step, `> 0`. Where the file numbers its steps it sets the calendar's
  ///   step and nothing else; the calendar then starts at `Timestamp(milliseconds: 0)`.
  /// - Throws: `IngestionError` where the source fails or the file cannot be used as it stands.
  static func read(_ source: ByteSource, step: Duration) throws(IngestionError) -> Panel
}

/// The file formats of whole series.
public enum SeriesFiles {
  /// In the order in which they are asked whether a header is theirs.
  public static let all: [any SeriesFileReader.Type] = [
    PanelSeriesFile.self, M4SeriesFile.self,
  ]

  /// Reads `path` (`-` is standard input) in the format named, or in the one whose header it has.
  ///
  /// - Throws: `IngestionError`, as `SeriesFileReader.read` and for a format that is not known.
  public static func read(
    path: String, format: String = SampleReaders.auto, step: Duration
  ) throws(IngestionError) -> Panel {
    let named = all.first { $0.name == format }
    if named == nil, format != SampleReaders.auto {
      throw .unknownFormatName(name: format, known: all.map { $0.name })
    }
    let source = try ByteSource(path: path)
    if let named { return try named.read(source, step: step) }
    let start = try source.peekStart()
    if start.isEmpty { throw .empty(path: path) }
    guard let reader = all.first(where: { $0.recognises(start) }) else {
      throw .unrecognised(
        path: source.name, header: FieldCursor.excerpt(start.firstLine.utf8),
        known: all.map { $0.name })
    }
    return try reader.read(source, step: step)
  }
}
