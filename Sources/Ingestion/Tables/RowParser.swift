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

    /// The column's name; empty for a wrong count of fields.
    var name: String {
      if case .field(let name, _) = kind { return name }
      return ""
    }
  }

  /// What a row that was read should tell.
  struct Notes {
    /// Fields that could not be read and count as empty.
    var leftOut: [RowFault] = []
    /// Limits that stand for none.
    var noLimit = 0
    /// Values that stand for none.
    var noValue = 0
    /// Whether blanks around the entity's name were taken away.
    var isTrimmed = false
    /// Whether clocks showed the row's local time twice.
    var isAmbiguous = false
    /// Whether there is nothing to tell.
    private(set) var isEmpty = true

    /// Changes the notes.
    mutating func add(_ change: (inout Notes) -> Void) {
      isEmpty = false
      change(&self)
    }
  }

  /// Finds the numbers of entities; grows with the rows that are accepted.
  private(set) var entities: EntityTable
  /// The number of the last row's entity.
  private(set) var entity = 0
  /// The last row's instant, milliseconds since the epoch.
  private(set) var instant: Int64 = 0

  /// What the last row should tell.
  private(set) var notes = Notes()

  private var layout: TableLayout
  private let options: ReaderOptions
  private let bounds: InstantBounds
  private var amounts: AmountText
  private var instants: InstantText
  private var configuredSlot: Int?
  /// Percentages of the row under way, which wait for its configured size.
  private var waiting: [(slot: Int, percent: Double, column: Int, name: String)] = []

  init(layout: TableLayout, options: ReaderOptions) {
    (self.layout, self.options) = (layout, options)
    bounds = InstantBounds(options)
    entities = EntityTable(prefix: options.entityPrefix)
    amounts = AmountText(limit: options.maxSize, decimal: layout.decimal)
    instants = InstantText(layout.notation, options)
    configuredSlot = layout.metrics.firstIndex(of: .configured)
  }

  /// Goes on with rows that are laid out otherwise; entities keep their numbers.
  mutating func change(to layout: TableLayout) {
    self.layout = layout
    amounts = AmountText(limit: options.maxSize, decimal: layout.decimal)
    instants = InstantText(layout.notation, options)
    configuredSlot = layout.metrics.firstIndex(of: .configured)
  }

  /// Reads `line`; its values go to `values[place + slot]`, `SampleBatch.missing` where a field is empty.
  mutating func parse(
    _ line: UnsafeBufferPointer<UInt8>, into values: inout [Int64], at place: Int
  ) throws(RowFault) {
    if !notes.isEmpty { notes = Notes() }
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
        let found = fault(error, layout.columns[index].name, column)
        guard layout.columns[index].content.isValue, leavesOut(error) else {
          waiting.removeAll(keepingCapacity: true)
          throw found
        }
        values[place + layout.columns[index].slot] = SampleBatch.missing
        notes.add { $0.leftOut.append(found) }
      }
    }
    if cursor.hasField { throw wrongCount(line, found: layout.columns.count + 1) }
    if let size = layout.fixedSize { values[place + size.slot] = size.bytes }
    if !waiting.isEmpty { try takePercentages(&values, at: place) }
    if let first = notes.leftOut.first,
      !layout.metrics.indices.contains(where: {
        $0 != layout.fixedSize?.slot && values[place + $0] != SampleBatch.missing
      })
    {
      throw first
    }
    do throws(FieldFaultError) {
      entity = try readEntity(name)
    } catch {
      throw fault(error, "entity", nameColumn)
    }
  }

  /// Whether only the field is left out where this is wrong with it; after a damaged quote nobody knows where the next
  /// field starts.
  private func leavesOut(_ error: FieldFaultError) -> Bool {
    guard options.onError == .skip else { return false }
    switch error.fault {
    case .openQuote, .textAfterQuote: return false
    default: return true
    }
  }

  @inline(__always)
  private mutating func readEntity(_ name: FieldCursor.Text) throws(FieldFaultError) -> Int {
    if let fixed = layout.fixedEntity { return try entityIndex(.unquoted(fixed)) }
    if case .plain(let bytes) = name, !Self.hasBlanksAround(bytes) {
      return try entities.index(of: bytes)
    }
    return try entityIndex(name)
  }

  private mutating func entityIndex(_ name: FieldCursor.Text) throws(FieldFaultError) -> Int {
    try name.withBytes { bytes throws(FieldFaultError) in
      if Self.hasBlanksAround(bytes) { notes.add { $0.isTrimmed = true } }
      return try entities.index(of: InstantText.trimmed(bytes))
    }
  }

  @inline(__always)
  private static func hasBlanksAround(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = name.first, let last = name.last else { return false }
    return first == 0x20 || first == 0x09 || last == 0x20 || last == 0x09
  }

  /// The entity that a row at fault names, with its prefix; `nil` where that cannot be told.
  func name(in line: UnsafeBufferPointer<UInt8>) -> String? {
    if let fixed = layout.fixedEntity {
      return options.entityPrefix + String(decoding: fixed, as: UTF8.self)
    }
    var cursor = FieldCursor(line, separator: layout.separator, skipsBlanks: layout.skipsBlanks)
    for column in layout.columns {
      cursor.skipBlanks()
      guard cursor.hasField, let field = try? cursor.field() else { return nil }
      guard column.content == .entity else { continue }
      let name = field.withBytes { String(validating: InstantText.trimmed($0), as: UTF8.self) }
      guard let name, !name.isEmpty else { return nil }
      return options.entityPrefix + name
    }
    return nil
  }

  @inline(__always)
  private mutating func readInstant(_ cursor: inout FieldCursor) throws(FieldFaultError) -> Int64 {
    let instant: Int64
    if instants.readsNumbers, let number = cursor.wholeNumber() {
      instant = try instants.milliseconds(ofWhole: number)
    } else {
      let text = try cursor.field()
      instant = try text.withBytes { bytes throws(FieldFaultError) in
        try instants.milliseconds(of: bytes)
      }
      if instants.isAmbiguous { notes.add { $0.isAmbiguous = true } }
    }
    try bounds.check(instant)
    return instant
  }

  @inline(__always)
  private mutating func readValue(
    _ cursor: inout FieldCursor, _ column: TableLayout.Column, _ position: Int
  ) throws(FieldFaultError) -> Int64 {
    if cursor.emptyField() { return SampleBatch.missing }
    if column.content == .bytes, let number = cursor.wholeNumber() {
      if let bytes = amounts.bytes(ofWhole: number, shift: column.shift) { return bytes }
      return try readOtherValue(.unquoted(Array("\(number)".utf8)), column, position)
    }
    return try readOtherValue(try cursor.field(), column, position)
  }

  private mutating func readOtherValue(
    _ text: FieldCursor.Text, _ column: TableLayout.Column, _ position: Int
  ) throws(FieldFaultError) -> Int64 {
    try text.withBytes { bytes throws(FieldFaultError) in
      if InstantText.trimmed(bytes).isEmpty { return SampleBatch.missing }
      if let sentinel = amounts.sentinel(
        bytes, isLimit: layout.metrics[column.slot] == .limit, shift: column.shift)
      {
        notes.add { sentinel == .noLimit ? ($0.noLimit += 1) : ($0.noValue += 1) }
        return SampleBatch.missing
      }
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
        let found = fault(
          FieldFaultError(.noConfiguredSize("\(item.percent)")), item.name, item.column)
        guard options.onError == .skip else { throw found }
        notes.add { $0.leftOut.append(found) }
        continue
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
