public import CapacityModel

/// `panel` as samples: `unique_id,ds,y` with times in `ds` and bytes of demand in `y`.
///
/// A panel whose `ds` counts steps has no instants; it can be forecast straight from the file (`PanelFile`).
public final class PanelReader: SampleReader {
  /// The name on the command line.
  public static let name = "panel"
  /// One sentence for `--help`.
  public static let summary = "CSV with unique_id,ds,y; ds a time, y bytes of demand"
  /// What the format's `used` really is, where it is not demand.
  public static let proxyNote: String? = nil
  private let table: TableReader

  /// Whether a file that begins with this line is of the format.
  public static func recognises(header: String) -> Bool {
    header.split(separator: ",").map { $0.filter { $0 != "\"" } } == PanelFile.header
  }

  /// Starts with the documented settings.
  public init(_ lines: LineReader, options: ReaderOptions) throws(IngestionError) {
    let names = try CSVHeader.names(of: lines)
    try PanelFile.check(header: names, path: lines.source.name)
    let columns: [RowLayout.Column] = names.map { name in
      switch name {
      case "unique_id": .entity
      case "ds": .instant
      default: .metric(slot: 0, scale: 1)
      }
    }
    if let first = try lines.peek(), Self.countsSteps(first, names) {
      throw .notSamples(
        path: lines.source.name, format: Self.name,
        remedy:
          "its ds counts steps: forecast it with headroom forecast --input FILE --input-format panel"
      )
    }
    let layout = RowLayout(columns: columns, names: names, metrics: [.used])
    table = TableReader(lines, RowParser(layout, maxSize: options.maxSize), options: options)
  }

  /// The next rows; `nil` at the end.
  public func nextBatch() throws(IngestionError) -> SampleBatch? { try table.nextBatch() }

  /// What was seen so far.
  public var report: IngestReport { table.report }

  /// Epoch seconds before 1973 are steps: nobody has samples from then.
  private static func countsSteps(_ row: String, _ names: [String]) -> Bool {
    let fields = row.split(separator: ",", omittingEmptySubsequences: false)
    guard let place = names.firstIndex(of: "ds"), place < fields.count else { return false }
    return Int(fields[place]).map { $0.magnitude < 100_000_000 } ?? false
  }
}
