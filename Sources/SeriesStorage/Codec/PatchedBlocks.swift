/// Blocks of up to 128 numbers, each with the width that costs least and the few wider numbers patched in.
///
/// Source: Zukowski, Héman, Nes & Boncz (2006), "Super-Scalar RAM-CPU Cache Compression", ICDE (PFOR); here with the
/// patches' high parts behind the block.
enum PatchedBlocks {
  /// How one block is written.
  private struct Plan {
    var width: Int
    var patches: Int
    var byteCount: Int
  }

  /// The bytes that `append` would append.
  static func byteCount(_ values: [UInt64]) -> Int {
    var total = 0
    forEachBlock(values) { total += plan($0).byteCount }
    return total
  }

  /// Appends the blocks of `values`.
  static func append(_ values: [UInt64], to writer: inout ByteWriter) {
    forEachBlock(values) { block in
      let plan = plan(block)
      writer.bytes.append(UInt8(plan.width))
      writer.bytes.append(UInt8(plan.patches))
      if plan.patches == 0 {
        BitPacking.pack(block, width: plan.width, into: &writer.bytes)
        return
      }
      let mask: UInt64 = plan.width == 0 ? 0 : (1 << UInt64(plan.width)) - 1
      let low = block.map { $0 & mask }
      BitPacking.pack(low[...], width: plan.width, into: &writer.bytes)
      for (position, value) in block.enumerated() where value > mask {
        writer.bytes.append(UInt8(position))
        writer.appendVariable(value >> UInt64(plan.width))
      }
    }
  }

  private static func forEachBlock(_ values: [UInt64], _ body: (ArraySlice<UInt64>) -> Void) {
    for start in stride(from: 0, to: values.count, by: BitPacking.blockSize) {
      body(values[start..<min(start + BitPacking.blockSize, values.count)])
    }
  }

  /// The width for which packed numbers and patches together are smallest.
  private static func plan(_ block: ArraySlice<UInt64>) -> Plan {
    var widths = InlineArray<65, Int>(repeating: 0)
    for value in block { widths[64 &- value.leadingZeroBitCount] += 1 }
    var widest = 64
    while widest > 0, widths[widest] == 0 { widest -= 1 }
    var best = Plan(
      width: widest, patches: 0,
      byteCount: 2 + BitPacking.byteCount(block.count, width: widest))
    for width in stride(from: widest - 1, through: 0, by: -1) {
      var (patches, patchBytes) = (0, 0)
      for wider in (width + 1)...widest where widths[wider] > 0 {
        patches += widths[wider]
        patchBytes += widths[wider] * (1 + (wider - width + 6) / 7)
      }
      if patches > block.count / 4 { break }
      let size = 2 + BitPacking.byteCount(block.count, width: width) + patchBytes
      if size < best.byteCount { best = Plan(width: width, patches: patches, byteCount: size) }
    }
    return best
  }
}

extension ByteReader {
  /// Reads the patched blocks of `count` numbers.
  mutating func nextPatchedBlocks(_ count: Int) throws(ChunkDamage) -> [UInt64] {
    var values = [UInt64](repeating: 0, count: count)
    for start in stride(from: 0, to: count, by: BitPacking.blockSize) {
      let size = min(BitPacking.blockSize, count - start)
      let width = Int(try next(UInt8.self))
      let patches = Int(try next(UInt8.self))
      guard width <= 64, patches <= size else {
        throw .invalid("a block claims \(width) bits a value and \(patches) patches")
      }
      try nextPacked(width: width, count: size, into: &values, from: start)
      for _ in 0..<patches {
        let position = Int(try next(UInt8.self))
        let high = try nextVariable()
        guard position < size, width < 64, high > 0, high <= UInt64.max >> UInt64(width) else {
          throw .invalid("a patch at \(position) does not fit its block")
        }
        values[start + position] |= high << UInt64(width)
      }
    }
    return values
  }
}
