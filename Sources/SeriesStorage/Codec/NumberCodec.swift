/// A sequence of unsigned numbers whose count the reader knows, in the smaller of two forms.
enum NumberCodec {
  /// How the numbers lie in the file; the raw value never changes meaning.
  enum Form: UInt8 {
    /// Bit-packed blocks with patches.
    case blocks = 0
    /// Byte planes through the entropy stage.
    case planes = 1
  }

  /// Appends `values`; none at all leave nothing.
  static func append(_ values: [UInt64], to writer: inout ByteWriter, _ encoder: ZstandardEncoder) {
    guard !values.isEmpty else { return }
    var planes = ByteWriter()
    BytePlanes.append(values, to: &planes, encoder)
    if planes.bytes.count <= PatchedBlocks.byteCount(values) {
      writer.bytes.append(Form.planes.rawValue)
      writer.bytes.append(contentsOf: planes.bytes)
    } else {
      appendBlocks(values, to: &writer)
    }
  }

  /// Appends `values` bit-packed, whatever planes would take.
  static func appendBlocks(_ values: [UInt64], to writer: inout ByteWriter) {
    guard !values.isEmpty else { return }
    writer.bytes.append(Form.blocks.rawValue)
    PatchedBlocks.append(values, to: &writer)
  }
}

extension ByteReader {
  /// Reads `count` numbers.
  mutating func nextNumbers(
    _ count: Int, _ decoder: ZstandardDecoder
  ) throws(ChunkDamage) -> [UInt64] {
    guard count > 0 else { return [] }
    let form = try next(UInt8.self)
    switch NumberCodec.Form(rawValue: form) {
    case .blocks: return try nextPatchedBlocks(count)
    case .planes: return try nextPlanes(count, decoder)
    case nil: throw .invalid("numbers have the unknown form \(form)")
    }
  }
}
