internal import CapacityModel

/// Rows of a table into batches: what the readers of tables share.
final class TableReader {
  private let lines: LineReader
  private let options: ReaderOptions
  private var parser: RowParser
  private let names: [String]
  /// Set where all rows are of one entity.
  private let entity: String?
  private let usedSlot: Int?
  private let configuredSlot: Int?
  private var table = EntityTable()
  private(set) var report = IngestReport()

  init(_ lines: LineReader, _ parser: RowParser, entity: String? = nil, options: ReaderOptions) {
    (self.lines, self.parser, self.entity, self.options) = (lines, parser, entity, options)
    names = parser.layout.names
    (usedSlot, configuredSlot) = (parser.layout.usedSlot, parser.layout.configuredSlot)
  }

  private var path: String { lines.source.name }

  /// The next rows; `nil` at the end, when the file as a whole has been judged.
  func nextBatch() throws(IngestionError) -> SampleBatch? {
    var batch = SampleBatch(columns: parser.layout.metrics.map { SampleBatch.Column(metric: $0) })
    batch.entityIndex.reserveCapacity(SampleReaders.batchRows)
    batch.timestamps.reserveCapacity(SampleReaders.batchRows)
    for column in batch.columns.indices {
      batch.columns[column].values.reserveCapacity(SampleReaders.batchRows)
    }
    while batch.count < SampleReaders.batchRows, let line = try lines.next() {
      if line.isEmpty { continue }
      let problem = lines.withBytes { bytes in take(bytes, line, into: &batch) }
      if let problem { try refuse(problem, line) }
    }
    guard batch.count > 0 else {
      try judgeColumns()
      return nil
    }
    batch.entities = table.entities
    report.entities = table.entities.count
    return batch
  }

  /// Adds one row, or says why not.
  private func take(
    _ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>, into batch: inout SampleBatch
  ) -> RowProblem? {
    do throws(RowProblem) {
      try parser.parse(bytes, line)
    } catch {
      return error
    }
    guard let index = number(bytes) else {
      return RowProblem(
        offset: parser.entity.lowerBound - line.lowerBound, column: nil,
        problem: "the entity's name is not text", remedy: "write it in UTF-8, without NUL")
    }
    count(index)
    batch.entityIndex.append(index)
    batch.timestamps.append(parser.instant)
    for column in batch.columns.indices {
      batch.columns[column].values.append(parser.values[column])
    }
    return nil
  }

  private func number(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32? {
    if let entity {
      // The name is the same for every row: its bytes are looked up once.
      if !table.entities.isEmpty { return 0 }
      return Array(entity.utf8).withUnsafeBufferPointer { table.index(of: $0) { entity } }
    }
    let field = parser.entity
    return table.index(of: UnsafeBufferPointer(rebasing: bytes[field])) {
      FieldSplitter.text(bytes, field)
    }
  }

  /// Notes what a user should know of a row; nothing is changed.
  private func count(_ index: UInt32) {
    report.rows += 1
    for value in parser.values where value != SampleBatch.missing { report.samples += 1 }
    let previous = table.lastInstants[Int(index)]
    if parser.instant < previous { report.outOfOrder += 1 }
    if parser.instant == previous { report.repeatedInstants += 1 }
    table.lastInstants[Int(index)] = parser.instant
    let instant = Timestamp(milliseconds: parser.instant)
    if report.first.map({ instant < $0 }) ?? true { report.first = instant }
    if report.last.map({ instant > $0 }) ?? true { report.last = instant }
    guard let configuredSlot, parser.values[configuredSlot] != SampleBatch.missing else { return }
    if parser.values[configuredSlot] == 0 { report.zeroSizes += 1 }
    guard let usedSlot, parser.values[usedSlot] != SampleBatch.missing else { return }
    report.rowsWithBoth += 1
    if parser.values[usedSlot] > parser.values[configuredSlot] { report.usedAboveConfigured += 1 }
  }

  private func refuse(_ problem: RowProblem, _ line: Range<Int>) throws(IngestionError) {
    let field = problem.column.map { names[$0] } ?? "row"
    guard options.onError == .skip else {
      throw .badRow(
        path: path, line: lines.lineNumber, column: problem.offset + 1, field: field,
        problem: problem.problem, remedy: problem.remedy)
    }
    report.rejectedRows += 1
    let text = lines.withBytes { String(decoding: $0[line], as: UTF8.self) }
    options.rejected(
      RejectedRow(
        place: "\(path):\(lines.lineNumber):\(problem.offset + 1)",
        reason: "field '\(field)': \(problem.problem)", line: text))
  }

  /// Refuses a file whose columns look swapped.
  private func judgeColumns() throws(IngestionError) {
    guard !options.allowUsedAboveConfigured, report.usedAboveConfigured * 2 > report.rowsWithBoth
    else { return }
    throw .swappedColumns(
      path: path, rows: report.rowsWithBoth, above: report.usedAboveConfigured)
  }
}
