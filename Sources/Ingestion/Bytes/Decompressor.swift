internal import CCompression

/// A streaming decoder of one of the system's libraries; the only place that calls them.
final class Decompressor {
  /// The most a decoder may take: the window of `xz -9` is 64 MiB, the largest that zstd opens unasked 128 MiB.
  static let memoryLimit: UInt64 = 256 << 20

  /// How a step ended.
  enum Outcome {
    /// More input or more room is needed.
    case more
    /// A member is complete.
    case memberEnd
    /// The bytes are damaged.
    case corrupt
    /// The window is larger than `memoryLimit`, or no memory is left.
    case tooLarge
  }

  private let decoder: OpaquePointer

  /// Creates a decoder; `nil` where memory is short.
  init?(_ compression: Compression) {
    guard let decoder = cc_decoder_create(compression.code, Self.memoryLimit) else { return nil }
    self.decoder = decoder
  }

  deinit { cc_decoder_destroy(decoder) }

  /// Makes ready for the next member; false where memory is short.
  func reset() -> Bool { cc_decoder_reset(decoder) == CC_MORE }

  /// Decodes as much of `input` as fits into `output`.
  func step(
    from input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> (outcome: Outcome, consumed: Int, produced: Int) {
    var (consumed, produced) = (0, 0)
    // The libraries want addresses even where there is nothing to read.
    var nothing: UInt8 = 0
    let code = withUnsafePointer(to: &nothing) { placeholder in
      cc_decoder_step(
        decoder, input.baseAddress?.assumingMemoryBound(to: UInt8.self) ?? placeholder,
        input.count, &consumed, output.baseAddress?.assumingMemoryBound(to: UInt8.self),
        output.count, &produced)
    }
    let outcome: Outcome =
      switch code {
      case CC_MORE: .more
      case CC_MEMBER_END: .memberEnd
      case CC_CORRUPT: .corrupt
      default: .tooLarge
      }
    return (outcome, consumed, produced)
  }
}
