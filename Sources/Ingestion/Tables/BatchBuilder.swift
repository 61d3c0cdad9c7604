internal import CapacityModel
internal import HeadroomBasics

/// Collects rows into batches and counts what a report tells of them: what all readers share.
///
/// A reader writes the values of the next row into `values`, from `place` on, one for each of `metrics`, and then
/// accepts the row; or it rejects it and writes the next one into the same place.
struct BatchBuilder {
  /// Rows of one batch at most.
  static let batchRows = 1 << 16

  /// What was seen so far.
  var report: IngestReport
  /// What the values of a row are, in their order.
  private(set) var metrics: [MemoryMetric] = []
  /// Row-major while it fills, so that a row is one place; turned into columns at the end.
  var values: [Int64] = []
  /// Rows accepted and not yet taken.
  private(set) var count = 0

  private let options: ReaderOptions
  private var usedSlot: Int?
  private var configuredSlot: Int?
  private var sizeSlots: [Int] = []
  private var entityIndex: [UInt32] = []
  private var timestamps: [Int64] = []
  /// For each entity, the instant of its latest row.
  private var latest: [Int64] = []
  private var (earliestInstant, latestInstant) = (Int64.max, Int64.min)
  /// Names in rejected rows.
  private var rejectedNames: Set<String> = []
  private var firstRejection: String?
  private var plausibility: Plausibility?
  /// The first line that held no sample, and how many there were.
  private var (passedOver, passedOverCount) = ("", 0)

  /// Starts with rows of `metrics`.
  init(file: String, format: String, metrics: [MemoryMetric], options: ReaderOptions) {
    self.options = options
    plausibility = options.allowImplausible ? nil : Plausibility()
    report = IngestReport(file: file, format: format)
    change(to: metrics)
  }

  /// Where the next row's values begin.
  var place: Int { count * metrics.count }

  /// Whether the batch must be taken before another row fits.
  var isFull: Bool { count == Self.batchRows }

  /// Goes on with rows of other metrics; rows that wait must have been taken.
  mutating func change(to metrics: [MemoryMetric]) {
    precondition(count == 0, "rows of two kinds in one batch")
    self.metrics = metrics
    values = [Int64](repeating: SampleBatch.missing, count: Self.batchRows * metrics.count)
    usedSlot = metrics.firstIndex(of: .used)
    configuredSlot = metrics.firstIndex(of: .configured)
    sizeSlots = metrics.indices.filter {
      metrics[$0] == .configured || metrics[$0] == .guestTotal
    }
  }

  /// Accepts the row whose values stand at `place`; entities are numbered from 0 in the order of their first rows.
  @inline(__always)
  mutating func accept(entity: Int, instant: Int64) {
    entityIndex.append(UInt32(entity))
    timestamps.append(instant)
    tally(entity, instant)
    count += 1
  }

  @inline(__always)
  private mutating func tally(_ entity: Int, _ instant: Int64) {
    if entity == latest.count {
      latest.append(instant)
      return
    }
    let before = latest[entity]
    if instant <= before {
      if instant < before { report.outOfOrder += 1 } else { report.repeatedInstants += 1 }
    }
    latest[entity] = instant
  }

  /// Counts what a whole batch tells, column by column.
  private mutating func tally(_ batch: SampleBatch) {
    report.rows += batch.count
    report.samples += batch.sampleCount
    let columns = batch.columns
    for slot in sizeSlots {
      report.zeroSizes += columns[slot].values.reduce(0) { $0 + ($1 == 0 ? 1 : 0) }
    }
    guard let usedSlot, let configuredSlot else { return }
    for (used, configured) in zip(columns[usedSlot].values, columns[configuredSlot].values)
    where used != SampleBatch.missing && configured != SampleBatch.missing {
      report.rowsWithUsedAndConfigured += 1
      if used > configured { report.usedAboveConfigured += 1 }
    }
  }

  /// Passes over a row, or refuses the file because of it.
  ///
  /// - Parameters:
  ///   - error: What is wrong with it.
  ///   - line: From 1.
  ///   - original: As it stands in the file; empty where it was too long to keep.
  ///   - name: The entity that it names, as far as that can be told, with its prefix.
  mutating func reject(
    _ error: IngestionError, line: Int, original: UnsafeBufferPointer<UInt8>, name: String?
  ) throws(IngestionError) {
    guard options.onError != .stop else { throw error }
    report.rejectedRows += 1
    if firstRejection == nil { firstRejection = "\(error)" }
    if let name, rejectedNames.count < IngestReport.nameLimit { rejectedNames.insert(name) }
    tell(error, line, original, isField: false)
  }

  /// Passes over a line that holds no sample, whatever `--on-error` says: it stands in place of samples that are not there.
  ///
  /// - Parameters:
  ///   - fault: What it is.
  ///   - line: From 1.
  ///   - original: As it stands in the file.
  mutating func passOver(_ fault: FieldFault, line: Int, original: UnsafeBufferPointer<UInt8>) {
    let error = IngestionError.field(
      path: report.file, line: line, column: 1, field: "line", fault: fault)
    report.rejectedRows += 1
    if firstRejection == nil { firstRejection = "\(error)" }
    if passedOver.isEmpty { passedOver = "line \(line): \(fault)" }
    passedOverCount += 1
    tell(error, line, original, isField: false)
  }

  /// The next line that is short enough; longer ones are passed over, or refuse the file.
  mutating func nextLine(
    of scanner: LineScanner
  ) throws(IngestionError) -> UnsafeBufferPointer<UInt8>? {
    while true {
      do throws(IngestionError) {
        return try scanner.next()
      } catch {
        guard error.isRowFault else { throw error }
        try reject(
          error, line: scanner.lineNumber, original: UnsafeBufferPointer(start: nil, count: 0),
          name: nil)
      }
    }
  }

  /// Counts a field that was left out of an accepted row.
  mutating func leaveOut(
    _ error: IngestionError, column: String, line: Int, original: UnsafeBufferPointer<UInt8>
  ) {
    report.skippedFields[column, default: 0] += 1
    tell(error, line, original, isField: true)
  }

  private func tell(
    _ error: IngestionError, _ line: Int, _ original: UnsafeBufferPointer<UInt8>, isField: Bool
  ) {
    let column =
      switch error {
      case .field(_, _, let column, _, _), .fieldCount(_, _, let column, _, _): column
      default: 1
      }
    options.rejected(
      RejectedRow(
        file: report.file, line: line, column: column, reason: error.reason,
        original: String(decoding: original, as: UTF8.self), isField: isField))
  }

  /// The rows that wait; `nil` where there are none.
  mutating func take(_ entities: [EntityID]) -> SampleBatch? {
    report.entities = latest.count
    guard count > 0 else { return nil }
    for instant in timestamps {
      earliestInstant = min(earliestInstant, instant)
      latestInstant = max(latestInstant, instant)
    }
    report.first = Timestamp(milliseconds: earliestInstant)
    report.last = Timestamp(milliseconds: latestInstant)
    let columns = metrics.indices.map { slot in
      SampleBatch.Column(metric: metrics[slot], values: column(slot))
    }
    let batch = SampleBatch(
      entities: entities, entityIndex: entityIndex, timestamps: timestamps, columns: columns)
    tally(batch)
    plausibility?.add(batch)
    count = 0
    (entityIndex, timestamps) = ([], [])
    entityIndex.reserveCapacity(Self.batchRows)
    timestamps.reserveCapacity(Self.batchRows)
    return batch
  }

  private func column(_ slot: Int) -> [Int64] {
    let (width, rows) = (metrics.count, count)
    return Array(unsafeUninitializedCapacity: rows) { buffer, initialised in
      for row in 0..<rows { buffer[row] = values[row * width + slot] }
      initialised = rows
    }
  }

  /// Completes the report once the file has ended and all rows were accepted or rejected.
  ///
  /// - Throws: `IngestionError.nothingAccepted` where all rows were rejected, `.implausible` and `.swappedColumns`.
  mutating func finish(_ entities: [EntityID]) throws(IngestionError) {
    if report.rows == 0, let firstRejection {
      throw .nothingAccepted(path: report.file, rows: report.rejectedRows, first: firstRejection)
    }
    if passedOverCount > 0 {
      report.notes.append(
        "\(QuantityText.count(passedOverCount, "line holds", "lines hold")) no sample and \(passedOverCount == 1 ? "was" : "were") "
          + "passed over; the first, \(passedOver)")
    }
    if !rejectedNames.isEmpty {
      report.lostEntities = rejectedNames.subtracting(entities.map(\.name)).sorted()
    }
    if let fault = plausibility?.fault { throw .implausible(path: report.file, what: fault) }
    let (above, rows) = (report.usedAboveConfigured, report.rowsWithUsedAndConfigured)
    if above * 2 > rows, !options.allowUsedAboveConfigured {
      throw .swappedColumns(path: report.file, above: above, rows: rows)
    }
  }
}
