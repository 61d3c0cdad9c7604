internal import CapacityModel

/// Why a row cannot be read.
struct RowProblem: Error {
  /// Where in the line, bytes from its start.
  var offset: Int
  /// Which column; `nil` for the row as a whole.
  var column: Int?
  var problem: String
  var remedy: String
}

/// Reads the fields of one row into stored units.
struct RowParser {
  let layout: RowLayout
  let maxSize: Int64
  private(set) var entity: Range<Int> = 0..<0
  private(set) var instant: Int64 = 0
  /// One value a metric; `SampleBatch.missing` where the field is empty.
  private(set) var values: [Int64]
  private var fields: [Range<Int>] = []
  private let splitter: FieldSplitter
  /// Whether instants may be milliseconds, as some traces have them.
  private let guessesMilliseconds: Bool

  /// Seconds from which a number cannot be a time in seconds: the year 5000.
  private static let secondsLimit: Int64 = 95_617_584_000

  init(
    _ layout: RowLayout, delimiter: UInt8 = 0x2C, maxSize: ByteCount,
    guessesMilliseconds: Bool = false
  ) {
    (self.layout, self.maxSize) = (layout, maxSize.bytes)
    self.guessesMilliseconds = guessesMilliseconds
    splitter = FieldSplitter(delimiter: delimiter)
    values = Array(repeating: SampleBatch.missing, count: layout.metrics.count)
  }

  /// Reads a line; the results stand in `entity`, `instant` and `values`.
  mutating func parse(
    _ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>
  ) throws(RowProblem) {
    if let quote = splitter.split(bytes, line, into: &fields) {
      throw RowProblem(
        offset: quote - line.lowerBound, column: nil,
        problem: "a quote is not closed where a field ends",
        remedy: "close it, and double quotes inside quotes")
    }
    guard fields.count == layout.columns.count else {
      let at =
        fields.count > layout.columns.count
        ? fields[layout.columns.count].lowerBound : line.upperBound
      throw RowProblem(
        offset: at - line.lowerBound, column: nil,
        problem: "\(fields.count) fields where the header has \(layout.columns.count)",
        remedy: "quote fields that hold the delimiter, or complete the row")
    }
    var hasShares = false
    for (index, column) in layout.columns.enumerated() {
      let field = fields[index]
      do throws(FieldProblem) {
        switch column {
        case .entity:
          if field.isEmpty { throw FieldProblem("the entity has no name", "name it") }
          entity = field
        case .instant: instant = try time(bytes, field)
        case .metric(let slot, let scale):
          values[slot] = try value(bytes, field, slot: slot, scale: scale)
        case .share: hasShares = true
        case .ignored: break
        }
      } catch {
        throw problem(error, at: index, line)
      }
    }
    if hasShares { try resolveShares(bytes, line) }
  }

  private struct FieldProblem: Error {
    var problem: String
    var remedy: String
    init(_ problem: String, _ remedy: String) { (self.problem, self.remedy) = (problem, remedy) }
  }

  private func problem(_ error: FieldProblem, at index: Int, _ line: Range<Int>) -> RowProblem {
    RowProblem(
      offset: fields[index].lowerBound - line.lowerBound, column: index, problem: error.problem,
      remedy: error.remedy)
  }

  /// Per cent of the size in the same row.
  private mutating func resolveShares(
    _ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>
  ) throws(RowProblem) {
    let size = layout.configuredSlot.map { values[$0] } ?? SampleBatch.missing
    for (index, column) in layout.columns.enumerated() {
      guard case .share(let slot) = column else { continue }
      do throws(FieldProblem) {
        let percent: Double
        switch DecimalNumber.parse(bytes, fields[index]) {
        case .whole(let number): percent = Double(number)
        case .real(let number): percent = number
        case .notFinite, .none:
          if fields[index].isEmpty {
            values[slot] = SampleBatch.missing
            continue
          }
          throw FieldProblem(
            "'\(shown(bytes, fields[index]))' is no number", "write a per cent, or leave it empty")
        }
        guard percent >= 0, percent <= 100 else {
          throw FieldProblem("\(percent) % of the size cannot be", "give the metric in bytes")
        }
        guard size != SampleBatch.missing else {
          throw FieldProblem("a per cent without a size", "fill in 'configured' in the same row")
        }
        values[slot] = Int64((Double(size) * percent / 100).rounded())
      } catch {
        throw problem(error, at: index, line)
      }
    }
  }

  private func time(
    _ bytes: UnsafeBufferPointer<UInt8>, _ field: Range<Int>
  ) throws(FieldProblem) -> Int64 {
    switch DecimalNumber.parse(bytes, field) {
    case .whole(let number):
      if number.magnitude < UInt64(Self.secondsLimit) { return number * 1000 }
      if guessesMilliseconds, number.magnitude < UInt64(Self.secondsLimit * 1000) { return number }
      throw FieldProblem(
        "\(number) is beyond the year 5000 as epoch seconds",
        "if it is milliseconds, divide by 1000")
    case .real(let number) where number.magnitude < Double(Self.secondsLimit):
      return Int64((number * 1000).rounded())
    case .real, .notFinite, .none:
      if let instant = Timestamp(parsing: String(decoding: bytes[field], as: UTF8.self)) {
        return instant.milliseconds
      }
      throw FieldProblem(
        "'\(shown(bytes, field))' is no time",
        "write epoch seconds or RFC 3339, such as 2026-05-01T00:00:00Z")
    }
  }

  private func value(
    _ bytes: UnsafeBufferPointer<UInt8>, _ field: Range<Int>, slot: Int, scale: Double
  ) throws(FieldProblem) -> Int64 {
    if field.isEmpty { return SampleBatch.missing }
    let value: Double
    switch DecimalNumber.parse(bytes, field) {
    case .whole(let number):
      // The usual case stays in whole numbers.
      if number >= 0 {
        let (product, overflow) = number.multipliedReportingOverflow(by: Int64(scale))
        if !overflow, product <= maxSize || !layout.metrics[slot].isBytes { return product }
      }
      value = Double(number) * scale
    case .real(let number): value = number * scale
    case .notFinite:
      throw FieldProblem(
        "'\(shown(bytes, field))' is not a finite number",
        "leave the field empty where nothing was measured")
    case .none:
      throw FieldProblem(
        "'\(shown(bytes, field))' is no number", "leave the field empty where nothing was measured")
    }
    guard value >= 0 else {
      throw FieldProblem(
        "\(shown(bytes, field)) is negative", "leave the field empty where nothing was measured")
    }
    if layout.metrics[slot].isBytes, value > Double(maxSize) { throw tooLarge(value, scale) }
    guard value < 9e18 else {
      throw FieldProblem("\(shown(bytes, field)) is too large", "check its unit")
    }
    return Int64(value.rounded())
  }

  /// Says which unit would make sense of a size that is too large.
  private func tooLarge(_ value: Double, _ scale: Double) -> FieldProblem {
    let given = ByteCount(Int64(min(value, 9e18)))
    let units: [(String, Double)] = [("_mib", 1_048_576), ("_kib", 1024), ("_bytes", 1)]
    let raw = value / scale
    let sensible = units.first { $0.1 < scale && raw * $0.1 <= Double(maxSize) }
    let hint = sensible.map {
      "in a column named …\($0.0) it would be \(ByteCount(Int64(raw * $0.1)))"
    }
    return FieldProblem(
      "\(given) is above the largest size believed (\(ByteCount(maxSize)))",
      "\(hint ?? "check its unit"); if it is right, raise --max-size")
  }

  private func shown(_ bytes: UnsafeBufferPointer<UInt8>, _ field: Range<Int>) -> String {
    let text = String(
      decoding: bytes[field.lowerBound..<min(field.upperBound, field.lowerBound + 40)],
      as: UTF8.self)
    return text
  }
}
