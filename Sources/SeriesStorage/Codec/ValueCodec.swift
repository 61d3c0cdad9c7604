/// The values of one column, without gaps, in the smallest of several encodings.
///
/// What is written depends on the encoding alone; the smallest value stands in the chunk's directory.
struct ValueCodec {
  let encoder: ZstandardEncoder
  /// Whether every encoding is tried with the entropy stage, or only those that promise most.
  let isThorough: Bool

  /// Distinct values beyond which no table is made.
  static let dictionaryLimit = 65_536

  /// Encodes whole numbers whose summary is `summary`.
  func encode(_ values: [Int64], _ summary: ColumnSummary) -> (ValueEncoding, [UInt8]) {
    if summary.least == summary.greatest { return (.constant, []) }
    var quotients = values.map { UInt64(bitPattern: $0 &- summary.least) }
    let unit = CommonUnit(of: quotients)
    quotients = unit.quotients(quotients)
    let limit = min(Self.dictionaryLimit, values.count / 2)
    let table = ValueDictionary(quotients, limit: limit)
    var best = changes(of: quotients, unit.value, withPlanes: isThorough || table == nil)
    let runs = Self.runs(of: quotients)
    if runs.values.count * 8 < values.count { keep(&best, self.runs(runs, unit.value)) }
    if let table { keep(&best, dictionary(table, unit.value)) }
    if table == nil || isThorough { keep(&best, offsets(quotients, unit.value)) }
    return best
  }

  /// Encodes the bit patterns of floating-point numbers.
  func encodePatterns(_ values: [Int64], _ summary: ColumnSummary) -> (ValueEncoding, [UInt8]) {
    if summary.least == summary.greatest { return (.constant, []) }
    var best = exclusive(values)
    let patterns = values.map { UInt64(bitPattern: $0 &- summary.least) }
    if let table = ValueDictionary(patterns, limit: min(Self.dictionaryLimit, values.count / 2)) {
      keep(&best, dictionary(table, 1))
    }
    return best
  }

  private func keep(
    _ best: inout (ValueEncoding, [UInt8]), _ other: (ValueEncoding, [UInt8])
  ) {
    if other.1.count < best.1.count { best = other }
  }

  private func offsets(_ quotients: [UInt64], _ unit: UInt64) -> (ValueEncoding, [UInt8]) {
    var writer = ByteWriter()
    writer.appendVariable(unit)
    NumberCodec.append(quotients, to: &writer, encoder)
    return (.offset, writer.bytes)
  }

  private func changes(
    of quotients: [UInt64], _ unit: UInt64, withPlanes: Bool
  ) -> (ValueEncoding, [UInt8]) {
    var changes = [UInt64](repeating: 0, count: quotients.count - 1)
    for index in changes.indices {
      changes[index] = UInt64(zigzag: Int64(bitPattern: quotients[index + 1] &- quotients[index]))
    }
    var writer = ByteWriter()
    writer.appendVariable(unit)
    writer.appendVariable(quotients[0])
    if withPlanes {
      NumberCodec.append(changes, to: &writer, encoder)
    } else {
      NumberCodec.appendBlocks(changes, to: &writer)
    }
    return (.delta, writer.bytes)
  }

  private func dictionary(_ table: ValueDictionary, _ unit: UInt64) -> (ValueEncoding, [UInt8]) {
    var writer = ByteWriter()
    writer.appendVariable(unit)
    writer.appendVariable(UInt64(table.entries.count - 1))
    NumberCodec.append(table.distances, to: &writer, encoder)
    NumberCodec.append(table.places, to: &writer, encoder)
    return (.dictionary, writer.bytes)
  }

  private func runs(
    _ runs: (values: [UInt64], lengths: [UInt64]), _ unit: UInt64
  ) -> (ValueEncoding, [UInt8]) {
    var writer = ByteWriter()
    writer.appendVariable(unit)
    writer.appendVariable(UInt64(runs.values.count))
    NumberCodec.append(runs.values, to: &writer, encoder)
    NumberCodec.append(runs.lengths.map { $0 - 1 }, to: &writer, encoder)
    return (.runs, writer.bytes)
  }

  private func exclusive(_ values: [Int64]) -> (ValueEncoding, [UInt8]) {
    var writer = ByteWriter()
    writer.append(values[0])
    let combined = (1..<values.count).map { UInt64(bitPattern: values[$0] ^ values[$0 - 1]) }
    NumberCodec.append(combined, to: &writer, encoder)
    return (.xor, writer.bytes)
  }

  private static func runs(of values: [UInt64]) -> (values: [UInt64], lengths: [UInt64]) {
    var (starts, lengths): ([UInt64], [UInt64]) = ([], [])
    var (current, length) = (values[0], UInt64(0))
    for value in values {
      if value == current {
        length += 1
        continue
      }
      starts.append(current)
      lengths.append(length)
      (current, length) = (value, 1)
    }
    return (starts + [current], lengths + [length])
  }
}

extension ByteReader {
  /// Reads `count > 0` values whose smallest is `least`.
  mutating func nextValues(
    _ encoding: ValueEncoding, count: Int, least: Int64, _ decoder: ZstandardDecoder
  ) throws(ChunkDamage) -> [Int64] {
    switch encoding {
    case .constant: return [Int64](repeating: least, count: count)
    case .xor: return try nextExclusive(count, decoder)
    case .offset, .delta, .dictionary, .runs: break
    }
    let unit = try nextVariable()
    switch encoding {
    case .dictionary: return try nextLookups(count, unit: unit, least: least, decoder)
    case .runs: return try nextRuns(count, unit: unit, least: least, decoder)
    case .delta:
      var quotient = try nextVariable()
      let changes = try nextNumbers(count - 1, decoder)
      var values = [Int64](repeating: least &+ Int64(bitPattern: quotient &* unit), count: count)
      for index in 1..<max(count, 1) {
        quotient = quotient &+ changes[index - 1].unzigzagged
        values[index] = least &+ Int64(bitPattern: quotient &* unit)
      }
      return values
    default:
      return try nextNumbers(count, decoder).map { least &+ Int64(bitPattern: $0 &* unit) }
    }
  }

  private mutating func nextLookups(
    _ count: Int, unit: UInt64, least: Int64, _ decoder: ZstandardDecoder
  ) throws(ChunkDamage) -> [Int64] {
    let last = try nextVariable()
    guard last < UInt64(ValueCodec.dictionaryLimit) else {
      throw .invalid("a table claims \(last) entries")
    }
    var sum: UInt64 = 0
    let table = try nextNumbers(Int(last) + 1, decoder).map { distance in
      sum &+= distance
      return least &+ Int64(bitPattern: sum &* unit)
    }
    let places = try nextNumbers(count, decoder)
    guard (places.max() ?? 0) < UInt64(table.count) else {
      throw .invalid("a value stands outside its table of \(table.count)")
    }
    return table.withUnsafeBufferPointer { table in
      places.map { table[Int(truncatingIfNeeded: $0)] }
    }
  }

  private mutating func nextRuns(
    _ count: Int, unit: UInt64, least: Int64, _ decoder: ZstandardDecoder
  ) throws(ChunkDamage) -> [Int64] {
    let runs = try nextVariable()
    guard runs > 0, runs <= UInt64(count) else { throw .invalid("\(runs) runs in \(count) values") }
    let quotients = try nextNumbers(Int(runs), decoder)
    let lengths = try nextNumbers(Int(runs), decoder)
    var values: [Int64] = []
    values.reserveCapacity(count)
    for (quotient, length) in zip(quotients, lengths) {
      guard length < UInt64(count - values.count) else { throw .invalid("its runs do not add up") }
      let value = least &+ Int64(bitPattern: quotient &* unit)
      values.append(contentsOf: repeatElement(value, count: Int(length) + 1))
    }
    guard values.count == count else { throw .invalid("its runs do not add up") }
    return values
  }

  private mutating func nextExclusive(
    _ count: Int, _ decoder: ZstandardDecoder
  ) throws(ChunkDamage) -> [Int64] {
    var pattern = try next(UInt64.self)
    var values = [Int64](repeating: Int64(bitPattern: pattern), count: count)
    let combined = try nextNumbers(count - 1, decoder)
    for index in 1..<max(count, 1) {
      pattern ^= combined[index - 1]
      values[index] = Int64(bitPattern: pattern)
    }
    return values
  }
}
