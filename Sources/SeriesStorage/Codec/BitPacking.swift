/// Whole numbers of one width, side by side without padding, lowest bit first.
///
/// This file and `Checksum` are the only places of the store that touch raw memory. Each function states the bounds
/// that its caller must have checked and checks them once more in `precondition`, once a block and not once a value.
enum BitPacking {
  /// Values in a full block.
  static let blockSize = 128
  /// Bytes that must be readable after the last packed byte, so that a value is fetched with one unaligned load.
  static let slack = 16

  /// The bits that the largest of `values` needs; 0 where all are 0.
  @inline(__always)
  static func width(of values: ArraySlice<UInt64>) -> Int {
    var union: UInt64 = 0
    for value in values { union |= value }
    return 64 - union.leadingZeroBitCount
  }

  /// The bytes that `count` values of `width` bits take.
  @inline(__always)
  static func byteCount(_ count: Int, width: Int) -> Int { (count * width + 7) / 8 }

  /// Appends `values`, each of at most `width` bits.
  static func pack(_ values: ArraySlice<UInt64>, width: Int, into bytes: inout [UInt8]) {
    guard width > 0 else { return }
    let start = bytes.count
    let length = byteCount(values.count, width: width)
    // The last store writes eight bytes whatever is left of the block.
    bytes.append(contentsOf: repeatElement(0, count: length + 8))
    bytes.withUnsafeMutableBytes { raw in
      var (held, heldBits, offset) = (UInt64(0), 0, start)
      for value in values {
        held |= value &<< UInt64(heldBits)
        let free = 64 &- heldBits
        if width < free {
          heldBits &+= width
          continue
        }
        raw.storeBytes(of: held.littleEndian, toByteOffset: offset, as: UInt64.self)
        offset &+= 8
        held = free == 64 ? 0 : value &>> UInt64(free)
        heldBits = width &- free
      }
      if heldBits > 0 {
        raw.storeBytes(of: held.littleEndian, toByteOffset: offset, as: UInt64.self)
      }
    }
    bytes.removeLast(8)
  }

  /// Reads `count` values of `width` bits that start at `offset` into `values` from `place` on.
  ///
  /// `bytes` must hold `slack` bytes after the packed ones.
  static func unpack(
    _ bytes: [UInt8], at offset: Int, width: Int, count: Int, into values: inout [UInt64],
    from place: Int
  ) {
    guard width > 0 else { return }
    precondition(
      width <= 64 && offset >= 0 && count >= 0 && place >= 0 && place + count <= values.count
        && offset + byteCount(count, width: width) + slack <= bytes.count,
      "\(count) values of \(width) bits at \(offset) of \(bytes.count)")
    let mask = width == 64 ? UInt64.max : (1 &<< UInt64(width)) &- 1
    bytes.withUnsafeBytes { raw in
      values.withUnsafeMutableBufferPointer { out in
        var bit = offset &* 8
        for index in place..<(place &+ count) {
          let byte = bit &>> 3
          let shift = UInt64(bit & 7)
          var value = load(raw, byte) &>> shift
          // Up to 7 + 64 bits: the ninth byte matters only to values wider than 57 bits.
          if width > 57 && shift > 0 { value |= UInt64(raw[byte &+ 8]) &<< (64 &- shift) }
          out[index] = value & mask
          bit &+= width
        }
      }
    }
  }

  @inline(__always)
  private static func load(_ raw: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
    UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }
}
