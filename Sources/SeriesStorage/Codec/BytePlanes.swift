/// Numbers as planes: all lowest bytes, then all second bytes, and so on, each through the entropy stage on its own.
///
/// The planes of a dictionary's places, or of small deviations, have few distinct bytes each, which the entropy stage
/// codes in fractions of a byte; side by side they would spoil each other's statistics.
enum BytePlanes {
  /// How a plane lies in the file; the raw value never changes meaning.
  enum Kind: UInt8 {
    /// As it is.
    case plain = 0
    /// One zstd frame, its length before it.
    case packed = 1
    /// One byte that stands for all.
    case constant = 2
  }

  /// Appends the number of planes and the planes of `values`.
  static func append(_ values: [UInt64], to writer: inout ByteWriter, _ encoder: ZstandardEncoder) {
    var union: UInt64 = 0
    for value in values { union |= value }
    let count = (64 - union.leadingZeroBitCount + 7) / 8
    writer.bytes.append(UInt8(count))
    for plane in 0..<count {
      let shift = UInt64(8 * plane)
      append(values.map { UInt8(truncatingIfNeeded: $0 &>> shift) }, to: &writer, encoder)
    }
  }

  /// Appends one plane; `bytes` is not empty.
  static func append(_ bytes: [UInt8], to writer: inout ByteWriter, _ encoder: ZstandardEncoder) {
    if bytes.allSatisfy({ $0 == bytes[0] }) {
      writer.bytes.append(contentsOf: [Kind.constant.rawValue, bytes[0]])
    } else if let frame = encoder.frame(of: bytes[...], smallerThan: bytes.count - 2) {
      writer.bytes.append(Kind.packed.rawValue)
      writer.appendVariable(UInt64(frame.count))
      writer.bytes.append(contentsOf: frame)
    } else {
      writer.bytes.append(Kind.plain.rawValue)
      writer.bytes.append(contentsOf: bytes)
    }
  }
}

extension ByteReader {
  /// Reads one plane of `count > 0` bytes.
  mutating func nextPlane(
    _ count: Int, _ decoder: ZstandardDecoder
  ) throws(ChunkDamage) -> [UInt8] {
    let kind = try next(UInt8.self)
    switch BytePlanes.Kind(rawValue: kind) {
    case .plain: return Array(try nextBytes(count))
    case .constant: return [UInt8](repeating: try next(UInt8.self), count: count)
    case .packed:
      let length = try nextVariable()
      guard length <= UInt64(remaining) else { throw .truncated(bytes: offset + remaining) }
      return try nextContent(Int(length), count: count, decoder)
    case nil: throw .invalid("a plane has the unknown kind \(kind)")
    }
  }

  /// Reads the planes of `count` numbers.
  mutating func nextPlanes(
    _ count: Int, _ decoder: ZstandardDecoder
  ) throws(ChunkDamage) -> [UInt64] {
    let planes = Int(try next(UInt8.self))
    guard planes <= 8 else { throw .invalid("numbers of \(planes) bytes") }
    if planes == 0 { return [UInt64](repeating: 0, count: count) }
    let lowest = try nextPlane(count, decoder)
    if planes == 1 { return lowest.map { UInt64($0) } }
    let second = try nextPlane(count, decoder)
    var values = [UInt64](unsafeUninitializedCapacity: count) { out, initialised in
      for index in 0..<count { out[index] = UInt64(lowest[index]) | UInt64(second[index]) << 8 }
      initialised = count
    }
    for plane in stride(from: 2, to: planes, by: 1) {
      let bytes = try nextPlane(count, decoder)
      let shift = UInt64(8 * plane)
      for index in 0..<count { values[index] |= UInt64(bytes[index]) << shift }
    }
    return values
  }
}
