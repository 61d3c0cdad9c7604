internal import Foundation

/// A file that appears whole or not at all: written beside its place, synced, then renamed.
public struct OutputFile {
  private let path: String
  private let temporary: String
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private static let flushSize = 1 << 18

  /// Opens the temporary file.
  ///
  /// - Parameters:
  ///   - path: Where the file will stand.
  ///   - replacing: Whether a file that is there already may be replaced.
  /// - Throws: `ApplicationError.outputExists`, `.unwritable`.
  public init(at path: String, replacing: Bool) throws(ApplicationError) {
    if !replacing, FileManager.default.fileExists(atPath: path) {
      throw .outputExists(path: path)
    }
    self.path = path
    temporary = "\(path).\(ProcessInfo.processInfo.processIdentifier).partial"
    descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .unwritable(path: path, reason: Self.lastError()) }
  }

  /// Writes one whole text.
  public static func write(
    _ text: String, to path: String, replacing: Bool
  ) throws(ApplicationError) {
    var file = try OutputFile(at: path, replacing: replacing)
    do throws(ApplicationError) {
      try file.append(Array(text.utf8))
      try file.finish()
    } catch {
      file.abandon()
      throw error
    }
  }

  /// Adds bytes at the end.
  public mutating func append(_ bytes: [UInt8]) throws(ApplicationError) {
    buffer.append(contentsOf: bytes)
    if buffer.count >= Self.flushSize { try flush() }
  }

  /// Syncs the bytes to disk and puts the file in its place.
  public mutating func finish() throws(ApplicationError) {
    try sync()
    try place()
  }

  /// Makes sure that every byte is on disk, still beside its place.
  mutating func sync() throws(ApplicationError) {
    try flush()
    guard fsync(descriptor) == 0 else {
      throw .unwritable(path: path, reason: Self.lastError())
    }
  }

  /// Puts what was synced in its place.
  func place() throws(ApplicationError) {
    guard close(descriptor) == 0, rename(temporary, path) == 0 else {
      throw .unwritable(path: path, reason: Self.lastError())
    }
  }

  /// Removes the temporary file.
  public func abandon() {
    close(descriptor)
    unlink(temporary)
  }

  private mutating func flush() throws(ApplicationError) {
    var done = 0
    while done < buffer.count {
      let written = buffer.withUnsafeBytes {
        Foundation.write(descriptor, $0.baseAddress! + done, $0.count - done)
      }
      if written < 0 {
        if errno == EINTR { continue }
        throw .unwritable(path: path, reason: Self.lastError())
      }
      done += written
    }
    buffer.removeAll(keepingCapacity: true)
  }

  private static func lastError() -> String { String(cString: strerror(errno)) }
}
