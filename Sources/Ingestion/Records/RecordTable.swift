internal import CapacityModel
internal import HeadroomBasics

/// Where something stands in a file: lines from 1, and bytes of a line from 1.
struct FilePlace: Hashable {
  var line: Int
  var column: Int
}

/// Takes the rows that a format's reader finds, value by value, into batches: what readers share whose files are no
/// tables. Names, instants, sizes and `--on-error` mean what they mean in tables.
///
/// A reader puts values, or notes what is wrong with them, and then accepts the row.
final class RecordTable {
  /// The file's name, for messages.
  let path: String
  /// How strictly rows are read.
  let options: ReaderOptions

  /// What was seen so far.
  var report: IngestReport { builder.report }
  /// Whether no row was accepted yet.
  var isEmpty: Bool { builder.report.rows == 0 && builder.count == 0 }

  private struct Waiting {
    var entity: Int
    var instant: Int64
    var values: [Int64]
  }

  private var builder: BatchBuilder
  private var entities: EntityTable
  private var instants: InstantText
  private let amounts: AmountText
  private let bounds: InstantBounds
  /// The place of each metric in a row, by its code.
  private var slots = [Int](repeating: -1, count: 32)
  /// The row under way.
  private var row: [Int64]
  private let emptyRow: [Int64]
  private var (leftOut, fatal): ([(error: IngestionError, field: String)], IngestionError?) = (
    [], nil
  )
  /// Rows that came while the batch was full.
  private var waiting: [Waiting] = []
  private var (hasEnded, isFinished) = (false, false)
  private var counts: [String: Int] = [:]
  private var totals = ShortTotals()

  /// Starts with nothing.
  ///
  /// - Parameter metrics: All that a row can have.
  init(path: String, format: String, metrics: [MemoryMetric], options: ReaderOptions) {
    (self.path, self.options) = (path, options)
    builder = BatchBuilder(file: path, format: format, metrics: metrics, options: options)
    entities = EntityTable(prefix: options.entityPrefix)
    // A pattern of times is for tables; here the format says how they are written.
    var times = ReaderOptions()
    times.timeZone = options.timeZone
    instants = InstantText(.samples, times)
    amounts = AmountText(limit: options.maxSize, decimal: .point)
    bounds = InstantBounds(options)
    emptyRow = [Int64](repeating: SampleBatch.missing, count: metrics.count)
    row = emptyRow
    for (slot, metric) in metrics.enumerated() { slots[Int(metric.code)] = slot }
  }

  /// The next rows; `nil` after the last.
  ///
  /// - Parameter step: Reads on and hands over what it finds; false at the end of the file.
  func nextBatch(
    _ step: () throws(IngestionError) -> Bool
  ) throws(IngestionError) -> SampleBatch? {
    if isFinished { return nil }
    drain()
    while !builder.isFull, !hasEnded { hasEnded = try !step() }
    var batch = builder.take(entities.entities)
    batch?.columns.removeAll { column in column.values.allSatisfy { $0 == SampleBatch.missing } }
    if hasEnded, waiting.isEmpty {
      isFinished = true
      for (text, count) in counts.sorted(by: { $0.key < $1.key }) {
        builder.report.notes.append(text.replacingFirst("#", with: "\(count)"))
      }
      try tellShortTotals()
      try builder.finish(entities.entities)
    }
    return batch
  }

  private func tellShortTotals() throws(IngestionError) {
    if let finding = try totals.finding(configured: options.configured, in: path) {
      builder.report.notes.append(finding)
    }
  }

  /// Demand, bytes: the total less what is available; `nil`, and counted, where more is available than there is.
  func demand(total: Int64, available: Int64) -> Int64? {
    totals.demand(total: total, available: available)
  }

  /// Changes what is reported.
  func report(_ change: (inout IngestReport) -> Void) { change(&builder.report) }

  /// Counts something that a person should hear once, with its number: `text` has `#` where the number stands.
  func count(_ text: String, by number: Int = 1) {
    if number > 0 { counts[text, default: 0] += number }
  }

  /// The name of what has `labels`: by the user's template, else as the format itself names it; `nil` where labels are lacking.
  func entity(_ labels: [String: String], _ ownName: () -> String?) -> String? {
    guard let template = options.entityTemplate else { return ownName() }
    return template.name { labels[$0] }
  }

  // MARK: Values

  /// Puts a value into the row under way, stored units.
  func put(_ value: Int64, _ metric: MemoryMetric) {
    let slot = slots[Int(metric.code)]
    precondition(slot >= 0, "the reader named no column \(metric.rawValue)")
    row[slot] = value
  }

  /// The bytes that `text` spells in units of 2^`shift` bytes; `nil` where it stands for no value, which is counted.
  ///
  /// - Parameter isLimit: Whether it is a limit, for which programs have numbers that mean "none".
  func amount(
    _ text: [UInt8], shift: Int64 = 0, isLimit: Bool = false
  ) throws(FieldFaultError) -> Int64? {
    try FieldCursor.Text.unquoted(text).withBytes { bytes throws(FieldFaultError) in
      if let sentinel = amounts.sentinel(bytes, isLimit: isLimit, shift: shift) {
        builder.report.sentinels[sentinel, default: 0] += 1
        return Int64?.none
      }
      return try amounts.bytes(of: bytes, shift: shift)
    }
  }

  /// The thousandths of a per cent that `text` spells, 0 to 100,000; `nil` where it stands for no value.
  func percent(_ text: [UInt8]) throws(FieldFaultError) -> Int64? {
    try FieldCursor.Text.unquoted(text).withBytes { bytes throws(FieldFaultError) in
      if let sentinel = amounts.sentinel(bytes, isLimit: false, shift: 0) {
        builder.report.sentinels[sentinel, default: 0] += 1
        return Int64?.none
      }
      return Int64((try amounts.percent(of: bytes) * 1000).rounded())
    }
  }

  /// The instant that `text` spells, milliseconds since the epoch, where it is believed.
  func time(_ text: [UInt8]) throws(FieldFaultError) -> Int64 {
    let instant = try FieldCursor.Text.unquoted(text).withBytes { bytes throws(FieldFaultError) in
      try instants.milliseconds(of: bytes)
    }
    if instants.isAmbiguous { builder.report.ambiguousTimes += 1 }
    try bounds.check(instant)
    return instant
  }

  /// An instant as it was given, where it is believed.
  func time(milliseconds instant: Int64) throws(FieldFaultError) -> Int64 {
    try bounds.check(instant)
    return instant
  }

  /// Puts the bytes that `text` spells into the row under way; what is wrong with them is noted.
  ///
  /// - Parameter field: The field's name, for messages.
  func put(
    _ metric: MemoryMetric, _ text: [UInt8], shift: Int64 = 0, field: String, _ place: FilePlace
  ) throws(IngestionError) {
    if let value = try bytes(text, shift: shift, isLimit: metric == .limit, field: field, place) {
      put(value, metric)
    }
  }

  /// As `amount`; what is wrong is noted.
  func bytes(
    _ text: [UInt8], shift: Int64 = 0, isLimit: Bool = false, field: String, _ place: FilePlace
  ) throws(IngestionError) -> Int64? {
    do throws(FieldFaultError) { return try amount(text, shift: shift, isLimit: isLimit) } catch {
      try note(error.fault, field: field, place)
      return nil
    }
  }

  /// Notes what is wrong with a value, which the row under way goes without.
  ///
  /// - Throws: `IngestionError.field` under `--on-error stop`.
  func note(_ fault: FieldFault, field: String, _ place: FilePlace) throws(IngestionError) {
    let error = error(fault, field: field, place)
    guard options.onError != .stop else { throw error }
    leftOut.append((error, field))
  }

  /// Notes what is wrong with the row under way, which is then passed over.
  ///
  /// - Throws: `IngestionError.field` under `--on-error stop`.
  func noteRow(_ fault: FieldFault, field: String, _ place: FilePlace) throws(IngestionError) {
    let error = error(fault, field: field, place)
    guard options.onError != .stop else { throw error }
    if fatal == nil { fatal = error }
  }

  /// As `time`; what is wrong ends the row under way, and is noted.
  func instant(
    _ text: [UInt8], field: String, _ place: FilePlace
  ) throws(IngestionError) -> Int64? {
    do throws(FieldFaultError) { return try time(text) } catch {
      try noteRow(error.fault, field: field, place)
      return nil
    }
  }

  // MARK: Rows

  /// Ends the row under way.
  ///
  /// - Parameters:
  ///   - entity: Its name, without the prefix; `nil` where none is known, after which a fault was noted.
  ///   - instant: Milliseconds since the epoch; `nil` where none is known, after which a fault was noted.
  ///   - place: Where the row begins.
  ///   - original: The row as it stands in the file.
  /// - Throws: `IngestionError.field` under `--on-error stop`.
  func accept(
    _ entity: String?, at instant: Int64?, _ place: FilePlace, original: @autoclosure () -> [UInt8]
  ) throws(IngestionError) {
    defer {
      row = emptyRow
      (leftOut, fatal) = ([], nil)
    }
    let hasValue = row.contains { $0 != SampleBatch.missing }
    let isLost = options.onError == .skipRow || !hasValue
    if let error = fatal ?? (isLost ? leftOut.first?.error : nil) {
      return try reject(error, place, original(), entity)
    }
    guard let entity, let instant else { return }
    let number: Int
    do throws(FieldFaultError) {
      number = try FieldCursor.Text.unquoted(Array(entity.utf8)).withBytes {
        name throws(FieldFaultError) in
        try entities.index(of: InstantText.trimmed(name))
      }
    } catch {
      let error = self.error(error.fault, field: "entity", place)
      guard options.onError != .stop else { throw error }
      return try reject(error, place, original(), nil)
    }
    if !leftOut.isEmpty { tellLeftOut(original()) }
    if builder.isFull || !waiting.isEmpty {
      waiting.append(Waiting(entity: number, instant: instant, values: row))
    } else {
      take(number, instant, row)
    }
  }

  /// Passes over a row because of `fault`; nothing of the row under way is kept.
  func rejectRow(
    _ fault: FieldFault, field: String, entity: String?, _ place: FilePlace, original: [UInt8]
  ) throws(IngestionError) {
    try noteRow(fault, field: field, place)
    try accept(entity, at: nil, place, original: original)
  }

  /// Passes over a row because of `error`; nothing of the row under way is kept.
  func rejectRow(
    _ error: IngestionError, entity: String?, _ place: FilePlace, original: [UInt8]
  ) throws(IngestionError) {
    guard options.onError != .stop else { throw error }
    if fatal == nil { fatal = error }
    try accept(entity, at: nil, place, original: original)
  }

  /// The error of a field.
  func error(_ fault: FieldFault, field: String, _ place: FilePlace) -> IngestionError {
    .field(path: path, line: place.line, column: place.column, field: field, fault: fault)
  }

  /// Passes over a line that holds no sample, whatever `--on-error` says.
  func passOver(_ fault: FieldFault, _ place: FilePlace, original: [UInt8]) {
    original.withUnsafeBufferPointer { builder.passOver(fault, line: place.line, original: $0) }
  }

  /// Forgets the row under way and what was noted of it, because the file ends in the middle of it.
  func dropCutRow(_ place: FilePlace, original: [UInt8]) {
    row = emptyRow
    (leftOut, fatal) = ([], nil)
    passOver(.cutLine, place, original: original)
  }

  private func tellLeftOut(_ original: [UInt8]) {
    original.withUnsafeBufferPointer { text in
      for (error, field) in leftOut {
        guard case .field(_, let line, _, _, _) = error else { continue }
        builder.leaveOut(error, column: field, line: line, original: text)
      }
    }
  }

  private func reject(
    _ error: IngestionError, _ place: FilePlace, _ original: [UInt8], _ entity: String?
  ) throws(IngestionError) {
    let name = entity.map { options.entityPrefix + $0 }
    try FieldCursor.Text.unquoted(original).withBytes { text throws(IngestionError) in
      try builder.reject(error, line: place.line, original: text, name: name)
    }
  }

  private func drain() {
    var taken = 0
    while taken < waiting.count, !builder.isFull {
      let next = waiting[taken]
      take(next.entity, next.instant, next.values)
      taken += 1
    }
    waiting.removeFirst(taken)
  }

  private func take(_ entity: Int, _ instant: Int64, _ values: [Int64]) {
    let place = builder.place
    for (slot, value) in values.enumerated() { builder.values[place + slot] = value }
    builder.accept(entity: entity, instant: instant)
  }
}

extension String {
  /// The text with the first `mark` replaced.
  fileprivate func replacingFirst(_ mark: Character, with text: String) -> String {
    guard let place = firstIndex(of: mark) else { return self }
    return self[..<place] + text + self[index(after: place)...]
  }
}
