/// Strictly ascending instants in a chunk of version 1: differences of differences in their common unit.
enum TimestampCodec1 {
  /// Reads `count` instants, the first of which is `first`.
  static func decode(
    _ reader: inout ByteReader, first: Int64, count: Int
  ) throws(ChunkDamage) -> [Int64] {
    var timestamps = [Int64](repeating: first, count: count)
    guard count > 1 else { return timestamps }
    let unit = try reader.nextVariable()
    var step = try reader.nextVariable()
    let changes = try reader.nextBlocks(count - 2)
    var (previous, ascends) = (first, true)
    for index in 1..<count {
      if index > 1 { step &+= changes[index - 2].unzigzagged }
      let (distance, overflows) = step.multipliedReportingOverflow(by: unit)
      let instant = previous &+ Int64(bitPattern: distance)
      ascends = ascends && !overflows && instant > previous
      timestamps[index] = instant
      previous = instant
    }
    guard ascends else { throw .invalid("its instants do not ascend") }
    return timestamps
  }
}
