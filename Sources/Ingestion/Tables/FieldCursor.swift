/// Walks over the fields of one line.
///
/// Numbers take the short way: digits are read once, and only where something else stands there is the field cut out
/// and looked at again. The line must stay valid while the cursor is used (see `LineScanner`).
struct FieldCursor {
  /// The line without its ending.
  let line: UnsafeBufferPointer<UInt8>
  /// Between fields.
  let separator: UInt8
  /// Whether blanks before a field do not belong to it.
  let skipsBlanks: Bool
  /// Where the field under way starts; one past the line's end where there is none left.
  private(set) var offset = 0

  /// A field's text: in the line itself, or undone of its quotes in memory of its own.
  enum Text {
    /// Stands in the line as it is.
    case plain(UnsafeBufferPointer<UInt8>)
    /// Had doubled quotes inside.
    case unquoted([UInt8])
  }

  init(_ line: UnsafeBufferPointer<UInt8>, separator: UInt8, skipsBlanks: Bool) {
    (self.line, self.separator, self.skipsBlanks) = (line, separator, skipsBlanks)
  }

  /// Whether a field is left; an empty one after the last separator counts.
  var hasField: Bool { offset <= line.count }

  /// The place of the field under way, from 1.
  var column: Int { offset + 1 }

  /// Passes over the blanks before a field, where they do not belong to it.
  @inline(__always)
  mutating func skipBlanks() {
    guard skipsBlanks else { return }
    while offset < line.count, line[offset] == 0x20 || line[offset] == 0x09 { offset += 1 }
  }

  /// The field as a whole number of at most 18 digits, and moves on; `nil`, and stays, where it is not one.
  @inline(__always)
  mutating func wholeNumber() -> Int64? {
    var position = offset
    var value: Int64 = 0
    let end = line.count
    while position < end {
      let digit = line[position] &- 0x30
      if digit > 9 { break }
      value = value &* 10 &+ Int64(digit)
      position &+= 1
    }
    let length = position - offset
    guard length > 0, length <= 18, position == end || line[position] == separator else {
      return nil
    }
    offset = position + 1
    return value
  }

  /// Whether the field is empty; moves on if so.
  @inline(__always)
  mutating func emptyField() -> Bool {
    guard offset == line.count || (offset < line.count && line[offset] == separator) else {
      return false
    }
    offset += 1
    return true
  }

  /// The field's text, and moves on.
  mutating func field() throws(FieldFaultError) -> Text {
    if offset < line.count, line[offset] == 0x22 { return try quotedField() }
    var position = offset
    while position < line.count, line[position] != separator { position += 1 }
    let text = UnsafeBufferPointer(rebasing: line[offset..<position])
    offset = position + 1
    return .plain(text)
  }

  /// Moves over the field without looking at it.
  mutating func skipField() throws(FieldFaultError) { _ = try field() }

  private mutating func quotedField() throws(FieldFaultError) -> Text {
    let first = offset + 1
    var position = first
    var doubled: [UInt8] = []
    var copied = first
    while true {
      guard position < line.count else {
        throw FieldFaultError(.openQuote(Self.excerpt(line[first...])))
      }
      guard line[position] == 0x22 else {
        position += 1
        continue
      }
      guard position + 1 < line.count, line[position + 1] == 0x22 else { break }
      doubled.append(contentsOf: line[copied...position])
      position += 2
      copied = position
    }
    var after = position + 1
    if skipsBlanks {
      while after < line.count, line[after] == 0x20 || line[after] == 0x09 { after += 1 }
    }
    guard after >= line.count || line[after] == separator else {
      throw FieldFaultError(.textAfterQuote(Self.excerpt(line[after...])))
    }
    offset = after + 1
    if doubled.isEmpty { return .plain(UnsafeBufferPointer(rebasing: line[first..<position])) }
    doubled.append(contentsOf: line[copied..<position])
    return .unquoted(doubled)
  }

  /// The beginning of a text, for a message; control characters, which could steer a terminal, are replaced.
  static func excerpt(_ bytes: some Collection<UInt8>) -> String {
    var text = String.UnicodeScalarView()
    for scalar in String(decoding: bytes.prefix(40), as: UTF8.self).unicodeScalars {
      let isControl = scalar.properties.generalCategory == .control && scalar != "\t"
      text.append(isControl ? "\u{FFFD}" : scalar)
    }
    return bytes.count > 40 ? String(text) + "…" : String(text)
  }
}

extension FieldCursor.Text {
  /// Calls `body` with the bytes, which are valid only meanwhile.
  @inline(__always)
  func withBytes<Result, Failure: Error>(
    _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    switch self {
    case .plain(let bytes): return try body(bytes)
    case .unquoted(let bytes):
      var outcome: Swift.Result<Result, Failure>?
      bytes.withUnsafeBufferPointer { buffer in
        do throws(Failure) {
          outcome = .success(try body(buffer))
        } catch {
          outcome = .failure(error)
        }
      }
      guard let outcome else { preconditionFailure("the closure was not called") }
      return try outcome.get()
    }
  }

  /// The text with its bytes copied, for messages and names.
  var string: String { withBytes { String(decoding: $0, as: UTF8.self) } }
}

/// A fault without its place, on the way to where the place is known.
struct FieldFaultError: Error {
  let fault: FieldFault

  init(_ fault: FieldFault) { self.fault = fault }
}
