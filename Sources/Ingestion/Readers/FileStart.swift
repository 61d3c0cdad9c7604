/// How a file starts: what readers tell formats apart by.
///
/// The text is UTF-8 without a byte order mark, from the first line that is not blank.
public struct FileStart: Sendable {
  /// At most as many bytes are looked at.
  public static let limit = 1 << 16

  /// The text, cut at `limit`; bytes that are not UTF-8 stand as U+FFFD.
  public let text: String
  /// The first line that is not blank, without its ending; cut at `limit`.
  public let firstLine: String
  /// Whether `text` is the whole file.
  public let isWhole: Bool
  /// Whether the text is UTF-8 throughout.
  public let isUTF8: Bool

  /// Lines that are not blank, without their endings; the last may be cut where the file goes on.
  public var lines: [Substring] { text.split(whereSeparator: \.isNewline) }

  /// Whether there is nothing but blank lines.
  public var isEmpty: Bool { text.isEmpty }

  /// The first character that is not blank, by which JSON is known.
  public var firstCharacter: Character? { text.first { !$0.isWhitespace } }

  /// Takes the start of a file as it was read.
  ///
  /// - Parameters:
  ///   - bytes: From the first line that is not blank.
  ///   - isWhole: Whether nothing follows them.
  public init(bytes: some Collection<UInt8>, isWhole: Bool = true) {
    var bytes = Array(bytes)
    if !isWhole { Self.dropHalfCharacter(&bytes) }
    text = String(decoding: bytes, as: UTF8.self)
    isUTF8 = String(validating: bytes, as: UTF8.self) != nil
    self.isWhole = isWhole
    var line = bytes.prefix { $0 != 0x0A }
    if line.last == 0x0D { line.removeLast() }
    firstLine = String(decoding: line, as: UTF8.self)
  }

  /// The start of a file that is `text`.
  public init(_ text: String) {
    self.init(bytes: text.utf8.drop { $0 == 0x0A || $0 == 0x0D })
  }

  /// The header of a table: the first line, or the one after a line `sep=;`.
  public var header: Substring {
    guard Self.declaredSeparator(Array(firstLine.utf8)) != nil, lines.count > 1 else {
      return firstLine[...]
    }
    return lines[1]
  }

  /// The separator that a first line `sep=;` declares.
  public var declaredSeparator: Character? {
    Self.declaredSeparator(Array(firstLine.utf8)).map { Character(UnicodeScalar($0)) }
  }

  /// The separator in a line `sep=;`; `nil` for any other line.
  static func declaredSeparator(_ line: some Collection<UInt8>) -> UInt8? {
    let bytes = Array(line.prefix(7)).filter { $0 != 0x22 }
    guard bytes.count == 5, bytes[..<4].map({ $0 | 0x20 }) == Array("sep".utf8) + [0x3D | 0x20]
    else { return nil }
    return bytes[4]
  }

  /// Drops the bytes of a character that the cut went through.
  private static func dropHalfCharacter(_ bytes: inout [UInt8]) {
    guard let lead = bytes.suffix(3).lastIndex(where: { $0 >= 0xC0 }) else { return }
    let length = bytes[lead] >= 0xF0 ? 4 : bytes[lead] >= 0xE0 ? 3 : 2
    if bytes.count - lead < length { bytes.removeLast(bytes.count - lead) }
  }
}
