/// Strictly ascending instants as differences of differences in their common unit.
///
/// A regular series leaves zeros, jitter of one unit leaves two bits; see `docs/formats/chunk.md`.
enum TimestampCodec {
  /// Appends the instants after the first one, which the chunk's header holds.
  static func encode(_ timestamps: [Int64], into writer: inout ByteWriter) {
    guard timestamps.count > 1 else { return }
    var steps = [UInt64](repeating: 0, count: timestamps.count - 1)
    for index in steps.indices {
      steps[index] = UInt64(bitPattern: timestamps[index + 1] &- timestamps[index])
    }
    let unit = CommonUnit(of: steps)
    steps = unit.quotients(steps)
    writer.appendVariable(unit.value)
    writer.appendVariable(steps[0])
    guard steps.count > 1 else { return }
    var changes = [UInt64](repeating: 0, count: steps.count - 1)
    for index in changes.indices {
      changes[index] = UInt64(zigzag: Int64(bitPattern: steps[index + 1] &- steps[index]))
    }
    writer.appendBlocks(changes)
  }

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
