/// Takes the parts of a chunk one after the other and never reads beyond its end.
struct ByteReader {
  private let bytes: [UInt8]
  private let end: Int
  /// The next byte to be read.
  private(set) var offset: Int

  /// Reads `bytes` from `offset` up to `end`; `BitPacking.slack` bytes must follow `end`.
  init(_ bytes: [UInt8], from offset: Int, to end: Int) {
    precondition(
      offset >= 0 && offset <= end && end + BitPacking.slack <= bytes.count,
      "\(offset)..<\(end) of \(bytes.count)")
    (self.bytes, self.end, self.offset) = (bytes, end, offset)
  }

  /// Whether everything was read.
  var isAtEnd: Bool { offset == end }

  private func require(_ count: Int) throws(ChunkDamage) {
    guard count <= end - offset else { throw .truncated(bytes: end) }
  }

  /// Reads a fixed-width number.
  mutating func next<Number: FixedWidthInteger & UnsignedInteger>(
    _ type: Number.Type
  ) throws(ChunkDamage) -> Number {
    let size = Number.bitWidth / 8
    try require(size)
    var number: Number = 0
    for index in 0..<size {
      number |= Number(truncatingIfNeeded: bytes[offset + index]) << Number(8 * index)
    }
    offset += size
    return number
  }

  /// Reads a number of variable length.
  mutating func nextVariable() throws(ChunkDamage) -> UInt64 {
    var number: UInt64 = 0
    for index in 0..<10 {
      let byte = try next(UInt8.self)
      let bits = UInt64(byte & 0x7F)
      guard index < 9 || bits <= 1 else { throw .invalid("a number exceeds 64 bits") }
      number |= bits << UInt64(7 * index)
      if byte < 0x80 { return number }
    }
    throw .invalid("a number exceeds 64 bits")
  }

  /// Reads `count` bytes.
  mutating func nextBytes(_ count: Int) throws(ChunkDamage) -> ArraySlice<UInt8> {
    try require(count)
    defer { offset += count }
    return bytes[offset..<(offset + count)]
  }

  /// Reads the blocks of `count` values.
  mutating func nextBlocks(_ count: Int) throws(ChunkDamage) -> [UInt64] {
    var values = [UInt64](repeating: 0, count: count)
    for start in stride(from: 0, to: count, by: BitPacking.blockSize) {
      let size = min(BitPacking.blockSize, count - start)
      let width = Int(try next(UInt8.self))
      guard width <= 64 else { throw .invalid("a block claims \(width) bits a value") }
      let length = BitPacking.byteCount(size, width: width)
      try require(length)
      BitPacking.unpack(bytes, at: offset, width: width, count: size, into: &values, from: start)
      offset += length
    }
    return values
  }
}
