public import CapacityModel

/// `samples`: a header, then one row an entity and instant, metrics in columns with their units.
public final class SamplesReader: SampleReader {
  /// The name on the command line.
  public static let name = "samples"
  /// One sentence for `--help`.
  public static let summary =
    "CSV with entity,timestamp and metrics such as used_kib, configured_bytes"
  /// What the format's `used` really is, where it is not demand.
  public static let proxyNote: String? = nil
  private let table: TableReader

  /// Whether a file that begins with this line is of the format.
  public static func recognises(header: String) -> Bool {
    let names = header.split(separator: ",")
    return names.contains("entity") && names.contains("timestamp")
  }

  /// Starts with the documented settings.
  public init(_ lines: LineReader, options: ReaderOptions) throws(IngestionError) {
    let names = try CSVHeader.names(of: lines)
    let layout = try RowLayout(
      samples: names, ignoring: options.ignoreColumns, path: lines.source.name)
    table = TableReader(lines, RowParser(layout, maxSize: options.maxSize), options: options)
  }

  /// The next rows; `nil` at the end.
  public func nextBatch() throws(IngestionError) -> SampleBatch? { try table.nextBatch() }

  /// What was seen so far.
  public var report: IngestReport { table.report }
}

/// The first line of a table.
enum CSVHeader {
  /// The words of the first line.
  static func names(
    of lines: LineReader, delimiter: UInt8 = 0x2C
  ) throws(IngestionError) -> [String] {
    guard let line = try lines.next() else { throw .emptyFile(path: lines.source.name) }
    var fields: [Range<Int>] = []
    let names: [String]? = lines.withBytes { bytes in
      guard FieldSplitter(delimiter: delimiter).split(bytes, line, into: &fields) == nil else {
        return nil
      }
      return fields.map { FieldSplitter.text(bytes, $0) ?? "?" }
    }
    guard let names else {
      throw .badHeader(
        path: lines.source.name, column: 1, problem: "a quote is not closed", remedy: "close it")
    }
    return names
  }
}
