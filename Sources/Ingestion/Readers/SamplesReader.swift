public import CapacityModel

/// Long CSV: `entity,timestamp` and metrics with a unit each, in any order; or any table that `--columns` describes.
/// `docs/formats/samples.md` has the rules.
public final class SamplesReader: SampleReader {
  /// The name on the command line.
  public static let name = "samples"
  /// One sentence for `--help`.
  public static let summary = "CSV with entity,timestamp and metrics with a unit, such as used_kib"

  private var table: SampleTable

  /// What may stand between fields, the customary one first.
  private static let separators: [UInt8] = [0x2C, 0x3B, 0x09]

  /// Whether the header names an entity or a timestamp, in capitals or not; between semicolons or tabs, which others use
  /// as well, both.
  public static func recognises(_ start: FileStart) -> Bool {
    let header = String(start.header)
    if header.hasPrefix("#") { return false }
    let candidates: [Character] = start.declaredSeparator.map { [$0] } ?? [",", ";", "\t"]
    return candidates.contains { separator in
      let names = HeaderLine.names(in: header, separator: separator).map { $0.lowercased() }
      let known = ["entity", "timestamp"].count { names.contains($0) }
      return known == 2 || (known == 1 && separator == ",")
    }
  }

  /// Reads the header.
  ///
  /// - Throws: `IngestionError` where the source fails or a column is unknown, doubled or missing.
  public init(source: ByteSource, options: ReaderOptions) throws(IngestionError) {
    let mapped = MappedHeader(path: source.name, columns: options.columns)
    let start = options.columns.isEmpty ? nil : try source.peekStart()
    let scanner = LineScanner(source)
    let header: HeaderLine
    if let start, mapped.isHeaderless {
      if start.isEmpty { throw .empty(path: source.name) }
      header = HeaderLine(
        placesOf: start.header,
        separator: options.separator ?? Self.separator(Array(start.header.utf8)))
    } else {
      header = try HeaderLine(scanner) { options.separator ?? Self.separator($0) }
    }
    let path = scanner.name
    func layout(_ header: HeaderLine) throws(IngestionError) -> TableLayout {
      var layout =
        options.columns.isEmpty
        ? try SamplesHeader(path: path, header: header, options: options).layout()
        : try mapped.layout(header.names, line: header.line)
      layout.separator = header.separator
      layout.foreignSeparator =
        header.separator == 0x2C
        ? nil
        : header.separator == 0x09
          ? "tab" : String(UnicodeScalar(header.separator))
      // A comma that separates no fields may stand before a fraction.
      layout.decimal = options.decimal ?? (header.separator == 0x2C ? .point : .either)
      return layout
    }
    let separator = header.separator
    table = SampleTable(scanner, layout: try layout(header), options: options, format: Self.name) {
      (line) throws(IngestionError) in
      guard let again = try? HeaderLine(line, scanner, separator: separator) else { return nil }
      let names = Set(again.names.map { $0.text.lowercased() })
      if options.columns.isEmpty {
        return names.isSuperset(of: ["entity", "timestamp"]) ? try layout(again) : nil
      }
      guard !mapped.isHeaderless, names == Set(header.names.map { $0.text.lowercased() })
      else { return nil }
      return try layout(again)
    }
  }

  /// The next rows.
  public func nextBatch() throws(IngestionError) -> SampleBatch? { try table.nextBatch() }

  /// What was seen so far.
  public var report: IngestReport { table.report }

  /// What separates most fields of a header.
  private static func separator(_ line: some Collection<UInt8>) -> UInt8 {
    let counts = separators.map { separator in line.count { $0 == separator } }
    let most = counts.max() ?? 0
    return separators[counts.firstIndex(of: most) ?? 0]
  }
}
