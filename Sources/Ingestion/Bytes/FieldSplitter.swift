/// Cuts one line into fields.
struct FieldSplitter {
  /// What stands between fields: a comma or a semicolon.
  let delimiter: UInt8

  /// Writes the fields of `line` into `fields`, without their quotes and, for semicolons, without blanks around them.
  ///
  /// - Returns: The place of an unclosed or misplaced quote, if there is one. A field with doubled quotes or blanks around
  ///   its quotes keeps its quotes: `unquoted` resolves them.
  func split(
    _ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>, into fields: inout [Range<Int>]
  ) -> Int? {
    fields.removeAll(keepingCapacity: true)
    var (start, at) = (line.lowerBound, line.lowerBound)
    let end = line.upperBound
    while true {
      if at < end, bytes[at] == 0x22 {
        guard let close = closing(bytes, from: at + 1, to: end) else { return at }
        guard close + 1 == end || bytes[close + 1] == delimiter else { return close }
        fields.append((at + 1)..<close)
        at = close + 1
      } else {
        while at < end, bytes[at] != delimiter { at += 1 }
        fields.append(delimiter == 0x2C ? start..<at : trimmed(bytes, start..<at))
      }
      guard at < end else { return nil }
      at += 1
      start = at
    }
  }

  /// The text of a field; doubled quotes become one.
  static func text(_ bytes: UnsafeBufferPointer<UInt8>, _ field: Range<Int>) -> String? {
    let raw = UnsafeBufferPointer(rebasing: bytes[field])
    guard let text = String(validating: raw, as: UTF8.self), !text.utf8.contains(0) else {
      return nil
    }
    return text.utf8.contains(0x22) ? text.replacing("\"\"", with: "\"") : text
  }

  private func closing(_ bytes: UnsafeBufferPointer<UInt8>, from: Int, to end: Int) -> Int? {
    var at = from
    while at < end {
      if bytes[at] == 0x22 {
        guard at + 1 < end, bytes[at + 1] == 0x22 else { return at }
        at += 1
      }
      at += 1
    }
    return nil
  }

  private func trimmed(_ bytes: UnsafeBufferPointer<UInt8>, _ field: Range<Int>) -> Range<Int> {
    var (low, high) = (field.lowerBound, field.upperBound)
    while low < high, bytes[low] == 0x20 || bytes[low] == 0x09 { low += 1 }
    while high > low, bytes[high - 1] == 0x20 || bytes[high - 1] == 0x09 { high -= 1 }
    return low..<high
  }
}
