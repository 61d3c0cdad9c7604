internal import Foundation

/// Cuts the bytes of a source into lines, in one buffer that never grows beyond the longest line allowed and a block.
///
/// This file, `JSONScanner`, `FieldCursor` and `EntityTable` are where the module touches memory directly. The rule that
/// keeps it safe: a line that `next()` returns lies in this buffer and is valid until the following call of `next()`.
final class LineScanner {
  /// The longest line of most formats, bytes.
  static let lineLimit = 1 << 20

  /// The file's name, for messages.
  let name: String
  /// The number of the line that `next()` returned last, from 1; 0 before the first.
  private(set) var lineNumber = 0

  /// Whether the line that `next()` returned last ends with the file and has no line end: it may be cut.
  private(set) var isCut = false

  /// How the file is encoded, where it is not plain UTF-8; known once a line was read.
  var foreignEncoding: TextEncoding? { source.encoding == .utf8 ? nil : source.encoding }

  private let source: ByteSource
  private let limit: Int
  private let buffer: UnsafeMutableRawBufferPointer
  /// What was read and not yet returned lies in `start..<end`; no line end lies in `start..<searched`.
  private var (start, searched, end) = (0, 0, 0)
  private var isAtEnd = false

  /// Starts at the source's beginning. A line has at most `limit` bytes; whatever is longer is passed over in a
  /// buffer of that size and a block.
  init(_ source: ByteSource, limit: Int = LineScanner.lineLimit) {
    (self.source, self.limit) = (source, limit)
    name = source.name
    buffer = .allocate(byteCount: limit + source.blockSize, alignment: 64)
  }

  deinit { buffer.deallocate() }

  /// The next line without its ending (LF or CRLF); `nil` after the last. Valid until the next call.
  ///
  /// - Throws: what the source throws, and `IngestionError.lineTooLong`, after which the scanner goes on behind
  ///   that line.
  func next() throws(IngestionError) -> UnsafeBufferPointer<UInt8>? {
    while true {
      if let base = buffer.baseAddress, searched < end,
        let found = memchr(base + searched, 0x0A, end - searched)
      {
        return try line(upTo: UnsafeMutableRawPointer(found) - base, endingLength: 1)
      }
      searched = end
      if isAtEnd {
        if start == end { return nil }
        return try line(upTo: end, endingLength: 0)
      }
      if end - start > limit { try throwTooLong() }
      try refill()
    }
  }

  private func line(
    upTo stop: Int, endingLength: Int
  ) throws(IngestionError) -> UnsafeBufferPointer<UInt8> {
    var length = stop - start
    lineNumber += 1
    isCut = endingLength == 0
    if length > limit {
      start = stop + endingLength
      searched = start
      throw .lineTooLong(path: name, line: lineNumber, limit: limit)
    }
    if length > 0, buffer[stop - 1] == 0x0D { length -= 1 }
    let raw = UnsafeRawBufferPointer(rebasing: buffer[start..<(start + length)])
    start = stop + endingLength
    searched = start
    return raw.bindMemory(to: UInt8.self)
  }

  /// Moves what is left to the front and appends a block.
  private func refill() throws(IngestionError) {
    if start > 0 {
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[start..<end]))
      (searched, end, start) = (searched - start, end - start, 0)
    }
    let room = min(source.blockSize, buffer.count - end)
    let count = try source.read(
      into: UnsafeMutableRawBufferPointer(rebasing: buffer[end..<(end + room)]))
    if count == 0 { isAtEnd = true }
    end += count
  }

  /// Passes over the rest of a line without keeping it.
  private func throwTooLong() throws(IngestionError) -> Never {
    lineNumber += 1
    while true {
      (start, searched, end) = (0, 0, 0)
      try refill()
      if isAtEnd { break }
      if let base = buffer.baseAddress, let found = memchr(base, 0x0A, end) {
        start = UnsafeMutableRawPointer(found) - base + 1
        searched = start
        break
      }
    }
    throw .lineTooLong(path: name, line: lineNumber, limit: limit)
  }
}
