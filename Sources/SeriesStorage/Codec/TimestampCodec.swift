/// Strictly ascending instants as deviations from a nominal step.
///
/// A regular series leaves zeros, which take two bytes however many they are; jitter of some samples leaves a few small
/// numbers among zeros; see `docs/formats/chunk.md`.
enum TimestampCodec {
  /// Appends the instants after the first one, which the chunk's header holds.
  static func append(
    _ timestamps: [Int64], to writer: inout ByteWriter, _ encoder: ZstandardEncoder
  ) {
    guard timestamps.count > 1 else { return }
    var steps = [UInt64](repeating: 0, count: timestamps.count - 1)
    for index in steps.indices {
      steps[index] = UInt64(bitPattern: timestamps[index + 1] &- timestamps[index])
    }
    let unit = CommonUnit(of: steps)
    steps = unit.quotients(steps)
    let nominal = nominal(of: steps)
    writer.appendVariable(unit.value)
    writer.appendVariable(nominal)
    let deviations = steps.map { UInt64(zigzag: Int64(bitPattern: $0 &- nominal)) }
    NumberCodec.append(deviations, to: &writer, encoder)
  }

  /// The step that most distances equal, if one does; else whichever is left of pairing off unequal ones.
  ///
  /// Source: Boyer & Moore (1991), "MJRTY: A Fast Majority Vote Algorithm".
  private static func nominal(of steps: [UInt64]) -> UInt64 {
    var (candidate, lead) = (steps[0], 0)
    for step in steps {
      if lead == 0 { candidate = step }
      lead += step == candidate ? 1 : -1
    }
    return candidate
  }
}

extension ByteReader {
  /// Reads `count` instants, the first of which is `first`.
  mutating func nextTimestamps(
    _ count: Int, first: Int64, _ decoder: ZstandardDecoder
  ) throws(ChunkDamage) -> [Int64] {
    guard count > 1 else { return [first] }
    let unit = try nextVariable()
    let nominal = try nextVariable()
    let deviations = try nextNumbers(count - 1, decoder)
    var timestamps = [Int64](repeating: first, count: count)
    var (previous, ascends) = (first, true)
    for index in 1..<count {
      let step = nominal &+ deviations[index - 1].unzigzagged
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
