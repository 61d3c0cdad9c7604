/// Puts the parts of a chunk one after the other, little-endian.
struct ByteWriter {
  /// What was written so far.
  var bytes: [UInt8] = []

  /// Appends a fixed-width number.
  mutating func append<Number: FixedWidthInteger>(_ number: Number) {
    var rest = number.littleEndian
    for _ in 0..<(Number.bitWidth / 8) {
      bytes.append(UInt8(truncatingIfNeeded: rest))
      rest = Number.bitWidth == 8 ? 0 : rest >> 8
    }
  }

  /// Appends seven bits a byte, lowest first, the high bit set on all but the last byte.
  mutating func appendVariable(_ number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  /// Appends a number of up to 128 bits in the same way.
  mutating func appendWideVariable(_ number: UInt128) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}
