internal import CCompression

/// One of the system's codecs, as a stream. Concatenated members, frames and streams are one file.
final class Decompressor {
  /// The codecs, known by their first bytes.
  enum Codec: CaseIterable {
    case gzip
    case zstd
    case xz

    /// The codec whose data begins like this.
    init?(magic: [UInt8]) {
      guard let codec = Self.allCases.first(where: { magic.starts(with: $0.magic) }) else {
        return nil
      }
      self = codec
    }

    var name: String {
      switch self {
      case .gzip: ".gz"
      case .zstd: ".zst"
      case .xz: ".xz"
      }
    }

    private var magic: [UInt8] {
      switch self {
      case .gzip: [0x1F, 0x8B]
      case .zstd: [0x28, 0xB5, 0x2F, 0xFD]
      case .xz: [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]
      }
    }

    fileprivate var code: Int32 {
      switch self {
      case .gzip: Int32(CC_GZIP)
      case .zstd: Int32(CC_ZSTD)
      case .xz: Int32(CC_XZ)
      }
    }
  }

  /// Bytes that tell every codec.
  static let magicLength = 6
  /// Bytes made at most in one step.
  private static let step = 1 << 20

  let codec: Codec
  private let name: String
  private let handle: OpaquePointer
  /// Whether the data may end here: between two members, or in the padding behind the last.
  private(set) var isAtBoundary = false
  /// Whether the last step filled its room, so that more may come without further input.
  private(set) var mayHoldOutput = false

  init(_ codec: Codec, name: String) throws(IngestionError) {
    guard let handle = cc_open(codec.code) else {
      throw .unreadable(path: name, reason: "no memory for the decoder")
    }
    (self.codec, self.name, self.handle) = (codec, name, handle)
  }

  deinit { cc_close(handle) }

  /// Decompresses what `input` holds from `consumed` on, moves `consumed`, and appends to `output`.
  ///
  /// - Returns: Bytes appended.
  func decompress(
    _ input: inout [UInt8], from consumed: inout Int, into output: inout [UInt8]
  ) throws(IngestionError) -> Int {
    if isAtBoundary {
      // xz may be padded with zeros to multiples of four.
      while codec == .xz, consumed < input.count, input[consumed] == 0 { consumed += 1 }
      if consumed == input.count {
        mayHoldOutput = false
        return 0
      }
    }
    var (used, made) = (0, 0)
    let before = output.count
    output.append(contentsOf: repeatElement(0, count: Self.step))
    let status = input.withUnsafeBufferPointer { source in
      output.withUnsafeMutableBufferPointer { target in
        cc_step(
          handle, source.baseAddress.map { $0 + consumed }, source.count - consumed, &used,
          target.baseAddress! + before, Self.step, &made)
      }
    }
    output.removeLast(Self.step - made)
    consumed += used
    mayHoldOutput = made == Self.step
    guard status >= 0 else {
      if status == Int32(CC_MEMORY) {
        throw .unreadable(path: name, reason: "the \(codec.name) data needs too much memory")
      }
      throw .corruptArchive(path: name, codec: codec.name)
    }
    isAtBoundary = status == Int32(CC_END) || (isAtBoundary && used == 0)
    return made
  }
}
