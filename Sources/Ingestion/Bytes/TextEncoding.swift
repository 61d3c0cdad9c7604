/// How the text of a file is encoded. Its first bytes say so; readers see UTF-8 without a mark.
public enum TextEncoding: String, CaseIterable, Hashable, Sendable {
  /// UTF-8 without a byte order mark; also any bytes that announce nothing else.
  case utf8 = "UTF-8"
  /// UTF-8 behind a byte order mark.
  case utf8WithMark = "UTF-8 with a byte order mark"
  /// UTF-16, low byte first, as Windows programs and PowerShell 5.1 save text.
  case utf16LittleEndian = "UTF-16 (little-endian)"
  /// UTF-16, high byte first.
  case utf16BigEndian = "UTF-16 (big-endian)"
  /// UTF-32 behind a byte order mark, which is refused.
  case utf32 = "UTF-32"

  /// As many bytes decide.
  static let headLength = 4

  /// What `head`, the first plain bytes of a file, announces: a byte order mark, or two ASCII characters with zeros
  /// beside them, which is UTF-16 without a mark.
  init(head: some Collection<UInt8>) {
    let bytes = Array(head.prefix(Self.headLength))
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      self = .utf8WithMark
    } else if bytes == [0xFF, 0xFE, 0, 0] || bytes == [0, 0, 0xFE, 0xFF] {
      self = .utf32
    } else if bytes.starts(with: [0xFF, 0xFE]) {
      self = .utf16LittleEndian
    } else if bytes.starts(with: [0xFE, 0xFF]) {
      self = .utf16BigEndian
    } else if bytes.count == 4, bytes[0] != 0, bytes[1] == 0, bytes[2] != 0, bytes[3] == 0 {
      self = .utf16LittleEndian
    } else if bytes.count == 4, bytes[0] == 0, bytes[1] != 0, bytes[2] == 0, bytes[3] != 0 {
      self = .utf16BigEndian
    } else {
      self = .utf8
    }
  }

  /// The length of the byte order mark that `head` starts with.
  func markLength(of head: some Collection<UInt8>) -> Int {
    switch self {
    case .utf8WithMark: 3
    case .utf16LittleEndian where head.starts(with: [0xFF, 0xFE]): 2
    case .utf16BigEndian where head.starts(with: [0xFE, 0xFF]): 2
    default: 0
    }
  }
}

/// Turns UTF-16 into UTF-8, piece by piece. A surrogate without its partner, and half a unit at the end, become U+FFFD.
struct UTF16Transcoder {
  private let isBigEndian: Bool
  /// The first byte of a unit whose second has not come yet.
  private var half: UInt8?
  /// A high surrogate that waits for its low one.
  private var high: UInt32?

  /// Creates a transcoder; `nil` for text that is not UTF-16.
  init?(_ encoding: TextEncoding) {
    switch encoding {
    case .utf16LittleEndian: isBigEndian = false
    case .utf16BigEndian: isBigEndian = true
    default: return nil
    }
  }

  /// Appends `bytes` to `text` as UTF-8.
  mutating func transcode(_ bytes: ArraySlice<UInt8>, into text: inout [UInt8]) {
    for byte in bytes {
      guard let first = half else {
        half = byte
        continue
      }
      half = nil
      add(
        isBigEndian ? UInt32(first) << 8 | UInt32(byte) : UInt32(byte) << 8 | UInt32(first), &text)
    }
  }

  /// Appends what stands for units that never came whole.
  mutating func finish(into text: inout [UInt8]) {
    if high != nil { Self.append(0xFFFD, &text) }
    if half != nil { Self.append(0xFFFD, &text) }
    (high, half) = (nil, nil)
  }

  private mutating func add(_ unit: UInt32, _ text: inout [UInt8]) {
    if let first = high {
      high = nil
      if unit & 0xFC00 == 0xDC00 {
        return Self.append(0x10000 + (first & 0x3FF) << 10 + unit & 0x3FF, &text)
      }
      Self.append(0xFFFD, &text)
    }
    switch unit & 0xFC00 {
    case 0xD800: high = unit
    case 0xDC00: Self.append(0xFFFD, &text)
    default: Self.append(unit, &text)
    }
  }

  private static func append(_ scalar: UInt32, _ text: inout [UInt8]) {
    func tail(_ shift: UInt32) -> UInt8 { UInt8(0x80 | (scalar >> shift) & 0x3F) }
    switch scalar {
    case ..<0x80: text.append(UInt8(scalar))
    case ..<0x800: text += [UInt8(0xC0 | scalar >> 6), tail(0)]
    case ..<0x10000: text += [UInt8(0xE0 | scalar >> 12), tail(6), tail(0)]
    default: text += [UInt8(0xF0 | scalar >> 18), tail(12), tail(6), tail(0)]
    }
  }
}
