public import CapacityModel

/// `gwa`: one CSV a VM from the Grid Workloads Archive (Bitbrains GWA-T-12, Materna GWA-T-13).
///
/// Fields are separated by `;` and tabs. The header calls its instants milliseconds, but Bitbrains' are seconds: the
/// magnitude decides. Its KB are KiB: capacities are whole numbers of MiB only so.
public final class GWAReader: SampleReader {
  /// The name on the command line.
  public static let name = "gwa"
  /// One sentence for `--help`.
  public static let summary = "one file a VM from the Grid Workloads Archive (Bitbrains, Materna)"
  /// What the format's `used` really is, where it is not demand.
  public static let proxyNote: String? =
    "'used' of a gwa trace is the memory the hypervisor saw as active, a proxy of what the guest needed"
  private let table: TableReader

  private static let capacity = "Memory capacity provisioned [KB]"
  private static let usage = "Memory usage [KB]"

  /// Whether a file that begins with this line is of the format.
  public static func recognises(header: String) -> Bool {
    header.contains(";") && header.contains(usage) && header.contains("Timestamp")
  }

  /// Starts with the documented settings.
  public init(_ lines: LineReader, options: ReaderOptions) throws(IngestionError) {
    let names = try CSVHeader.names(of: lines, delimiter: 0x3B)
    let path = lines.source.name
    for needed in [Self.capacity, Self.usage] where !names.contains(needed) {
      throw .badHeader(
        path: path, column: 1, problem: "there is no column '\(needed)'",
        remedy: "check that the file is of GWA-T-12 or GWA-T-13")
    }
    let columns: [RowLayout.Column] = names.map { name in
      if name == Self.capacity { return .metric(slot: 0, scale: 1024) }
      if name == Self.usage { return .metric(slot: 1, scale: 1024) }
      return name.hasPrefix("Timestamp") ? .instant : .ignored
    }
    let layout = RowLayout(columns: columns, names: names, metrics: [.configured, .used])
    let parser = RowParser(
      layout, delimiter: 0x3B, maxSize: options.maxSize, guessesMilliseconds: true)
    table = TableReader(
      lines, parser, entity: options.entityPrefix + Self.entity(of: path), options: options)
  }

  /// The next rows; `nil` at the end.
  public func nextBatch() throws(IngestionError) -> SampleBatch? { try table.nextBatch() }

  /// What was seen so far.
  public var report: IngestReport { table.report }

  /// The file's name without folders and endings: `2013-7/41.csv.gz` → `41`.
  private static func entity(of path: String) -> String {
    var name = path.split(separator: "/").last.map(String.init) ?? path
    for ending in [".gz", ".zst", ".xz", ".csv"] where name.hasSuffix(ending) && name != ending {
      name.removeLast(ending.count)
    }
    return name
  }
}
