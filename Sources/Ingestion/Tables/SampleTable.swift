internal import CapacityModel
internal import HeadroomBasics

/// Reads a table of samples batch by batch: what all readers of such tables share once the header is understood.
struct SampleTable {
  /// Rows of one batch at most.
  static let batchRows = 1 << 16

  /// What was seen so far.
  private(set) var report: IngestReport

  private let scanner: LineScanner
  private let options: ReaderOptions
  private let metrics: [MemoryMetric]
  private let usedSlot: Int?
  private let configuredSlot: Int?
  private let sizeSlots: [Int]
  private var parser: RowParser
  /// For each entity, the instant of its latest row.
  private var latest: [Int64] = []
  private var (earliestInstant, latestInstant) = (Int64.max, Int64.min)
  private var isFinished = false

  /// Starts at the row after the header, which the scanner has passed.
  init(
    _ scanner: LineScanner, layout: TableLayout, options: ReaderOptions, format: String
  ) {
    let metrics = layout.metrics
    (self.scanner, self.options, self.metrics) = (scanner, options, metrics)
    parser = RowParser(layout: layout, options: options)
    report = IngestReport(file: scanner.name, format: format)
    report.ignoredColumns = layout.columns.map(\.name).filter(options.ignoreColumns.contains)
    usedSlot = metrics.firstIndex(of: .used)
    configuredSlot = metrics.firstIndex(of: .configured)
    sizeSlots = metrics.indices.filter {
      metrics[$0] == .configured || metrics[$0] == .guestTotal
    }
  }

  /// The next rows; `nil` after the last.
  mutating func nextBatch() throws(IngestionError) -> SampleBatch? {
    if isFinished { return nil }
    let width = metrics.count
    var (entityIndex, timestamps): ([UInt32], [Int64]) = ([], [])
    entityIndex.reserveCapacity(Self.batchRows)
    timestamps.reserveCapacity(Self.batchRows)
    // Row-major while it fills, so that a row is one place; turned into columns at the end.
    var values = [Int64](repeating: 0, count: Self.batchRows * width)
    var count = 0
    while count < Self.batchRows {
      guard let line = try nextLine() else {
        isFinished = true
        break
      }
      if line.isEmpty { continue }
      do throws(RowParser.RowFault) {
        try parser.parse(line, into: &values, at: count * width)
      } catch {
        try reject(positioned(error), line)
        continue
      }
      entityIndex.append(UInt32(parser.entity))
      timestamps.append(parser.instant)
      tally(values, at: count * width)
      count += 1
    }
    finishCounts()
    if isFinished { try checkSwappedColumns() }
    if count == 0 { return nil }
    let columns = metrics.indices.map { slot in
      SampleBatch.Column(
        metric: metrics[slot], values: Self.column(slot, of: values, width: width, rows: count))
    }
    return SampleBatch(
      entities: parser.entities.entities, entityIndex: entityIndex, timestamps: timestamps,
      columns: columns)
  }

  private static func column(_ slot: Int, of values: [Int64], width: Int, rows: Int) -> [Int64] {
    Array(unsafeUninitializedCapacity: rows) { buffer, initialised in
      for row in 0..<rows { buffer[row] = values[row * width + slot] }
      initialised = rows
    }
  }

  /// The next line that is short enough.
  private mutating func nextLine() throws(IngestionError) -> UnsafeBufferPointer<UInt8>? {
    while true {
      do throws(IngestionError) {
        return try scanner.next()
      } catch {
        guard error.isRowFault else { throw error }
        try reject(error, UnsafeBufferPointer(start: nil, count: 0))
      }
    }
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

  /// Passes over a row, or refuses the file because of it.
  private mutating func reject(
    _ error: IngestionError, _ line: UnsafeBufferPointer<UInt8>
  ) throws(IngestionError) {
    guard options.onError == .skip else { throw error }
    report.rejectedRows += 1
    let column =
      switch error {
      case .field(_, _, let column, _, _), .fieldCount(_, _, let column, _, _): column
      default: 1
      }
    options.rejected(
      RejectedRow(
        file: scanner.name, line: scanner.lineNumber, column: column, reason: error.reason,
        original: String(decoding: line, as: UTF8.self)))
  }

  @inline(__always)
  private mutating func tally(_ values: [Int64], at place: Int) {
    let (entity, instant) = (parser.entity, parser.instant)
    report.rows += 1
    if entity == latest.count {
      latest.append(instant)
    } else {
      if instant < latest[entity] { report.outOfOrder += 1 }
      if instant == latest[entity] { report.repeatedInstants += 1 }
      latest[entity] = instant
    }
    earliestInstant = min(earliestInstant, instant)
    latestInstant = max(latestInstant, instant)
    for slot in metrics.indices where values[place + slot] != SampleBatch.missing {
      report.samples += 1
    }
    for slot in sizeSlots where values[place + slot] == 0 { report.zeroSizes += 1 }
    if let usedSlot, let configuredSlot {
      let (used, configured) = (values[place + usedSlot], values[place + configuredSlot])
      if used != SampleBatch.missing, configured != SampleBatch.missing {
        report.rowsWithUsedAndConfigured += 1
        if used > configured { report.usedAboveConfigured += 1 }
      }
    }
  }

  private mutating func finishCounts() {
    report.entities = latest.count
    guard report.rows > 0 else { return }
    report.first = Timestamp(milliseconds: earliestInstant)
    report.last = Timestamp(milliseconds: latestInstant)
  }

  private func checkSwappedColumns() throws(IngestionError) {
    let (above, rows) = (report.usedAboveConfigured, report.rowsWithUsedAndConfigured)
    if above * 2 > rows, !options.allowUsedAboveConfigured {
      throw .swappedColumns(path: scanner.name, above: above, rows: rows)
    }
  }
}
