/// The values of one column in a chunk of version 1.
enum ValueCodec1 {
  /// Reads `count > 0` values.
  static func decode(
    _ reader: inout ByteReader, encoding: ValueEncoding1, count: Int
  ) throws(ChunkDamage) -> [Int64] {
    let least = Int64(bitPattern: try reader.next(UInt64.self))
    if encoding == .constant { return [Int64](repeating: least, count: count) }
    let unit = try reader.nextVariable()
    let quotients = try quotients(&reader, encoding: encoding, count: count)
    return quotients.map { least &+ Int64(bitPattern: $0 &* unit) }
  }

  private static func quotients(
    _ reader: inout ByteReader, encoding: ValueEncoding1, count: Int
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
