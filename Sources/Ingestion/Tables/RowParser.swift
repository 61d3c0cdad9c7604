internal import CapacityModel

/// Reads one row after the other into a block of values; rows at fault leave nothing behind.
struct RowParser {
  /// A fault and the field it stands in.
  struct RowFault: Error {
    enum Kind {
      case field(name: String, FieldFault)
      case count(expected: Int, found: Int)
    }

    /// In bytes from 1.
    var column: Int
    var kind: Kind
  }

  /// Finds the numbers of entities; grows with the rows that are accepted.
  private(set) var entities: EntityTable
  /// The number of the last row's entity.
  private(set) var entity = 0
  /// The last row's instant, milliseconds since the epoch.
  private(set) var instant: Int64 = 0

  private let layout: TableLayout
  private let amounts: AmountText
  private var instants: InstantText
  private let configuredSlot: Int?
  /// Percentages of the row under way, which wait for its configured size.
  private var waiting: [(slot: Int, percent: Double, column: Int, name: String)] = []

  init(layout: TableLayout, options: ReaderOptions) {
    self.layout = layout
    entities = EntityTable(prefix: options.entityPrefix)
    amounts = AmountText(limit: options.maxSize, decimalComma: layout.decimalComma)
    instants = InstantText(layout.notation)
    configuredSlot = layout.metrics.firstIndex(of: .configured)
  }

  /// Reads `line`; its values go to `values[place + slot]`, `SampleBatch.missing` where a field is empty.
  mutating func parse(
    _ line: UnsafeBufferPointer<UInt8>, into values: inout [Int64], at place: Int
  ) throws(RowFault) {
    var cursor = FieldCursor(
      line, separator: layout.separator, skipsBlanks: layout.skipsBlanks)
    var name = FieldCursor.Text.plain(UnsafeBufferPointer(start: nil, count: 0))
    var nameColumn = 1
    for index in layout.columns.indices {
      cursor.skipBlanks()
      let column = cursor.column
      guard cursor.hasField else { throw wrongCount(line, found: index) }
      do throws(FieldFaultError) {
        switch layout.columns[index].content {
        case .entity:
          nameColumn = column
          name = try cursor.field()
        case .time: instant = try readInstant(&cursor)
        case .ignored: try cursor.skipField()
        default:
          values[place + layout.columns[index].slot] = try readValue(
            &cursor, layout.columns[index], column)
        }
      } catch {
        waiting.removeAll(keepingCapacity: true)
        throw fault(error, layout.columns[index].name, column)
      }
    }
    if cursor.hasField { throw wrongCount(line, found: layout.columns.count + 1) }
    if !waiting.isEmpty { try takePercentages(&values, at: place) }
    do throws(FieldFaultError) {
      entity = try readEntity(name)
    } catch {
      throw fault(error, "entity", nameColumn)
    }
  }

  @inline(__always)
  private mutating func readEntity(_ name: FieldCursor.Text) throws(FieldFaultError) -> Int {
    if let fixed = layout.fixedEntity { return try entityIndex(.unquoted(fixed)) }
    if case .plain(let bytes) = name { return try entities.index(of: bytes) }
    return try entityIndex(name)
  }

  private mutating func entityIndex(_ name: FieldCursor.Text) throws(FieldFaultError) -> Int {
    try name.withBytes { bytes throws(FieldFaultError) in try entities.index(of: bytes) }
  }

  @inline(__always)
  private mutating func readInstant(_ cursor: inout FieldCursor) throws(FieldFaultError) -> Int64 {
    if let number = cursor.wholeNumber() { return try instants.milliseconds(ofWhole: number) }
    let text = try cursor.field()
    return try text.withBytes { bytes throws(FieldFaultError) in
      try instants.milliseconds(of: bytes)
    }
  }

  @inline(__always)
  private mutating func readValue(
    _ cursor: inout FieldCursor, _ column: TableLayout.Column, _ position: Int
  ) throws(FieldFaultError) -> Int64 {
    if cursor.emptyField() { return SampleBatch.missing }
    if column.content == .bytes, let number = cursor.wholeNumber() {
      return try amounts.bytes(ofWhole: number, shift: column.shift)
    }
    return try readOtherValue(try cursor.field(), column, position)
  }

  private mutating func readOtherValue(
    _ text: FieldCursor.Text, _ column: TableLayout.Column, _ position: Int
  ) throws(FieldFaultError) -> Int64 {
    try text.withBytes { bytes throws(FieldFaultError) in
      if InstantText.trimmed(bytes).isEmpty { return SampleBatch.missing }
      switch column.content {
      case .bytes: return try amounts.bytes(of: bytes, shift: column.shift)
      case .thousandths:
        let isPercent = layout.metrics[column.slot] == .pressureSomePercent
        return try amounts.thousandths(of: bytes, atMostHundred: isPercent)
      default:
        waiting.append((column.slot, try amounts.percent(of: bytes), position, column.name))
        return SampleBatch.missing
      }
    }
  }

  /// Turns the waiting percentages into bytes of the row's configured size.
  private mutating func takePercentages(
    _ values: inout [Int64], at place: Int
  ) throws(RowFault) {
    defer { waiting.removeAll(keepingCapacity: true) }
    let configured = configuredSlot.map { values[place + $0] } ?? SampleBatch.missing
    for item in waiting {
      guard configured != SampleBatch.missing else {
        throw fault(
          FieldFaultError(.noConfiguredSize("\(item.percent)")), item.name, item.column)
      }
      values[place + item.slot] = Int64((item.percent / 100 * Double(configured)).rounded())
    }
  }

  private func fault(_ error: FieldFaultError, _ name: String, _ column: Int) -> RowFault {
    RowFault(column: column, kind: .field(name: name, error.fault))
  }

  /// The fault of a row with `found` fields or more; all are counted.
  private mutating func wrongCount(
    _ line: UnsafeBufferPointer<UInt8>, found: Int
  ) -> RowFault {
    waiting.removeAll(keepingCapacity: true)
    var cursor = FieldCursor(line, separator: layout.separator, skipsBlanks: layout.skipsBlanks)
    var (count, column) = (0, line.count + 1)
    while cursor.hasField {
      if count == layout.columns.count { column = cursor.column }
      cursor.skipBlanks()
      count += 1
      guard (try? cursor.skipField()) != nil else { break }
    }
    return RowFault(
      column: column, kind: .count(expected: layout.columns.count, found: max(count, found)))
  }
}
