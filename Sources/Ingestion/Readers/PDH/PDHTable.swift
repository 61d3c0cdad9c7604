internal import CapacityModel
internal import HeadroomBasics

/// Reads the wide tables of Windows' Performance Data Helper: a line an instant, a column a counter of some entity.
/// Only the columns of the plan are looked at.
struct PDHTable {
  /// Lines of ten thousands of columns are this long.
  static let lineLimit = 1 << 24

  /// Makes the plan of a header, of the names of its columns.
  typealias Planner = ([String]) throws(IngestionError) -> PDHPlan
  /// Turns what an entity's columns gave, by role, into stored values; `nil` where there is none.
  typealias Values = ([Double?], inout [MemoryMetric: Int64]) -> Void

  /// What was seen so far.
  var report: IngestReport { builder.report }

  private let scanner: LineScanner
  private let options: ReaderOptions
  private let bounds: InstantBounds
  private let amounts: AmountText
  private let metrics: [MemoryMetric]
  private let planner: Planner
  private let values: Values
  private let separator: UInt8
  private var zone: PDHZone
  private var local: LocalTimes?
  /// What is taken from the columns.
  private(set) var plan: PDHPlan
  private var entities: EntityTable
  private var builder: BatchBuilder
  private var isFinished = false
  private var totals = ShortTotals()

  /// Reads the header.
  ///
  /// - Throws: `IngestionError` where the source fails, the first cell is no PDH header, or nothing is wanted.
  init(
    _ source: ByteSource, options: ReaderOptions, format: String, metrics: [MemoryMetric],
    planner: @escaping Planner, values: @escaping Values
  ) throws(IngestionError) {
    scanner = LineScanner(source, limit: Self.lineLimit)
    let header = try HeaderLine(scanner) { options.separator ?? Self.separator($0) }
    guard let first = header.names.first, let zone = PDHZone(first.text) else {
      throw .missingColumn(
        path: scanner.name, line: header.line, name: "(PDH-CSV 4.0)",
        why: "the first cell of perfmon, relog, typeperf and esxtop files says so")
    }
    (self.options, self.metrics, self.planner, self.values) = (options, metrics, planner, values)
    (self.zone, separator) = (zone, header.separator)
    bounds = InstantBounds(options)
    amounts = AmountText(limit: options.maxSize, decimal: separator == 0x2C ? .point : .either)
    local = options.timeZone.map { LocalTimes($0) }
    plan = try Self.checked(planner(header.names.map(\.text)), path: scanner.name)
    entities = EntityTable(prefix: options.entityPrefix)
    builder = BatchBuilder(file: scanner.name, format: format, metrics: metrics, options: options)
    if separator != 0x2C {
      builder.report.separators = [separator == 0x09 ? "tab" : String(UnicodeScalar(separator))]
    }
    // One column of each kind stands for thousands.
    var roles: Set<PDHPlan.Role> = []
    builder.report.columns = plan.columns.filter { roles.insert($0.role).inserted }.map {
      "\($0.path) is \($0.role)"
    }
    builder.report.encoding = scanner.foreignEncoding
    noteShared()
  }

  /// A batch must hold a line's entities.
  private static func checked(_ plan: PDHPlan, path: String) throws(IngestionError) -> PDHPlan {
    if plan.entities.count <= BatchBuilder.batchRows { return plan }
    throw .tooManyEntities(path: path, count: plan.entities.count, limit: BatchBuilder.batchRows)
  }

  private mutating func noteShared() {
    for name in plan.sharedNames.sorted() {
      builder.report.notes.append(
        "several instances are named '\(name)'; each has its number behind its name")
    }
  }

  /// Adds a sentence to the report.
  mutating func note(_ text: String) { builder.report.notes.append(text) }

  /// What stands behind the first cell.
  static func separator(_ line: some Collection<UInt8>) -> UInt8 {
    let candidates: Set<UInt8> = [0x2C, 0x3B, 0x09]
    guard let close = line.firstIndex(of: 0x29) else { return 0x2C }
    // Names of zones hold no separators, so that the first one is what separates.
    return line[close...].first(where: candidates.contains) ?? 0x2C
  }

  /// The next rows; `nil` after the last.
  mutating func nextBatch() throws(IngestionError) -> SampleBatch? {
    while !isFinished {
      while builder.count + plan.entities.count <= BatchBuilder.batchRows {
        guard let line = try builder.nextLine(of: scanner) else {
          isFinished = true
          break
        }
        // What typeperf says at the end stands on lines without a separator.
        if !line.contains(separator) { continue }
        // Windows ends every line; a quote shows that the last number is whole.
        if scanner.isCut, line.last != 0x22 {
          builder.passOver(.cutLine, line: scanner.lineNumber, original: line)
          continue
        }
        do throws(IngestionError) {
          try add(line)
        } catch {
          guard error.isRowFault else { throw error }
          try builder.reject(error, line: scanner.lineNumber, original: line, name: nil)
        }
      }
      let batch = builder.take(entities.entities)
      if isFinished { try finish() }
      if batch != nil { return batch }
    }
    return nil
  }

  private mutating func finish() throws(IngestionError) {
    if let finding = try totals.finding(configured: options.configured, in: scanner.name) {
      builder.report.notes.append(finding)
    }
    try builder.finish(entities.entities)
  }

  private mutating func add(_ line: UnsafeBufferPointer<UInt8>) throws(IngestionError) {
    if line.prefix(6).contains(0x28), try isHeader(line) { return }
    var cursor = FieldCursor(line, separator: separator, skipsBlanks: false)
    let instant: Int64
    do throws(FieldFaultError) {
      instant = try cursor.field().withBytes { bytes throws(FieldFaultError) in
        try self.instant(bytes)
      }
      try bounds.check(instant)
    } catch {
      throw fault(error, 1, "time")
    }
    var read = [[Double?]](
      repeating: [Double?](repeating: nil, count: PDHPlan.Role.allCases.count),
      count: plan.entities.count)
    var place = 1
    for column in plan.columns {
      while place < column.place, cursor.hasField {
        let start = cursor.column
        do throws(FieldFaultError) {
          try cursor.skipField()
        } catch {
          throw fault(error, start, "column \(place + 1)")
        }
        place += 1
      }
      guard cursor.hasField else { throw wrongCount(line, place) }
      let start = cursor.column
      do throws(FieldFaultError) {
        read[column.entity][column.role.rawValue] = try value(&cursor, column, line, start)
      } catch {
        throw fault(error, start, column.path)
      }
      place += 1
    }
    while cursor.hasField, (try? cursor.skipField()) != nil { place += 1 }
    guard place == plan.width else { throw wrongCount(line, place) }
    for (index, name) in plan.entities.enumerated() {
      try accept(name, read[index], instant)
    }
  }

  /// One number in bytes or its natural unit; `nil` where there is none, or none that can be read under `.skip`.
  private mutating func value(
    _ cursor: inout FieldCursor, _ column: PDHPlan.Column, _ line: UnsafeBufferPointer<UInt8>,
    _ start: Int
  ) throws(FieldFaultError) -> Double? {
    let text = try cursor.field()
    do throws(FieldFaultError) {
      return try text.withBytes { bytes throws(FieldFaultError) in
        if InstantText.trimmed(bytes).isEmpty { return nil }
        if let kind = amounts.sentinel(bytes, isLimit: false, shift: 0) {
          builder.report.sentinels[kind, default: 0] += 1
          return nil
        }
        let value = try amounts.scaled(bytes, by: column.scale)
        if !column.role.isSize, value > AmountText.rateLimit {
          throw FieldFaultError(.rateTooLarge(FieldCursor.excerpt(bytes)))
        }
        return value
      }
    } catch {
      guard options.onError == .skip else { throw error }
      builder.leaveOut(
        fault(error, start, column.path), column: column.path, line: scanner.lineNumber,
        original: line)
      return nil
    }
  }

  private mutating func accept(
    _ name: String, _ read: [Double?], _ instant: Int64
  ) throws(IngestionError) {
    var found: [MemoryMetric: Int64] = [:]
    values(read, &found)
    if let available = read[PDHPlan.Role.available.rawValue], available < 0x1p62,
      let total = options.configured?.bytes
        ?? read[PDHPlan.Role.total.rawValue].flatMap({ Int64(exactly: $0.rounded()) })
    {
      _ = totals.demand(total: total, available: Int64(available))
    }
    if found.isEmpty { return }
    if found[.configured] == nil, let size = options.configured { found[.configured] = size.bytes }
    let place = builder.place
    for (slot, metric) in metrics.enumerated() {
      builder.values[place + slot] = found[metric] ?? SampleBatch.missing
    }
    let entity: Int
    do throws(FieldFaultError) {
      entity = try FieldCursor.Text.unquoted(Array(name.utf8)).withBytes {
        bytes throws(FieldFaultError) in try entities.index(of: bytes)
      }
    } catch {
      throw fault(error, 1, "entity")
    }
    builder.accept(entity: entity, instant: instant)
  }

  /// Whether `line` is a header; the columns are laid out anew where it differs.
  private mutating func isHeader(_ line: UnsafeBufferPointer<UInt8>) throws(IngestionError) -> Bool
  {
    guard let header = try? HeaderLine(line, scanner, separator: separator),
      let first = header.names.first, let zone = PDHZone(first.text)
    else { return false }
    let next = try Self.checked(planner(header.names.map(\.text)), path: scanner.name)
    self.zone = zone
    if next == plan {
      builder.report.repeatedHeaders += 1
    } else {
      builder.report.changedHeaders += 1
      plan = next
      noteShared()
    }
    return true
  }

  private static let format = TimeFormat("%m/%d/%Y %H:%M:%S.%f")
  private static let wholeSeconds = TimeFormat("%m/%d/%Y %H:%M:%S")

  /// `02/06/2026 22:00:00.123`, in the file's zone or the one that was given.
  private mutating func instant(_ text: UnsafeBufferPointer<UInt8>) throws(FieldFaultError) -> Int64
  {
    let bytes = InstantText.trimmed(text)
    if bytes.isEmpty { throw FieldFaultError(.emptyTime) }
    guard let time = (Self.format?.time(in: bytes) ?? Self.wholeSeconds?.time(in: bytes)) else {
      throw FieldFaultError(
        .notation(
          FieldCursor.excerpt(bytes),
          advice: "is not a time as this format writes them: 02/06/2026 22:00:00.123"
        ))
    }
    guard let shown = local?.instant(shown: time.milliseconds) else {
      return time.milliseconds + zone.minutesWest * 60_000
    }
    guard let value = shown.value else {
      throw FieldFaultError(
        .skippedHour(FieldCursor.excerpt(bytes), zone: local?.zone.name ?? ""))
    }
    if shown.isAmbiguous { builder.report.ambiguousTimes += 1 }
    return value
  }

  private func fault(_ error: FieldFaultError, _ column: Int, _ name: String) -> IngestionError {
    .field(
      path: scanner.name, line: scanner.lineNumber, column: column, field: name,
      fault: error.fault)
  }

  private func wrongCount(_ line: UnsafeBufferPointer<UInt8>, _ found: Int) -> IngestionError {
    .fieldCount(
      path: scanner.name, line: scanner.lineNumber, column: line.count + 1, expected: plan.width,
      found: found)
  }
}
