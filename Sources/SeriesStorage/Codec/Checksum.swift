/// CRC-32C (Castagnoli): reflected polynomial 0x82F63B78, initial value and final XOR 0xFFFFFFFF.
///
/// Detects every single flipped bit and every burst of up to 32 bits. Source: Castagnoli, Bräuer & Herrmann (1993),
/// IEEE Transactions on Communications 41(6); eight bytes a round by tables as in Kounavis & Berry (2005).
package struct Checksum: Sendable {
  private static let tables: [UInt32] = {
    var tables = [UInt32](repeating: 0, count: 8 * 256)
    for byte in 0..<256 {
      var remainder = UInt32(byte)
      for _ in 0..<8 {
        remainder = remainder & 1 == 1 ? (remainder >> 1) ^ 0x82F6_3B78 : remainder >> 1
      }
      tables[byte] = remainder
    }
    for index in 256..<(8 * 256) {
      let previous = tables[index - 256]
      tables[index] = (previous >> 8) ^ tables[Int(previous & 0xFF)]
    }
    return tables
  }()

  private var state: UInt32 = 0xFFFF_FFFF

  /// The checksum of nothing yet.
  package init() {}

  /// The checksum of all bytes so far.
  package var value: UInt32 { state ^ 0xFFFF_FFFF }

  /// Takes in the little-endian bytes of `number`.
  package mutating func combine(_ number: UInt64) {
    Self.tables.withUnsafeBufferPointer { state = Self.advanced(state, by: number, $0) }
  }

  /// Takes in `bytes`.
  package mutating func combine(_ bytes: ArraySlice<UInt8>) {
    Self.tables.withUnsafeBufferPointer { tables in
      bytes.withUnsafeBytes { raw in
        var state = state
        var offset = 0
        while offset + 8 <= raw.count {
          let word = UInt64(
            littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
          state = Self.advanced(state, by: word, tables)
          offset += 8
        }
        while offset < raw.count {
          state = (state >> 8) ^ tables[Int(UInt8(truncatingIfNeeded: state) ^ raw[offset])]
          offset += 1
        }
        self.state = state
      }
    }
  }

  /// The checksum of `bytes`.
  package static func of(_ bytes: some Sequence<UInt8>) -> UInt32 {
    var checksum = Checksum()
    checksum.combine(Array(bytes)[...])
    return checksum.value
  }

  @inline(__always)
  private static func advanced(
    _ state: UInt32, by word: UInt64, _ tables: UnsafeBufferPointer<UInt32>
  ) -> UInt32 {
    let mixed = word ^ UInt64(state)
    var next: UInt32 = 0
    for lane in 0..<8 {
      let byte = Int(UInt8(truncatingIfNeeded: mixed &>> (8 &* UInt64(lane))))
      next ^= tables[(7 &- lane) &* 256 &+ byte]
    }
    return next
  }
}
