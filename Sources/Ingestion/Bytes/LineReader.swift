internal import Foundation

/// The lines of a source, as ranges of one buffer: nothing is copied a line.
///
/// A line ends with `\n` or `\r\n`; the last one may end without. A line longer than `longestLine` is refused, so that
/// memory stays bounded.
public final class LineReader {
  /// Bytes a line may have.
  public static let longestLine = 1 << 20

  let source: ByteSource
  private var buffer: [UInt8] = []
  private var cursor = 0
  private var sourceEnded = false
  /// The number of the line that `next` gave last, from 1.
  private(set) var lineNumber = 0

  /// Reads lines of `source`; a byte order mark is passed over.
  public init(_ source: ByteSource) throws(IngestionError) {
    self.source = source
    while buffer.count < 3, try source.read(into: &buffer) {}
    if buffer.starts(with: [0xEF, 0xBB, 0xBF]) { cursor = 3 }
  }

  /// The first line without taking it; `nil` of nothing.
  public func peek() throws(IngestionError) -> String? {
    let line = lineNumber
    guard let range = try next() else { return nil }
    // `next` may have moved the bytes to the front of the buffer: the line starts where its range does now.
    (lineNumber, cursor) = (line, range.lowerBound)
    return String(decoding: buffer[range], as: UTF8.self)
  }

  /// The range of the next line in the buffer, without its end; `nil` at the end.
  ///
  /// - Throws: `IngestionError.badRow` for a line that is too long.
  func next() throws(IngestionError) -> Range<Int>? {
    var searched = cursor
    while true {
      if let end = newline(from: searched) {
        let range = cursor..<(end > cursor && buffer[end - 1] == 0x0D ? end - 1 : end)
        cursor = end + 1
        lineNumber += 1
        return range
      }
      if sourceEnded {
        guard cursor < buffer.count else { return nil }
        let end = buffer[buffer.count - 1] == 0x0D ? buffer.count - 1 : buffer.count
        let range = cursor..<end
        cursor = buffer.count
        lineNumber += 1
        return range
      }
      if buffer.count - cursor > Self.longestLine {
        throw .badRow(
          path: source.name, line: lineNumber + 1, column: 1, field: "line",
          problem: "the line is longer than \(Self.longestLine) bytes",
          remedy: "check that the file is text with line breaks")
      }
      buffer.removeSubrange(..<cursor)
      cursor = 0
      searched = buffer.count
      if try !source.read(into: &buffer) { sourceEnded = true }
    }
  }

  /// The bytes of the buffer; valid until the next call of `next`.
  func withBytes<Value>(_ body: (UnsafeBufferPointer<UInt8>) -> Value) -> Value {
    buffer.withUnsafeBufferPointer(body)
  }

  private func newline(from start: Int) -> Int? {
    buffer.withUnsafeBufferPointer { bytes in
      guard start < bytes.count, let base = bytes.baseAddress,
        let found = memchr(base + start, 0x0A, bytes.count - start)
      else { return nil }
      return found - UnsafeMutableRawPointer(mutating: UnsafeRawPointer(base))
    }
  }
}
