public import CapacityModel

/// Long CSV: `entity,timestamp` and metrics with a unit each, in any order. `docs/formats/samples.md` has the rules.
public final class SamplesReader: SampleReader {
  /// The name on the command line.
  public static let name = "samples"
  /// One sentence for `--help`.
  public static let summary = "CSV with entity,timestamp and metrics with a unit, such as used_kib"

  private var table: SampleTable

  /// Whether the header names an entity or a timestamp.
  public static func recognises(_ start: FileStart) -> Bool {
    let names = HeaderLine.names(in: start.firstLine, separator: ",")
    return names.contains("entity") || names.contains("timestamp")
  }

  /// Reads the header.
  ///
  /// - Throws: `IngestionError` where the source fails or a column is unknown, doubled or missing.
  public init(source: ByteSource, options: ReaderOptions) throws(IngestionError) {
    let scanner = LineScanner(source)
    let header = try HeaderLine(scanner, separator: 0x2C)
    let layout = try SamplesHeader(path: scanner.name, header: header).layout(
      ignoring: options.ignoreColumns)
    table = SampleTable(scanner, layout: layout, options: options, format: Self.name)
  }

  /// The next rows.
  public func nextBatch() throws(IngestionError) -> SampleBatch? { try table.nextBatch() }

  /// What was seen so far.
  public var report: IngestReport { table.report }
}
