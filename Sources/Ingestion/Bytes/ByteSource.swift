internal import Foundation

/// The text of a file, of standard input or of memory as UTF-8, unpacked on the way where its first bytes say that it
/// is gzip, zstd or xz, and transcoded where they say that it is UTF-16. A byte order mark is no part of it.
///
/// Memory stays bounded: one block of packed bytes, the decoder's window (at most 256 MiB), and the first 64 KiB while
/// the format is being found out. Used from one thread at a time.
public final class ByteSource {
  /// Bytes asked of the system at once.
  public static let defaultBlockSize = 1 << 20

  /// The path, or `<stdin>`, for messages.
  public let name: String
  /// How the bytes are packed; `nil` for plain ones.
  public let compression: Compression?
  /// Bytes asked of the system at once; also what readers of this source ask of it at once.
  let blockSize: Int

  /// Bytes that were read so far as they lie in the file, packed where it is packed.
  public var bytesRead: Int { raw.bytesRead }

  private let raw: RawInput
  private let decoder: Decompressor?
  /// Bytes read and not yet used: the head by which the packing was found, or packed bytes.
  private let block: UnsafeMutableRawBufferPointer
  private var (blockStart, blockEnd) = (0, 0)
  /// Packed bytes handed to the decoder so far, for messages.
  private var offset = 0
  private var betweenMembers = false
  private var isFinished = false
  /// How the text is encoded; `nil` before its first bytes were read or looked at.
  public private(set) var encoding: TextEncoding?
  private var transcoder: UTF16Transcoder?
  /// Text that was looked at, or transcoded, ahead of time.
  private var (peeked, peekedStart) = ([UInt8](), 0)

  /// Opens a file; `-` is standard input.
  ///
  /// - Throws: `IngestionError.missingFile`, `.isDirectory`, `.unreadable`.
  public convenience init(
    path: String, blockSize: Int = ByteSource.defaultBlockSize
  ) throws(IngestionError) {
    try self.init(RawInput(path: path), blockSize: blockSize)
  }

  /// Reads bytes that are in memory already; `name` stands for the path in messages.
  public convenience init(
    name: String, bytes: [UInt8], blockSize: Int = ByteSource.defaultBlockSize
  ) throws(IngestionError) {
    try self.init(RawInput(name: name, bytes: bytes), blockSize: blockSize)
  }

  private init(_ raw: RawInput, blockSize: Int) throws(IngestionError) {
    precondition(blockSize > 0, "a block of \(blockSize) bytes holds nothing")
    (self.raw, self.blockSize, name) = (raw, blockSize, raw.name)
    // Whatever the block size, a magic number must fit.
    block = .allocate(byteCount: max(blockSize, Compression.magicLength), alignment: 16)
    do {
      blockEnd = try Self.fill(block, from: 0, upTo: Compression.magicLength, of: raw)
    } catch {
      block.deallocate()
      throw error
    }
    compression = Compression(head: block[..<blockEnd])
    decoder = compression.flatMap { Decompressor($0) }
    if let compression, decoder == nil {
      throw .windowTooLarge(path: raw.name, format: compression)
    }
  }

  deinit { block.deallocate() }

  /// Reads text into `buffer`, at most as many bytes as fit; 0 at the end and ever after.
  ///
  /// - Throws: `IngestionError.unreadable`, `.truncatedStream`, `.corruptStream`, `.trailingGarbage`,
  ///   `.windowTooLarge`, `.encoding`.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(IngestionError) -> Int {
    if encoding == nil { try findEncoding() }
    while peekedStart == peeked.count {
      if transcoder == nil { return try readFresh(into: buffer) }
      if try !readAhead() { return 0 }
    }
    let count = min(buffer.count, peeked.count - peekedStart)
    peeked.withUnsafeBytes { all in
      buffer.copyMemory(
        from: UnsafeRawBufferPointer(rebasing: all[peekedStart..<(peekedStart + count)]))
    }
    peekedStart += count
    if peekedStart == peeked.count { (peeked, peekedStart) = ([], 0) }
    return count
  }

  /// How the text starts: at most `FileStart.limit` bytes from the first line that is not blank, left in place for the
  /// next `read`.
  ///
  /// - Throws: As `read`.
  public func peekStart() throws(IngestionError) -> FileStart {
    if encoding == nil { try findEncoding() }
    while true {
      let text = peeked[peekedStart...].drop { $0 == 0x0A || $0 == 0x0D }
      if text.count >= FileStart.limit {
        return FileStart(bytes: text.prefix(FileStart.limit), isWhole: false)
      }
      if try !readAhead() { return FileStart(bytes: text, isWhole: true) }
    }
  }

  /// Looks at the first bytes, passes over a byte order mark, and makes ready for what they announce.
  private func findEncoding() throws(IngestionError) {
    var head: [UInt8] = []
    var scratch = [UInt8](repeating: 0, count: TextEncoding.headLength)
    while head.count < TextEncoding.headLength {
      let count = try fresh(into: &scratch, atMost: TextEncoding.headLength - head.count)
      if count == 0 { break }
      head += scratch[..<count]
    }
    let found = TextEncoding(head: head)
    if found == .utf32 { throw .encoding(path: name, name: found.rawValue) }
    encoding = found
    transcoder = UTF16Transcoder(found)
    let text = head[found.markLength(of: head)...]
    if transcoder?.transcode(text, into: &peeked) == nil { peeked += text }
  }

  /// Reads a piece of text ahead; false at the end.
  private func readAhead() throws(IngestionError) -> Bool {
    var scratch = [UInt8](repeating: 0, count: min(blockSize, 1 << 16))
    let count = try fresh(into: &scratch, atMost: scratch.count)
    let before = peeked.count
    if count > 0 {
      if transcoder?.transcode(scratch[..<count], into: &peeked) == nil {
        peeked += scratch[..<count]
      }
      return true
    }
    transcoder?.finish(into: &peeked)
    return peeked.count > before
  }

  private func fresh(
    into scratch: inout [UInt8], atMost limit: Int
  ) throws(IngestionError) -> Int {
    var result: Result<Int, IngestionError> = .success(0)
    scratch.withUnsafeMutableBytes { buffer in
      do throws(IngestionError) {
        result = .success(
          try readFresh(into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<limit])))
      } catch {
        result = .failure(error)
      }
    }
    return try result.get()
  }

  private func readFresh(into buffer: UnsafeMutableRawBufferPointer) throws(IngestionError) -> Int {
    guard let decoder, let compression else { return try readPlain(into: buffer) }
    while !isFinished {
      if blockStart == blockEnd { try refill() }
      if betweenMembers {
        guard try beginNextMember(compression, decoder) else { break }
      }
      let input = UnsafeRawBufferPointer(rebasing: block[blockStart..<blockEnd])
      let step = decoder.step(from: input, into: buffer)
      blockStart += step.consumed
      offset += step.consumed
      switch step.outcome {
      case .more:
        if step.produced == 0, step.consumed == 0, input.isEmpty {
          throw .truncatedStream(path: name, format: compression, offset: offset)
        }
      case .memberEnd: betweenMembers = true
      case .corrupt: throw .corruptStream(path: name, format: compression, offset: offset)
      case .tooLarge: throw .windowTooLarge(path: name, format: compression)
      }
      if step.produced > 0 { return step.produced }
    }
    return 0
  }

  private func readPlain(into buffer: UnsafeMutableRawBufferPointer) throws(IngestionError) -> Int {
    if blockStart == blockEnd { return try raw.read(into: buffer) }
    let count = min(buffer.count, blockEnd - blockStart)
    buffer.copyMemory(
      from: UnsafeRawBufferPointer(rebasing: block[blockStart..<(blockStart + count)]))
    blockStart += count
    return count
  }

  /// Whether another member follows; padding with zeros, which xz and tapes allow, is passed over.
  private func beginNextMember(
    _ compression: Compression, _ decoder: Decompressor
  ) throws(IngestionError) -> Bool {
    while true {
      if blockStart == blockEnd { try refill() }
      if blockStart == blockEnd {
        isFinished = true
        return false
      }
      guard block[blockStart] == 0 else { break }
      blockStart += 1
      offset += 1
    }
    let kept = blockEnd - blockStart
    if kept < Compression.magicLength {
      block.copyMemory(from: UnsafeRawBufferPointer(rebasing: block[blockStart..<blockEnd]))
      blockEnd = try Self.fill(block, from: kept, upTo: Compression.magicLength, of: raw)
      blockStart = 0
    }
    guard Compression(head: block[blockStart..<blockEnd]) == compression else {
      throw .trailingGarbage(path: name, format: compression, offset: offset)
    }
    guard decoder.reset() else { throw .windowTooLarge(path: name, format: compression) }
    betweenMembers = false
    return true
  }

  private func refill() throws(IngestionError) {
    (blockStart, blockEnd) = (0, 0)
    blockEnd = try raw.read(into: UnsafeMutableRawBufferPointer(rebasing: block[..<blockSize]))
  }

  /// Reads until `block` holds `goal` bytes or nothing is left; returns how many it holds.
  private static func fill(
    _ block: UnsafeMutableRawBufferPointer, from start: Int, upTo goal: Int, of raw: RawInput
  ) throws(IngestionError) -> Int {
    var end = start
    while end < goal {
      let count = try raw.read(
        into: UnsafeMutableRawBufferPointer(rebasing: block[end..<block.count]))
      if count == 0 { break }
      end += count
    }
    return end
  }
}
