/// The values of one column, without gaps, in the smallest of several encodings.
enum ValueCodec {
  /// Appends `values` and says how; `values` is not empty.
  static func encode(_ values: [Int64], into writer: inout ByteWriter) -> ValueEncoding {
    var (least, greatest) = (values[0], values[0])
    for value in values { (least, greatest) = (min(least, value), max(greatest, value)) }
    writer.append(least)
    if least == greatest { return .constant }
    let base = least
    var quotients = values.map { UInt64(bitPattern: $0 &- base) }
    let unit = CommonUnit(of: quotients)
    quotients = unit.quotients(quotients)
    writer.appendVariable(unit.value)
    return append(quotients, into: &writer)
  }

  private static func append(
    _ quotients: [UInt64], into writer: inout ByteWriter
  ) -> ValueEncoding {
    var changes = [UInt64](repeating: 0, count: quotients.count - 1)
    for index in changes.indices {
      changes[index] = UInt64(zigzag: Int64(bitPattern: quotients[index + 1] &- quotients[index]))
    }
    let offsetSize = ByteWriter.blocksByteCount(quotients)
    let deltaSize =
      ByteWriter.blocksByteCount(changes) + (70 - quotients[0].leadingZeroBitCount) / 7
    if let table = ValueDictionary(quotients) {
      let size =
        1 + ByteWriter.blocksByteCount(table.entries) + ByteWriter.blocksByteCount(table.indices)
      if size < min(offsetSize, deltaSize) {
        writer.append(UInt8(table.entries.count - 1))
        writer.appendBlocks(table.entries)
        writer.appendBlocks(table.indices)
        return .dictionary
      }
    }
    if deltaSize < offsetSize {
      writer.appendVariable(quotients[0])
      writer.appendBlocks(changes)
      return .delta
    }
    writer.appendBlocks(quotients)
    return .offset
  }

  /// Reads `count > 0` values.
  static func decode(
    _ reader: inout ByteReader, encoding: ValueEncoding, count: Int
  ) throws(ChunkDamage) -> [Int64] {
    let least = Int64(bitPattern: try reader.next(UInt64.self))
    if encoding == .constant { return [Int64](repeating: least, count: count) }
    let unit = try reader.nextVariable()
    let quotients = try quotients(&reader, encoding: encoding, count: count)
    return quotients.map { least &+ Int64(bitPattern: $0 &* unit) }
  }

  private static func quotients(
    _ reader: inout ByteReader, encoding: ValueEncoding, count: Int
  ) throws(ChunkDamage) -> [UInt64] {
    switch encoding {
    case .constant, .offset: return try reader.nextBlocks(count)
    case .delta:
      var values = [UInt64](repeating: try reader.nextVariable(), count: count)
      let changes = try reader.nextBlocks(count - 1)
      for index in changes.indices {
        values[index + 1] = values[index] &+ changes[index].unzigzagged
      }
      return values
    case .dictionary:
      let size = Int(try reader.next(UInt8.self)) + 1
      let entries = try reader.nextBlocks(size)
      var values = try reader.nextBlocks(count)
      for index in values.indices {
        guard values[index] < UInt64(size) else {
          throw .invalid("a value stands at \(values[index]) of a table of \(size)")
        }
        values[index] = entries[Int(values[index])]
      }
      return values
    }
  }
}
