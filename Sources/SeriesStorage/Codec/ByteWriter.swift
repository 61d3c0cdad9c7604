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

  /// Appends blocks of up to 128 values, each with its own width in the byte before it.
  mutating func appendBlocks(_ values: [UInt64]) {
    for start in stride(from: 0, to: values.count, by: BitPacking.blockSize) {
      let block = values[start..<min(start + BitPacking.blockSize, values.count)]
      let width = BitPacking.width(of: block)
      bytes.append(UInt8(width))
      BitPacking.pack(block, width: width, into: &bytes)
    }
  }

  /// The bytes that `appendBlocks` would append.
  static func blocksByteCount(_ values: [UInt64]) -> Int {
    var total = 0
    for start in stride(from: 0, to: values.count, by: BitPacking.blockSize) {
      let block = values[start..<min(start + BitPacking.blockSize, values.count)]
      total += 1 + BitPacking.byteCount(block.count, width: BitPacking.width(of: block))
    }
    return total
  }
}
