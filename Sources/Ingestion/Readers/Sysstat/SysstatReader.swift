public import CapacityModel
internal import HeadroomBasics

/// `sadf -d -- -r` of sysstat: fields between `;`, headers behind `#`, several tables in one file.
/// `docs/formats/sysstat.md` has the rules.
public final class SysstatReader: SampleReader {
  /// The name on the command line.
  public static let name = "sysstat"
  /// One sentence for `--help`.
  public static let summary = "output of sadf -d -- -r: demand is the total less kbavail"

  /// What was seen so far.
  public var report: IngestReport { builder.report }

  private let scanner: LineScanner
  private let options: ReaderOptions
  private let bounds: InstantBounds
  private let amounts: AmountText
  private var instants: InstantText
  private var entities: EntityTable
  private var builder: BatchBuilder
  private var header: SysstatHeader?
  /// Rows of the memory table whose total is not known yet.
  private var waiting: [SysstatMemory] = []
  private var isFinished = false
  private var hasOldRows = false
  private var shortTotals = ShortTotals()

  /// Whether a header of `sadf -d` stands among the first lines.
  public static func recognises(_ start: FileStart) -> Bool {
    start.lines.prefix(8).contains { SysstatHeader($0) != nil }
  }

  /// Starts at the first line.
  ///
  /// - Throws: Nothing before the first row.
  public init(source: ByteSource, options: ReaderOptions) throws(IngestionError) {
    (scanner, self.options) = (LineScanner(source), options)
    bounds = InstantBounds(options)
    amounts = AmountText(limit: options.maxSize, decimal: .either)
    instants = InstantText(.samples, options)
    entities = EntityTable(prefix: options.entityPrefix)
    builder = BatchBuilder(file: scanner.name, format: Self.name, metrics: [], options: options)
  }

  /// The next rows.
  public func nextBatch() throws(IngestionError) -> SampleBatch? {
    while !isFinished {
      var next: SysstatHeader?
      while next == nil, builder.count + waiting.count < BatchBuilder.batchRows {
        guard let line = try builder.nextLine(of: scanner) else {
          isFinished = true
          break
        }
        if line.isEmpty { continue }
        next = line[0] == 0x23 ? newHeader(line) : try addedRow(line)
      }
      settle()
      builder.report.encoding = scanner.foreignEncoding
      let batch = builder.take(entities.entities)
      if let next { begin(next) }
      if isFinished { try finish() }
      if batch != nil { return batch }
    }
    return nil
  }

  private func finish() throws(IngestionError) {
    if header == nil {
      throw .missingColumn(
        path: scanner.name, line: 1, name: "'# hostname;interval;timestamp;…'",
        why: "sadf -d writes it before the rows")
    }
    if hasOldRows {
      builder.report.notes.append(
        "there is no kbavail (sysstat before 11.5.7): used is kbmemused less buffers and caches, a proxy for demand"
      )
    }
    if let finding = try shortTotals.finding(configured: options.configured, in: scanner.name) {
      builder.report.notes.append(finding)
    }
    try builder.finish(entities.entities)
  }

  /// The header in `line`, where it differs from the one before; comments are nothing.
  private func newHeader(_ line: UnsafeBufferPointer<UInt8>) -> SysstatHeader? {
    guard let found = SysstatHeader(String(decoding: line, as: UTF8.self)) else { return nil }
    if found == header {
      builder.report.repeatedHeaders += 1
      return nil
    }
    if header != nil { builder.report.changedHeaders += 1 }
    return found
  }

  private func begin(_ next: SysstatHeader) {
    header = next
    let read = zip(next.names, next.fields).filter { next.table != .other && $0.1 != nil }.map(\.0)
    builder.report.columns += read.filter { !builder.report.columns.contains($0) }
    builder.change(to: next.metrics + (options.configured == nil ? [] : [.configured]))
  }

  /// Adds a row; never a header, so that it may stand where one is looked for.
  private func addedRow(_ line: UnsafeBufferPointer<UInt8>) throws(IngestionError) -> SysstatHeader?
  {
    if let mark = Self.mark(in: line) {
      if mark == .restart { builder.report.restarts += 1 }
      return nil
    }
    let said =
      line.contains(0x3B) ? nil : CollectorFault.reason(String(decoding: line, as: UTF8.self)[...])
    // sadf ends every line; where one has no end, its last number may be cut.
    if let fault = said ?? (scanner.isCut ? FieldFault.cutLine : nil) {
      builder.passOver(fault, line: scanner.lineNumber, original: line)
      return nil
    }
    guard let header, header.table != .other else { return nil }
    do throws(IngestionError) {
      try add(line, header)
    } catch {
      guard error.isRowFault else { throw error }
      var cursor = FieldCursor(line, separator: 0x3B, skipsBlanks: false)
      let name = (try? cursor.field())?.string
      try builder.reject(
        error, line: scanner.lineNumber, original: line,
        name: name.map { options.entityPrefix + $0 })
    }
    return nil
  }

  private enum Mark { case restart, comment }

  /// `host;-1;time;LINUX-RESTART (2 CPU)` and `host;-1;time;COM text`.
  private static func mark(in line: UnsafeBufferPointer<UInt8>) -> Mark? {
    guard line.count(where: { $0 == 0x3B }) == 3, let last = line.lastIndex(of: 0x3B) else {
      return nil
    }
    let text = line[(last + 1)...]
    if text.starts(with: "LINUX-RESTART".utf8) { return .restart }
    return text.starts(with: "COM ".utf8) ? .comment : nil
  }

  private func add(
    _ line: UnsafeBufferPointer<UInt8>, _ header: SysstatHeader
  ) throws(IngestionError) {
    var cursor = FieldCursor(line, separator: 0x3B, skipsBlanks: false)
    var numbers = [Double?](repeating: nil, count: SysstatHeader.Field.allCases.count)
    var (name, instant) = (FieldCursor.Text.unquoted([]), Int64(0))
    for (index, field) in header.fields.enumerated() {
      let column = cursor.column
      guard cursor.hasField else { throw wrongCount(line, header) }
      do throws(FieldFaultError) {
        switch field {
        case .host: name = try cursor.field()
        case .time:
          let text = try cursor.field()
          instant = try text.withBytes { bytes throws(FieldFaultError) in
            try instants.milliseconds(of: bytes)
          }
          try bounds.check(instant)
        case .some(let wanted):
          let text = try cursor.field()
          numbers[wanted.rawValue] = try text.withBytes { bytes throws(FieldFaultError) in
            InstantText.trimmed(bytes).isEmpty ? nil : try amounts.scaled(bytes, by: 1024) / 1024
          }
        case nil: try cursor.skipField()
        }
      } catch {
        throw .field(
          path: scanner.name, line: scanner.lineNumber, column: column, field: header.names[index],
          fault: error.fault)
      }
    }
    if cursor.hasField { throw wrongCount(line, header) }
    // A row without numbers gives its entity none either.
    let needed: [SysstatHeader.Field] =
      switch header.table {
      case .memory: [.free, .used]
      case .swap: [.swapped]
      case .paging: [.faults]
      case .other: []
      }
    if needed.contains(where: { numbers[$0.rawValue] == nil }) { return }
    let entity: Int
    do throws(FieldFaultError) {
      entity = try name.withBytes { bytes throws(FieldFaultError) in
        try entities.index(of: bytes)
      }
    } catch {
      throw .field(
        path: scanner.name, line: scanner.lineNumber, column: 1, field: "hostname",
        fault: error.fault)
    }
    accept(entity, instant, numbers, header)
  }

  private func accept(
    _ entity: Int, _ instant: Int64, _ numbers: [Double?], _ header: SysstatHeader
  ) {
    func number(_ field: SysstatHeader.Field) -> Double? { numbers[field.rawValue] }
    let place = builder.place
    switch header.table {
    case .memory:
      guard let free = number(.free), let used = number(.used) else { return }
      if !header.hasAvailable { hasOldRows = true }
      waiting.append(
        SysstatMemory(
          entity: entity, instant: instant, free: free, used: used, available: number(.available),
          usedPercent: number(.usedPercent), buffers: number(.buffers), cached: number(.cached),
          slab: number(.slab)))
      return
    case .swap: builder.values[place] = Self.stored(number(.swapped), 1024)
    case .paging: builder.values[place] = Self.stored(number(.faults), 1000)
    case .other: return
    }
    if let size = options.configured { builder.values[place + 1] = size.bytes }
    builder.accept(entity: entity, instant: instant)
  }

  /// Accepts the rows that wait, now that their totals can be told.
  private func settle() {
    let totals = options.configured.map { size in
      waiting.map { _ in Optional(Double(size.bytes) / 1024) }
    }
    for (row, found) in zip(waiting, totals ?? SysstatTotals.of(waiting)) {
      var total = found
      if let size = found, size * 1024 > Double(amounts.limit) {
        builder.report.skippedFields["total", default: 0] += 1
        total = nil
      }
      if let total, let available = row.available {
        _ = shortTotals.demand(
          total: Int64((total * 1024).rounded()), available: Int64((available * 1024).rounded()))
      }
      let place = builder.place
      builder.values[place] = Self.stored(SysstatTotals.demand(row, total: total), 1024)
      builder.values[place + 1] = Self.stored(total, 1024)
      if let size = options.configured { builder.values[place + 2] = size.bytes }
      builder.accept(entity: row.entity, instant: row.instant)
    }
    waiting.removeAll(keepingCapacity: true)
  }

  private static func stored(_ value: Double?, _ scale: Double) -> Int64 {
    value.map { Int64(($0 * scale).rounded()) } ?? SampleBatch.missing
  }

  private func wrongCount(
    _ line: UnsafeBufferPointer<UInt8>, _ header: SysstatHeader
  ) -> IngestionError {
    .fieldCount(
      path: scanner.name, line: scanner.lineNumber, column: 1, expected: header.names.count,
      found: line.count { $0 == 0x3B } + 1)
  }
}
