public import CapacityModel
internal import HeadroomBasics

/// The Grid Workloads Archive's traces of VMs (GWA-T-12 Bitbrains, GWA-T-13 Materna): one file a VM, fields between
/// `;`, blanks or tabs before them, other columns than memory's passed over.
///
/// The entity is the file's name without its endings, so that a VM's files in several folders are one series. KB
/// means KiB. The header says milliseconds, but Bitbrains' numbers are seconds: below 10¹¹ they are taken as such
/// (10¹¹ s is in the year 5138, 10¹¹ ms in 1973). Materna's day-first times are taken as UTC.
public final class GWAReader: SampleReader {
  /// The name on the command line.
  public static let name = "gwa"
  /// One sentence for `--help`.
  public static let summary = "Bitbrains and Materna traces: one ;-separated file a VM"
  /// What these traces call memory usage.
  public static let proxyNote: String? =
    "used is the hypervisor's active memory, a proxy for demand"

  private static let configured = "Memory capacity provisioned [KB]"
  private static let used = "Memory usage [KB]"
  private static let times = ["Timestamp [ms]", "Timestamp"]

  private var table: SampleTable

  /// Whether the header has both memory columns between semicolons.
  public static func recognises(_ start: FileStart) -> Bool {
    let names = HeaderLine.names(in: start.firstLine, separator: ";")
    return names.contains(configured) && names.contains(used)
  }

  /// Reads the header.
  ///
  /// - Throws: `IngestionError` where the source fails, a column is missing, or the source has no file name.
  public init(source: ByteSource, options: ReaderOptions) throws(IngestionError) {
    let scanner = LineScanner(source)
    if scanner.name == "<stdin>" {
      throw .namelessEntity(path: scanner.name, format: Self.name)
    }
    let header = try HeaderLine(scanner, separator: 0x3B)
    let layout = try Self.layout(header, path: scanner.name, ignoring: options.ignoreColumns)
    table = SampleTable(scanner, layout: layout, options: options, format: Self.name)
  }

  /// The next rows.
  public func nextBatch() throws(IngestionError) -> SampleBatch? { try table.nextBatch() }

  /// What was seen so far.
  public var report: IngestReport { table.report }

  private static func layout(
    _ header: HeaderLine, path: String, ignoring ignored: Set<String>
  ) throws(IngestionError) -> TableLayout {
    var layout = TableLayout()
    (layout.separator, layout.skipsBlanks) = (0x3B, true)
    (layout.decimal, layout.notation) = (.either, .gwa)
    layout.fixedEntity = Array(entityName(of: path).utf8)
    var seen: Set<String> = []
    for name in header.names {
      let isWanted = !ignored.contains(name.text)
      switch name.text {
      case configured where isWanted: layout.add(name.text, .bytes, of: .configured, shift: 10)
      case used where isWanted: layout.add(name.text, .bytes, of: .used, shift: 10)
      case _ where isWanted && times.contains(name.text):
        layout.columns.append(.init(name: name.text, content: .time))
      default:
        layout.columns.append(.init(name: name.text, content: .ignored))
        continue
      }
      let meaning = times.contains(name.text) ? times[0] : name.text
      if !seen.insert(meaning).inserted {
        throw .doubledColumn(
          path: path, line: header.line, column: name.column, name: name.text, meaning: meaning)
      }
    }
    guard seen.contains(times[0]) else {
      throw .missingColumn(
        path: path, line: header.line, name: times[0], why: "every row has its instant")
    }
    guard seen.contains(used) else {
      throw .missingColumn(path: path, line: header.line, name: used, why: "it is the demand")
    }
    return layout
  }

  /// `2013-7/41.csv.xz` → `41`.
  static func entityName(of path: String) -> String {
    var name = path.split(separator: "/").last.map(String.init) ?? path
    for suffix in [".gz", ".zst", ".xz"] where name.lowercased().hasSuffix(suffix) {
      name.removeLast(suffix.count)
    }
    if let dot = name.lastIndex(of: "."), dot != name.startIndex { name = String(name[..<dot]) }
    return name
  }
}
