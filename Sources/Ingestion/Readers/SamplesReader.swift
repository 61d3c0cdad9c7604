public import CapacityModel

/// `samples`: a header, then one row an entity and instant, metrics in columns with their units.
public final class SamplesReader: SampleReader {
  public static let name = "samples"
  public static let summary =
    "CSV with entity,timestamp and metrics such as used_kib, configured_bytes"
  public static let proxyNote: String? = nil
  private let table: TableReader

  public static func recognises(header: String) -> Bool {
    let names = header.split(separator: ",")
    return names.contains("entity") && names.contains("timestamp")
  }

  public init(_ lines: LineReader, options: ReaderOptions) throws(IngestionError) {
    let names = try CSVHeader.names(of: lines)
    let layout = try RowLayout(
      samples: names, ignoring: options.ignoreColumns, path: lines.source.name)
    table = TableReader(lines, RowParser(layout, maxSize: options.maxSize), options: options)
  }

  public func nextBatch() throws(IngestionError) -> SampleBatch? { try table.nextBatch() }

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
