public import CapacityModel
internal import HeadroomBasics

/// Text exposition of Prometheus (0.0.4) and OpenMetrics, with timestamps: what `/federate`, `promtool tsdb dump-openmetrics`
/// and `headroom store export` write. `docs/formats/openmetrics.md` has the rules.
public final class OpenMetricsReader: SampleReader {
  /// The name on the command line.
  public static let name = "openmetrics"
  /// One sentence for `--help`.
  public static let summary = "Prometheus text and OpenMetrics with timestamps"

  private let table: RecordTable
  private let scanner: LineScanner
  private let join: SeriesJoin
  private var isFirst = true
  /// Lines that are no comments.
  private var lines = 0

  /// Whether it starts with a comment of an exposition, or with a sample that has labels.
  public static func recognises(_ start: FileStart) -> Bool {
    let line = start.firstLine
    if ["# HELP ", "# TYPE ", "# UNIT ", "# EOF"].contains(where: { line.hasPrefix($0) }) {
      return true
    }
    guard let first = line.first, first.isASCII, first.isLetter || first == "_",
      let open = line.firstIndex(of: "{"), line[open...].contains("=\""), line.contains("} ")
    else { return false }
    return line[..<open].allSatisfy {
      $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == ":")
    }
  }

  /// Makes ready to read; nothing is read yet.
  public init(source: ByteSource, options: ReaderOptions) throws(IngestionError) {
    scanner = LineScanner(source)
    table = RecordTable(
      path: scanner.name, format: Self.name, metrics: SeriesJoin.metrics, options: options)
    join = SeriesJoin(table)
  }

  /// The next rows.
  public func nextBatch() throws(IngestionError) -> SampleBatch? {
    try join.nextBatch { () throws(IngestionError) in try readLine() }
  }

  /// What was seen so far.
  public var report: IngestReport { table.report }

  /// Reads a line; false at the end.
  private func readLine() throws(IngestionError) -> Bool {
    let line: UnsafeBufferPointer<UInt8>
    do throws(IngestionError) {
      guard let next = try scanner.next() else {
        tellEmpty()
        return false
      }
      line = next
    } catch {
      guard error.isRowFault else { throw error }
      try table.rejectRow(error, entity: nil, place(1), original: [])
      return true
    }
    if isFirst {
      isFirst = false
      table.report { $0.encoding = scanner.foreignEncoding }
    }
    guard let first = line.first, first != 0x23 else { return true }
    if let fault = CollectorFault.reason(String(decoding: line, as: UTF8.self)[...]) {
      table.passOver(fault, place(1), original: Array(line))
      return true
    }
    // The last line of both formats has a line end; a timestamp without one may be cut.
    if scanner.isCut {
      table.passOver(.cutLine, place(1), original: Array(line))
      return true
    }
    lines += 1
    let name = ExpositionLine.name(line)
    if !Self.isName(name) || PrometheusMetric.isKnown(name) { try take(line) }
    return true
  }

  /// Says why nothing was taken of a file without a sample of memory.
  private func tellEmpty() {
    guard join.isEmpty else { return }
    table.count(
      lines == 0
        ? "the scrape has comments and no sample; ask its exporter again, and check that it could measure"
        : "none of its \(QuantityText.count(lines, "sample is", "samples are")) of memory: node_memory_*, container_memory_*, "
          + "windows_*, libvirt_domain_* and kube_pod_* are read")
  }

  private static func isName(_ name: String) -> Bool {
    guard let first = name.utf8.first, first &- 0x30 > 9 else { return false }
    return name.utf8.allSatisfy { byte in
      byte &- 0x30 <= 9 || (byte | 0x20) &- 0x61 <= 25 || byte == 0x5F || byte == 0x3A
        || byte == 0x2E
    }
  }

  private func take(_ line: UnsafeBufferPointer<UInt8>) throws(IngestionError) {
    let sample: ExpositionLine
    do throws(FieldFaultError) {
      sample = try ExpositionLine(line)
      guard Self.isName(sample.name) else {
        throw FieldFaultError(
          .malformed(
            "'\(FieldCursor.excerpt(line))' begins with no metric's name; the line is damaged"))
      }
    } catch {
      return try table.rejectRow(
        error.fault, field: "sample", entity: nil, place(1), original: Array(line))
    }
    guard let metric = PrometheusMetric(labels: sample.labels) else { return }
    guard let entity = metric.entity(sample.labels, table.options.entityTemplate) else {
      return table.count("# samples lack labels that name their entity; see --entity-template")
    }
    guard !sample.timestamp.isEmpty else {
      throw .malformed(
        path: scanner.name, line: scanner.lineNumber, column: line.count + 1,
        reason:
          "the sample has no timestamp, and a scrape does not say when it was taken; ask a Prometheus "
          + "that scrapes it: /federate?match[]={__name__=~\"node_memory_.*\"}, or query_range")
    }
    try take(sample, metric, entity, Array(line))
  }

  private func take(
    _ sample: ExpositionLine, _ metric: PrometheusMetric, _ entity: String, _ line: [UInt8]
  ) throws(IngestionError) {
    let instant: Int64
    do throws(FieldFaultError) { instant = try time(sample.timestamp) } catch {
      return try table.rejectRow(
        error.fault, field: "timestamp", entity: entity, place(sample.timestampColumn),
        original: line)
    }
    let amount: Int64?
    do throws(FieldFaultError) {
      amount = try table.amount(sample.value, isLimit: metric.part == .metric(.limit))
    } catch {
      return try table.rejectRow(
        error.fault, field: sample.name, entity: entity, place(sample.valueColumn), original: line)
    }
    guard let amount else { return }
    if amount == 0, metric.zeroIsNone {
      return table.report { $0.sentinels[.noLimit, default: 0] += 1 }
    }
    let source = try join.source(PrometheusMetric.sourceKey(sample.labels), of: entity)
    try join.add(amount, metric.part, at: instant, to: source, place(1))
  }

  /// Milliseconds in text 0.0.4, seconds in OpenMetrics: told apart by magnitude, as in traces.
  private func time(_ text: [UInt8]) throws(FieldFaultError) -> Int64 {
    let string = String(decoding: text, as: UTF8.self)
    if let whole = Int64(string), whole.magnitude >= UInt64(InstantText.firstTraceMillisecond),
      whole.magnitude < 1 << 52
    {
      return try table.time(milliseconds: whole)
    }
    return try table.time(text)
  }

  private func place(_ column: Int) -> FilePlace {
    FilePlace(line: scanner.lineNumber, column: column)
  }
}
