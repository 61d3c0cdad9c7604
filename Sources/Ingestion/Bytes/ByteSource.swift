internal import CCompression
internal import Foundation

/// The bytes of a file or of standard input, decompressed where their beginning says so.
///
/// Reads blocks with `read(2)`; memory stays bounded whatever the size. Used from one thread at a time.
public final class ByteSource {
  /// The path, or `<stdin>`.
  public let name: String
  private let descriptor: Int32
  private let blockSize: Int
  private var input: [UInt8] = []
  private var consumed = 0
  private var atEnd = false
  private var decoder: Decompressor?

  /// Opens a file; `-` is standard input.
  ///
  /// - Parameters:
  ///   - path: What to read.
  ///   - blockSize: Bytes asked for at a time; tests make it tiny.
  /// - Throws: `IngestionError.unreadable`, `.emptyFile`.
  public init(path: String, blockSize: Int = 1 << 20) throws(IngestionError) {
    precondition(blockSize > 0, "a block of \(blockSize) bytes")
    name = path == "-" ? "<stdin>" : path
    self.blockSize = blockSize
    descriptor = path == "-" ? 0 : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw .unreadable(path: path, reason: String(cString: strerror(errno)))
    }
    // The magic numbers are up to six bytes long; a pipe may deliver fewer at first.
    while input.count < Decompressor.magicLength, !atEnd { try readMore() }
    guard !input.isEmpty else { throw .emptyFile(path: name) }
    if let codec = Decompressor.Codec(magic: input) {
      decoder = try Decompressor(codec, name: name)
    }
  }

  deinit { if descriptor > 0 { close(descriptor) } }

  /// Appends the next bytes to `buffer`.
  ///
  /// - Returns: Whether there were any; `false` at the end.
  /// - Throws: `IngestionError.unreadable`, `.truncatedArchive`, `.corruptArchive`.
  public func read(into buffer: inout [UInt8]) throws(IngestionError) -> Bool {
    guard let decoder else {
      if consumed == input.count { try refill() }
      guard consumed < input.count else { return false }
      buffer.append(contentsOf: input[consumed...])
      consumed = input.count
      return true
    }
    while true {
      if consumed == input.count, !decoder.mayHoldOutput { try refill() }
      if consumed == input.count, !decoder.mayHoldOutput {
        guard decoder.isAtBoundary else {
          throw .truncatedArchive(path: name, codec: decoder.codec.name)
        }
        return false
      }
      let made = try decoder.decompress(&input, from: &consumed, into: &buffer)
      if made > 0 { return true }
    }
  }

  private func refill() throws(IngestionError) {
    input.removeAll(keepingCapacity: true)
    consumed = 0
    if !atEnd { try readMore() }
  }

  private func readMore() throws(IngestionError) {
    let before = input.count
    var got = 0
    input.append(contentsOf: repeatElement(0, count: blockSize))
    repeat {
      got = input.withUnsafeMutableBytes {
        Foundation.read(descriptor, $0.baseAddress! + before, blockSize)
      }
    } while got < 0 && errno == EINTR
    let reason = errno
    input.removeLast(blockSize - max(0, got))
    if got < 0 { throw .unreadable(path: name, reason: String(cString: strerror(reason))) }
    if got == 0 { atEnd = true }
  }
}
