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

  /// Bytes not yet read.
  var remaining: Int { end - offset }

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

  /// Reads a number of up to 128 bits and variable length.
  mutating func nextWideVariable() throws(ChunkDamage) -> UInt128 {
    var number: UInt128 = 0
    for index in 0..<19 {
      let byte = try next(UInt8.self)
      let bits = UInt128(byte & 0x7F)
      guard index < 18 || bits <= 3 else { throw .invalid("a number exceeds 128 bits") }
      number |= bits << UInt128(7 * index)
      if byte < 0x80 { return number }
    }
    throw .invalid("a number exceeds 128 bits")
  }

  /// Reads a compressed part of `length` bytes that unpacks to `count`.
  mutating func nextContent(
    _ length: Int, count: Int, _ decoder: ZstandardDecoder
  ) throws(ChunkDamage) -> [UInt8] {
    try require(length)
    defer { offset += length }
    return try decoder.content(of: bytes, offset..<(offset + length), count: count)
  }

  /// Reads `count` packed values of `width` bits into `values` from `place` on.
  mutating func nextPacked(
    width: Int, count: Int, into values: inout [UInt64], from place: Int
  ) throws(ChunkDamage) {
    let length = BitPacking.byteCount(count, width: width)
    try require(length)
    BitPacking.unpack(bytes, at: offset, width: width, count: count, into: &values, from: place)
    offset += length
  }

  /// Reads the blocks of `count` values, as version 1 wrote them.
  mutating func nextBlocks(_ count: Int) throws(ChunkDamage) -> [UInt64] {
    var values = [UInt64](repeating: 0, count: count)
    for start in stride(from: 0, to: count, by: BitPacking.blockSize) {
      let size = min(BitPacking.blockSize, count - start)
      let width = Int(try next(UInt8.self))
      guard width <= 64 else { throw .invalid("a block claims \(width) bits a value") }
      try nextPacked(width: width, count: size, into: &values, from: start)
    }
    return values
  }
}
