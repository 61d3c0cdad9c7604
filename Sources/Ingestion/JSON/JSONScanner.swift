/// Cuts the bytes of a source into the tokens of JSON texts, one text after the other, as logs of answers have them.
///
/// Memory stays bounded whatever comes: a block of bytes, one string, and a byte for each open bracket. A name or a
/// string is UTF-8, and escapes are replaced in it; a surrogate without its partner becomes U+FFFD. Beside JSON's
/// own numbers `NaN`, `Infinity` and `-Infinity` are taken, which Python writes.
final class JSONScanner {
  /// What stands in a text.
  enum Token: Hashable {
    case beginObject
    case endObject
    case beginArray
    case endArray
    /// A member's name; the colon after it is passed.
    case key
    case string
    case number
    case bool(Bool)
    case null
  }

  /// Brackets within brackets.
  static let depthLimit = 64
  /// Bytes of a string.
  static let stringLimit = 1 << 20
  /// Bytes of a number.
  static let numberLimit = 128

  private enum Expected {
    case value, firstValue, key, firstKey, separator
  }

  /// The file's name, for messages.
  let name: String
  /// The key, string or number that `next()` or `peek()` found last.
  private(set) var text: [UInt8] = []
  /// Where the token found last begins.
  private(set) var place = FilePlace(line: 1, column: 1)
  /// How the file is encoded, where it is not plain UTF-8; known once a token was read.
  var foreignEncoding: TextEncoding? { source.encoding == .utf8 ? nil : source.encoding }

  private let source: ByteSource
  private let buffer: UnsafeMutableRawBufferPointer
  private var (start, end, isAtEnd) = (0, 0, false)
  private var (line, column) = (1, 1)
  private var stack: [Token] = []
  private var expected = Expected.value
  private var peeked: Token?

  /// Starts at the source's beginning.
  init(_ source: ByteSource) {
    self.source = source
    name = source.name
    buffer = .allocate(byteCount: min(source.blockSize, 1 << 16), alignment: 16)
  }

  deinit { buffer.deallocate() }

  /// The next token; `nil` after the last text.
  ///
  /// - Throws: what the source throws, and `IngestionError.malformed`.
  func next() throws(IngestionError) -> Token? {
    if let token = peeked {
      peeked = nil
      return token
    }
    return try scan()
  }

  /// The token that `next()` will return.
  func peek() throws(IngestionError) -> Token? {
    if peeked == nil { peeked = try scan() }
    return peeked
  }

  /// The error that the text is not what it should be at the token found last.
  func fault(_ reason: String) -> IngestionError {
    .malformed(path: name, line: place.line, column: place.column, reason: reason)
  }

  private func scan() throws(IngestionError) -> Token? {
    while true {
      let next = try firstByteNotBlank()
      place = FilePlace(line: line, column: column)
      guard let byte = next else {
        if stack.isEmpty { return nil }
        throw fault("the JSON ends within a bracket: the file was cut; copy or fetch it again")
      }
      switch expected {
      case .separator where byte == 0x2C:
        skipByte()
        expected = stack.last == .beginObject ? .key : .value
      case .separator,
        .firstKey where byte == 0x7D, .firstValue where byte == 0x5D:
        return try closing(byte)
      case .firstKey, .key:
        guard byte == 0x22 else { throw unexpected(byte, "a name in quotes") }
        try readString()
        guard let colon = try firstByteNotBlank(), colon == 0x3A else {
          throw fault("a colon must follow the name; the JSON is damaged here")
        }
        skipByte()
        expected = .value
        return .key
      case .value, .firstValue: return try value(byte)
      }
    }
  }

  private func closing(_ byte: UInt8) throws(IngestionError) -> Token {
    let isObject = stack.last == .beginObject
    guard byte == (isObject ? 0x7D : 0x5D) else {
      throw unexpected(byte, isObject ? "a comma or }" : "a comma or ]")
    }
    skipByte()
    stack.removeLast()
    finishValue()
    return isObject ? .endObject : .endArray
  }

  private func finishValue() { expected = stack.isEmpty ? .value : .separator }

  private func value(_ byte: UInt8) throws(IngestionError) -> Token {
    switch byte {
    case 0x7B, 0x5B:
      let token: Token = byte == 0x7B ? .beginObject : .beginArray
      guard stack.count < Self.depthLimit else {
        throw fault("brackets lie more than \(Self.depthLimit) deep, as in no known format")
      }
      skipByte()
      stack.append(token)
      expected = byte == 0x7B ? .firstKey : .firstValue
      return token
    case 0x22:
      try readString()
      finishValue()
      return .string
    case 0x2D, 0x30...0x39, 0x41...0x5A, 0x61...0x7A:
      let token = try readWord()
      finishValue()
      return token
    default: throw unexpected(byte, "a value")
    }
  }

  private func unexpected(_ byte: UInt8, _ wanted: String) -> IngestionError {
    fault(
      "'\(FieldCursor.excerpt([byte]))' stands where \(wanted) should; the JSON is damaged here")
  }

  // MARK: Words and numbers

  private func readWord() throws(IngestionError) -> Token {
    text.removeAll(keepingCapacity: true)
    while let byte = try currentByte(), Self.isWordByte(byte) {
      guard text.count < Self.numberLimit else {
        throw fault("a number or word is longer than \(Self.numberLimit) bytes")
      }
      text.append(byte)
      skipByte()
    }
    switch String(decoding: text, as: UTF8.self) {
    case "true": return .bool(true)
    case "false": return .bool(false)
    case "null": return .null
    case "NaN", "Infinity", "-Infinity": return .number
    default:
      guard Self.isNumber(text) else {
        throw fault("'\(FieldCursor.excerpt(text))' is no JSON value; texts stand in quotes")
      }
      return .number
    }
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x2B, 0x2D, 0x2E, 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }

  /// Whether `text` is a number of JSON: no plus before it, no zeros that lead, digits around the point.
  private static func isNumber(_ text: [UInt8]) -> Bool {
    var rest = text[...]
    func digits() -> Int {
      let count = rest.prefix { $0 &- 0x30 <= 9 }.count
      rest = rest.dropFirst(count)
      return count
    }
    if rest.first == 0x2D { rest = rest.dropFirst() }
    let leadsWithZero = rest.first == 0x30
    let whole = digits()
    guard whole > 0, !leadsWithZero || whole == 1 else { return false }
    if rest.first == 0x2E {
      rest = rest.dropFirst()
      guard digits() > 0 else { return false }
    }
    if let byte = rest.first, byte | 0x20 == 0x65 {
      rest = rest.dropFirst()
      if rest.first == 0x2B || rest.first == 0x2D { rest = rest.dropFirst() }
      guard digits() > 0 else { return false }
    }
    return rest.isEmpty
  }

  // MARK: Strings

  private func readString() throws(IngestionError) {
    text.removeAll(keepingCapacity: true)
    skipByte()
    var isASCII = true
    while true {
      guard let byte = try currentByte() else {
        throw fault("the text in quotes does not end: the file was cut; copy or fetch it again")
      }
      guard byte >= 0x20 else {
        throw fault("the text in quotes has a control character; the JSON is damaged here")
      }
      skipByte()
      if byte == 0x22 { break }
      if byte == 0x5C {
        isASCII = false
        try readEscape()
      } else {
        if byte >= 0x80 { isASCII = false }
        text.append(byte)
      }
      guard text.count <= Self.stringLimit else {
        throw fault("a text in quotes is longer than \(Self.stringLimit) bytes")
      }
    }
    if !isASCII, String(validating: text, as: UTF8.self) == nil {
      throw fault("the text in quotes is not UTF-8; save the file as UTF-8")
    }
  }

  private func readEscape() throws(IngestionError) {
    let byte = try escapedByte()
    switch byte {
    case 0x22, 0x5C, 0x2F: text.append(byte)
    case 0x62: text.append(0x08)
    case 0x66: text.append(0x0C)
    case 0x6E: text.append(0x0A)
    case 0x72: text.append(0x0D)
    case 0x74: text.append(0x09)
    case 0x75: try readUnits()
    default: throw fault("the text in quotes has an unknown escape; the JSON is damaged here")
    }
  }

  /// Reads the four digits after `\u`, and what they begin.
  private func readUnits() throws(IngestionError) {
    var unit = try readUnit()
    while unit & 0xFC00 == 0xD800 {
      guard try currentByte() == 0x5C else { break }
      skipByte()
      let byte = try escapedByte()
      guard byte == 0x75 else {
        appendScalar(0xFFFD)
        guard let plain = Self.simpleEscapes[byte] else {
          throw fault("the text in quotes has an unknown escape; the JSON is damaged here")
        }
        return text.append(plain)
      }
      let low = try readUnit()
      if low & 0xFC00 == 0xDC00 {
        return appendScalar(0x10000 + (unit & 0x3FF) << 10 + low & 0x3FF)
      }
      appendScalar(0xFFFD)
      unit = low
      guard text.count <= Self.stringLimit else { return }
    }
    appendScalar(unit)
  }

  private static let simpleEscapes: [UInt8: UInt8] = [
    0x22: 0x22, 0x5C: 0x5C, 0x2F: 0x2F, 0x62: 0x08, 0x66: 0x0C, 0x6E: 0x0A, 0x72: 0x0D, 0x74: 0x09,
  ]

  private func readUnit() throws(IngestionError) -> UInt32 {
    var unit: UInt32 = 0
    for _ in 0..<4 {
      let byte = try escapedByte()
      guard let digit = Character(UnicodeScalar(byte)).hexDigitValue, byte < 0x80 else {
        throw fault("four hexadecimal digits must follow \\u; the JSON is damaged here")
      }
      unit = unit << 4 | UInt32(digit)
    }
    return unit
  }

  private func appendScalar(_ value: UInt32) {
    text += Array(String(UnicodeScalar(value) ?? "\u{FFFD}").utf8)
  }

  private func escapedByte() throws(IngestionError) -> UInt8 {
    guard let byte = try currentByte() else {
      throw fault("the text in quotes does not end: the file was cut; copy or fetch it again")
    }
    skipByte()
    return byte
  }

  // MARK: Bytes

  private func firstByteNotBlank() throws(IngestionError) -> UInt8? {
    while let byte = try currentByte() {
      switch byte {
      case 0x20, 0x09, 0x0D: skipByte()
      case 0x0A:
        start += 1
        (line, column) = (line + 1, 1)
      default: return byte
      }
    }
    return nil
  }

  /// The byte that comes next; `nil` at the end.
  @inline(__always)
  private func currentByte() throws(IngestionError) -> UInt8? {
    if start == end {
      if isAtEnd { return nil }
      end = try source.read(into: buffer)
      start = 0
      if end == 0 {
        isAtEnd = true
        return nil
      }
    }
    return buffer[start]
  }

  /// Passes over the byte that `currentByte()` gave.
  @inline(__always)
  private func skipByte() {
    start += 1
    column += 1
  }
}
