public import CapacityModel

/// Logs of `kubectl top pod` (with `--containers` or without) and of `kubectl top node`, a time before each block.
/// `docs/formats/kubectl-top.md` has the rules.
public final class KubectlTopReader: SampleReader {
  /// The name on the command line.
  public static let name = "kubectl-top"
  /// One sentence for `--help`.
  public static let summary =
    "logs of kubectl top pod and kubectl top node, a time before each block"

  private struct Columns {
    /// Labels by column; `nil` for columns that are no part of a name.
    var labels: [String?]
    var memory: Int

    /// Understands a header; `nil` where the line is none.
    init?(_ words: [Substring]) {
      guard let memory = words.firstIndex(of: "MEMORY(bytes)"), words.contains("NAME") else {
        return nil
      }
      self.memory = memory
      let isNode = words.contains { $0.hasSuffix("%") || $0.hasSuffix("(%)") }
      let hasContainers = words.contains("POD")
      labels = words.map { word in
        switch word {
        case "NAMESPACE": "namespace"
        case "POD": "pod"
        case "NAME": isNode ? "node" : hasContainers ? "container" : "pod"
        default: nil
        }
      }
    }
  }

  private let table: RecordTable
  private let lines: LogLines
  private var columns: Columns?
  private var blockTime = LogLines.Time.missing

  /// Whether one of the first lines is a header of `kubectl top`.
  public static func recognises(_ start: FileStart) -> Bool {
    start.lines.prefix(20).contains { Columns($0.split(whereSeparator: \.isWhitespace)) != nil }
  }

  /// Makes ready to read; nothing is read yet.
  public init(source: ByteSource, options: ReaderOptions) throws(IngestionError) {
    let scanner = LineScanner(source)
    table = RecordTable(path: scanner.name, format: Self.name, metrics: [.used], options: options)
    lines = LogLines(scanner, table)
  }

  /// The next rows.
  public func nextBatch() throws(IngestionError) -> SampleBatch? {
    try table.nextBatch { () throws(IngestionError) in try readLine() }
  }

  /// What was seen so far.
  public var report: IngestReport { table.report }

  private func readLine() throws(IngestionError) -> Bool {
    switch try lines.next() {
    case nil: return false
    case .time: blockTime = lines.time
    case .text(let line):
      let words = line.words
      if let header = Columns(words.map(\.text)) {
        columns = header
        blockTime = lines.time
      } else {
        try read(line, words)
      }
    }
    return true
  }

  private func read(
    _ line: LogLines.Text, _ words: [(text: Substring, place: FilePlace)]
  ) throws(IngestionError) {
    guard let columns else {
      return try table.rejectRow(
        .malformed("the line stands before a header; run kubectl top without --no-headers"),
        field: "line", entity: nil, line.place, original: line.bytes)
    }
    // Only a unit or a per cent sign shows that the last number is whole.
    if lines.isCut, words.count != columns.labels.count || !["i", "%"].contains(line.text.last) {
      return table.passOver(.cutLine, line.place, original: line.bytes)
    }
    guard words.count == columns.labels.count else {
      return try table.rejectRow(
        .fieldCount(
          path: table.path, line: line.place.line, column: line.place.column,
          expected: columns.labels.count, found: words.count),
        entity: nil, line.place, original: line.bytes)
    }
    var labels: [String: String] = [:]
    for (label, word) in zip(columns.labels, words) {
      if let label { labels[label] = String(word.text) }
    }
    guard let name = KubernetesEntity.name(labels, in: table) else { return }
    let memory = words[columns.memory]
    if memory.text == "<unknown>" {
      table.report { $0.sentinels[.noValue, default: 0] += 1 }
    } else {
      do throws(FieldFaultError) {
        let amount = try table.amount(try KubernetesQuantity.decimalText(memory.text))
        if let amount { table.put(amount, .used) }
      } catch {
        try table.note(error.fault, field: "MEMORY(bytes)", memory.place)
      }
    }
    try lines.accept(
      name, at: blockTime, line.place, original: line.bytes,
      command: "kubectl top pod -A --containers")
  }
}
