import CCompression

/// The entropy stage: zstd frames with their size in the header, without a checksum of their own (the chunk has one).
///
/// Source: RFC 8878. Contexts are large and are kept for as long as their owner lives.
final class ZstandardEncoder {
  private let context: OpaquePointer
  private var room: [UInt8] = []

  /// Creates an encoder for `level`, 1 to 19.
  init(level: Int32) {
    guard let context = ZSTD_createCCtx() else { fatalError("no memory for a zstd context") }
    self.context = context
    ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, level)
  }

  deinit { ZSTD_freeCCtx(context) }

  /// One frame; `nil` where it would not be smaller than `limit` bytes.
  func frame(of bytes: ArraySlice<UInt8>, smallerThan limit: Int) -> [UInt8]? {
    guard limit > 0 else { return nil }
    if room.count < limit { room = [UInt8](repeating: 0, count: limit) }
    let size = room.withUnsafeMutableBytes { output in
      bytes.withUnsafeBytes { input in
        ZSTD_compress2(context, output.baseAddress, limit, input.baseAddress, input.count)
      }
    }
    // The only error that plain bytes can cause is a frame that does not fit.
    guard ZSTD_isError(size) == 0, size < limit else { return nil }
    return Array(room[..<size])
  }
}

/// Reads frames back.
final class ZstandardDecoder {
  private let context: OpaquePointer

  /// Creates a decoder.
  init() {
    guard let context = ZSTD_createDCtx() else { fatalError("no memory for a zstd context") }
    self.context = context
  }

  deinit { ZSTD_freeDCtx(context) }

  /// The content of the frame in `bytes[range]`, which must be `count` bytes.
  func content(
    of bytes: [UInt8], _ range: Range<Int>, count: Int
  ) throws(ChunkDamage) -> [UInt8] {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count)
    var result = 0
    let content = [UInt8](unsafeUninitializedCapacity: count) { output, initialised in
      bytes.withUnsafeBytes { input in
        result = ZSTD_decompressDCtx(
          context, output.baseAddress, count, input.baseAddress.map { $0 + range.lowerBound },
          range.count)
      }
      initialised = ZSTD_isError(result) == 0 ? min(result, count) : 0
    }
    guard ZSTD_isError(result) == 0, content.count == count else {
      throw .invalid("a compressed part does not unpack to \(count) bytes")
    }
    return content
  }
}
