internal import CCompression

/// How a file is packed. Its first bytes say so; its name is not asked.
public enum Compression: String, CaseIterable, Hashable, Sendable {
  /// gzip (RFC 1952), members concatenated or not.
  case gzip
  /// Zstandard (RFC 8878), any number of frames, skippable ones too.
  case zstd
  /// xz, any number of streams.
  case xz

  /// The longest magic number, bytes.
  static let magicLength = 6

  /// What `head`, the first bytes of a file or of a further member, announces; `nil` for plain data.
  init?(head: some Collection<UInt8>) {
    let bytes = Array(head.prefix(Self.magicLength))
    if bytes.starts(with: [0x1F, 0x8B]) {
      self = .gzip
    } else if bytes.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) {
      self = .zstd
    } else if bytes.count >= 4, bytes[0] & 0xF0 == 0x50,
      bytes[1...].starts(with: [0x2A, 0x4D, 0x18])
    {
      self = .zstd
    } else if bytes.starts(with: [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]) {
      self = .xz
    } else {
      return nil
    }
  }

  /// The number that the C decoders know this format by.
  var code: Int32 {
    switch self {
    case .gzip: CC_GZIP
    case .zstd: CC_ZSTD
    case .xz: CC_XZ
    }
  }

  /// The customary ending of a file's name, with its dot.
  public var suffix: String {
    switch self {
    case .gzip: ".gz"
    case .zstd: ".zst"
    case .xz: ".xz"
    }
  }
}
