internal import CapacityModel
internal import HeadroomBasics

/// Reads a table of samples batch by batch: what all readers of such tables share once the header is understood.
struct SampleTable {
  /// The layout that a line begins where it is a header; `nil` for any other line.
  typealias HeaderRule = (UnsafeBufferPointer<UInt8>) throws(IngestionError) -> TableLayout?

  /// What was seen so far.
  var report: IngestReport { builder.report }

  private let scanner: LineScanner
  private let options: ReaderOptions
  private let rule: HeaderRule
  private var layout: TableLayout
  private var parser: RowParser
  private var builder: BatchBuilder
  /// The layout that a header has begun and that waits for the rows before it to be taken.
  private var next: TableLayout?
  /// Whether there is one; asked for every row, where comparing layouts would be slow.
  private var isChanging = false
  private var isFinished = false

  /// Starts at the row after the header, which the scanner has passed.
  ///
  /// - Parameters:
  ///   - scanner: Stands behind the header.
  ///   - layout: What the header says.
  ///   - options: How strictly rows are read.
  ///   - format: The format's name.
  ///   - rule: Asked for lines that are at fault as rows: whether one is a header, and what it begins.
  init(
    _ scanner: LineScanner, layout: TableLayout, options: ReaderOptions, format: String,
    rule: @escaping HeaderRule = { (_) throws(IngestionError) in nil }
  ) {
    var layout = layout
    layout.addFixedSize(options)
    (self.scanner, self.options, self.layout) = (scanner, options, layout)
    self.rule = rule
    parser = RowParser(layout: layout, options: options)
    builder = BatchBuilder(
      file: scanner.name, format: format, metrics: layout.metrics, options: options)
    builder.report.ignoredColumns = layout.columns.map(\.name).filter(
      options.ignoreColumns.contains)
    builder.report.columns = layout.columnTexts
    builder.report.encoding = scanner.foreignEncoding
    if let separator = layout.foreignSeparator { builder.report.separators = [separator] }
  }

  /// The next rows; `nil` after the last.
  mutating func nextBatch() throws(IngestionError) -> SampleBatch? {
    if isFinished { return nil }
    while true {
      if let next { begin(next) }
      while !builder.isFull, !isChanging {
        guard let line = try builder.nextLine(of: scanner) else {
          isFinished = true
          break
        }
        if !line.isEmpty { try add(line) }
      }
      let batch = builder.take(parser.entities.entities)
      if isFinished { try builder.finish(parser.entities.entities) }
      if batch != nil || isFinished { return batch }
    }
  }

  private mutating func begin(_ layout: TableLayout) {
    (next, isChanging) = (nil, false)
    self.layout = layout
    parser.change(to: layout)
    builder.change(to: layout.metrics)
  }

  @inline(__always)
  private mutating func add(_ line: UnsafeBufferPointer<UInt8>) throws(IngestionError) {
    do throws(RowParser.RowFault) {
      try parser.parse(line, into: &builder.values, at: builder.place)
    } catch {
      if let header = try rule(line) { return begin(header: header) }
      return try builder.reject(
        scanner.isCut ? cut(error) : positioned(error), line: scanner.lineNumber, original: line,
        name: parser.name(in: line))
    }
    if scanner.isCut, let last = line.last, last &- 0x30 <= 9 {
      builder.report.notes.append(
        "the last row has no line end, so its last number may be cut: line \(scanner.lineNumber)")
    }
    if !parser.notes.isEmpty { tellNotes(line) }
    builder.accept(entity: parser.entity, instant: parser.instant)
  }

  private mutating func begin(header: TableLayout) {
    var layout = header
    layout.addFixedSize(options)
    if layout == self.layout { return builder.report.repeatedHeaders += 1 }
    builder.report.changedHeaders += 1
    (next, isChanging) = (layout, true)
  }

  private mutating func tellNotes(_ line: UnsafeBufferPointer<UInt8>) {
    let notes = parser.notes
    for fault in notes.leftOut {
      builder.leaveOut(
        positioned(fault), column: fault.name, line: scanner.lineNumber, original: line)
    }
    if notes.noLimit > 0 { builder.report.sentinels[.noLimit, default: 0] += notes.noLimit }
    if notes.noValue > 0 { builder.report.sentinels[.noValue, default: 0] += notes.noValue }
    if notes.isTrimmed { builder.report.trimmedNames += 1 }
    if notes.isAmbiguous { builder.report.ambiguousTimes += 1 }
  }

  /// A row at the end of a file without a line end that has too few fields.
  private func cut(_ fault: RowParser.RowFault) -> IngestionError {
    guard case .count(let expected, let found) = fault.kind, found < expected else {
      return positioned(fault)
    }
    return .field(
      path: scanner.name, line: scanner.lineNumber, column: fault.column, field: "line",
      fault: .cutLine)
  }

  private func positioned(_ fault: RowParser.RowFault) -> IngestionError {
    let (path, line) = (scanner.name, scanner.lineNumber)
    switch fault.kind {
    case .field(let name, let evidence):
      return .field(
        path: path, line: line, column: fault.column, field: name, fault: evidence)
    case .count(let expected, let found):
      return .fieldCount(
        path: path, line: line, column: fault.column, expected: expected, found: found)
    }
  }
}
