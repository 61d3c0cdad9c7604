public import CapacityModel

/// Panel CSV, `unique_id,ds,y`, whose `ds` are instants: `y` is demand in bytes.
///
/// Files whose `ds` are step numbers have no instants and are refused; `SeriesFiles` reads them.
public final class PanelReader: SampleReader {
  /// The name on the command line.
  public static let name = "panel"
  /// One sentence for `--help`.
  public static let summary = "CSV with unique_id,ds,y; y is used in bytes and ds an instant"

  private var table: SampleTable

  /// Whether the header has the three columns.
  public static func recognises(_ start: FileStart) -> Bool {
    PanelSeriesFile.recognises(start)
  }

  /// Reads the header.
  ///
  /// - Throws: `IngestionError` where the source fails or a column is unknown, doubled or missing.
  public init(source: ByteSource, options: ReaderOptions) throws(IngestionError) {
    let scanner = LineScanner(source)
    let columns = try PanelHeader(scanner, ignoring: options.ignoreColumns)
    var layout = TableLayout()
    layout.notation = .panel
    for (index, name) in columns.names.enumerated() {
      switch index {
      case columns.series: layout.columns.append(.init(name: name, content: .entity))
      case columns.step: layout.columns.append(.init(name: name, content: .time))
      case columns.value: layout.add(name, .bytes, of: .used)
      default: layout.columns.append(.init(name: name, content: .ignored))
      }
    }
    table = SampleTable(scanner, layout: layout, options: options, format: Self.name)
  }

  /// The next rows.
  public func nextBatch() throws(IngestionError) -> SampleBatch? { try table.nextBatch() }

  /// What was seen so far.
  public var report: IngestReport { table.report }
}
