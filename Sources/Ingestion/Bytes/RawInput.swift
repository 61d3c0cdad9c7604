internal import Foundation

/// Bytes as they lie in a file, come through standard input, or stand in memory.
final class RawInput {
  private enum Origin {
    case descriptor(Int32, closes: Bool)
    case memory([UInt8], offset: Int)
  }

  /// The path, or `<stdin>`, for messages.
  let name: String
  /// Bytes that were read so far.
  private(set) var bytesRead = 0
  private var origin: Origin

  /// Opens `path`; `-` is standard input.
  init(path: String) throws(IngestionError) {
    if path == "-" {
      name = "<stdin>"
      origin = .descriptor(0, closes: false)
      return
    }
    name = path
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT { throw .missingFile(path: path) }
      throw .unreadable(path: path, reason: Self.reason())
    }
    origin = .descriptor(descriptor, closes: true)
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw .unreadable(path: path, reason: Self.reason())
    }
    if status.st_mode & S_IFMT == S_IFDIR { throw .isDirectory(path: path) }
  }

  /// Reads from memory under the name `name`.
  init(name: String, bytes: [UInt8]) {
    self.name = name
    origin = .memory(bytes, offset: 0)
  }

  deinit {
    if case .descriptor(let descriptor, closes: true) = origin { close(descriptor) }
  }

  /// Reads at most `buffer.count` bytes; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(IngestionError) -> Int {
    switch origin {
    case .memory(let bytes, let offset):
      let count = min(buffer.count, bytes.count - offset)
      bytes.withUnsafeBytes { all in
        buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: all[offset..<(offset + count)]))
      }
      origin = .memory(bytes, offset: offset + count)
      bytesRead += count
      return count
    case .descriptor(let descriptor, _):
      while true {
        let count = Foundation.read(descriptor, buffer.baseAddress, buffer.count)
        if count >= 0 {
          bytesRead += count
          return count
        }
        if errno != EINTR { throw .unreadable(path: name, reason: Self.reason()) }
      }
    }
  }

  private static func reason() -> String { String(cString: strerror(errno)) }
}
