internal import CapacityModel
internal import HeadroomBasics

/// Collects the rows of a panel file and lays them out on one calendar.
struct PanelRows {
  private struct Row {
    var series: Int
    /// A step number, or milliseconds since the epoch.
    var position: Int64
    var value: Double?
    var line: Int
    var column: Int
  }

  /// Rows of one series, line after line and step after step, as files have them: kept together they take a sixth of the
  /// memory.
  private struct Run {
    var first: Row
    var count: Int
    /// Where their values begin.
    var offset: Int

    /// Row number `index` of the run, without its value.
    func row(_ index: Int, unit: Int64) -> Row {
      Row(
        series: first.series, position: first.position + Int64(index) * unit, value: nil,
        line: first.line + index, column: first.column)
    }
  }

  private let path: String
  private let header: PanelHeader
  /// Milliseconds.
  private let stepLength: Int64
  private var table = EntityTable(prefix: "")
  private var instants = InstantText(.panel)
  private var runs: [Run] = []
  private var values = ValueBlocks()
  private var hasValue = false
  /// Whether `ds` are step numbers; the first row decides.
  private var isNumbered = false

  init(path: String, header: PanelHeader, stepLength: Int64) {
    (self.path, self.header, self.stepLength) = (path, header, stepLength)
  }

  /// Reads one row.
  mutating func add(
    _ line: UnsafeBufferPointer<UInt8>, at number: Int
  ) throws(IngestionError) {
    var cursor = FieldCursor(line, separator: 0x2C, skipsBlanks: false)
    var row = Row(series: 0, position: 0, value: nil, line: number, column: 1)
    for index in header.names.indices {
      let column = cursor.column
      guard cursor.hasField else { throw wrongCount(number, column, found: index) }
      do throws(FieldFaultError) {
        switch index {
        case header.series:
          row.series = try cursor.field().withBytes { bytes throws(FieldFaultError) in
            try table.index(of: bytes)
          }
        case header.step: (row.position, row.column) = (try position(&cursor), column)
        default: row.value = try SeriesValue.read(&cursor)
        }
      } catch {
        throw .field(
          path: path, line: number, column: column, field: header.names[index],
          fault: error.fault)
      }
    }
    if cursor.hasField {
      let column = cursor.column
      var found = header.names.count
      while cursor.hasField, (try? cursor.skipField()) != nil { found += 1 }
      throw wrongCount(number, column, found: found)
    }
    if !isNumbered, let anchor = runs.first?.first.position,
      (row.position - anchor) % stepLength != 0
    {
      throw .offGrid(
        path: path, line: number, column: row.column,
        instant: "\(Timestamp(milliseconds: row.position))",
        step: Duration.milliseconds(stepLength).shortText,
        anchor: "\(Timestamp(milliseconds: anchor))")
    }
    append(row)
  }

  private mutating func append(_ row: Row) {
    hasValue = hasValue || row.value != nil
    if let last = runs.last {
      let next = last.row(last.count, unit: isNumbered ? 1 : stepLength)
      if (next.series, next.position, next.line, next.column)
        == (row.series, row.position, row.line, row.column)
      {
        runs[runs.count - 1].count += 1
        return values.append(row.value ?? .nan)
      }
    }
    runs.append(Run(first: row, count: 1, offset: values.count))
    values.append(row.value ?? .nan)
  }

  /// All rows on one calendar.
  func panel() throws(IngestionError) -> Panel {
    guard hasValue else { throw .noValues(path: path) }
    let unit = isNumbered ? 1 : stepLength
    var (first, last) = (
      [Int64](repeating: .max, count: table.entities.count),
      [Int64](repeating: .min, count: table.entities.count)
    )
    for run in runs {
      let series = run.first.series
      first[series] = min(first[series], run.first.position)
      last[series] = max(last[series], run.row(run.count - 1, unit: unit).position)
    }
    let (earliest, latest) = (first.min() ?? 0, last.max() ?? 0)
    let steps =
      isNumbered
      ? zip(first, last).map { $1 - $0 + 1 }.max() ?? 0 : (latest - earliest) / unit + 1
    guard steps <= Int64(SeriesValue.cellLimit / table.entities.count) else {
      throw .spanTooLong(
        path: path, series: table.entities.count, first: label(earliest), last: label(latest),
        steps: Int(steps))
    }
    let calendar = StepCalendar(
      start: Timestamp(milliseconds: isNumbered ? 0 : earliest),
      step: .milliseconds(stepLength), count: Int(steps))
    return try filled(Panel(entities: table.entities, calendar: calendar)) { row in
      Int(steps - 1 - ((isNumbered ? last[row.series] : latest) - row.position) / unit)
    }
  }

  private func filled(
    _ empty: Panel, placedBy place: (Row) -> Int
  ) throws(IngestionError) -> Panel {
    var panel = empty
    // The panel's own mask cannot tell a second row from a first one whose value is a gap.
    var seen = [Bool](repeating: false, count: panel.stepCount * panel.seriesCount)
    for run in runs {
      for index in 0..<run.count {
        let row = run.row(index, unit: isNumbered ? 1 : stepLength)
        let step = place(row)
        let cell = step * panel.seriesCount + row.series
        if seen[cell] {
          throw .doubledStep(
            path: path, line: row.line, column: row.column,
            series: table.entities[row.series].name, step: label(row.position))
        }
        seen[cell] = true
        let value = values[run.offset + index]
        panel[step, row.series] = value.isNaN ? nil : value
      }
    }
    return panel
  }

  /// The step number or milliseconds of `ds`.
  private mutating func position(_ cursor: inout FieldCursor) throws(FieldFaultError) -> Int64 {
    let text = try cursor.field()
    let isFirst = runs.isEmpty
    return try text.withBytes { bytes throws(FieldFaultError) in
      let trimmed = InstantText.trimmed(bytes)
      if case .whole(let number) = DecimalText.parse(trimmed),
        number.magnitude < InstantText.firstPanelSecond
      {
        if isFirst { isNumbered = true }
        if isNumbered { return number }
      }
      if isNumbered { throw FieldFaultError(.timeInsteadOfStep(FieldCursor.excerpt(trimmed))) }
      return try instants.milliseconds(of: bytes)
    }
  }

  private func label(_ position: Int64) -> String {
    isNumbered ? "step \(position)" : "\(Timestamp(milliseconds: position))"
  }

  private func wrongCount(_ line: Int, _ column: Int, found: Int) -> IngestionError {
    .fieldCount(
      path: path, line: line, column: column, expected: header.names.count, found: found)
  }
}

/// Numbers that only ever grow in count, in blocks: nothing is copied as they grow.
private struct ValueBlocks {
  private var blocks: [[Double]] = []
  private(set) var count = 0

  private static let size = 1 << 20

  mutating func append(_ value: Double) {
    if count % Self.size == 0 {
      blocks.append([])
      blocks[blocks.count - 1].reserveCapacity(Self.size)
    }
    blocks[blocks.count - 1].append(value)
    count += 1
  }

  subscript(index: Int) -> Double { blocks[index / Self.size][index % Self.size] }
}
