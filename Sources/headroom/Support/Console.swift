internal import Foundation

/// Standard output was closed by its reader, which has seen enough.
struct ClosedPipe: Error {}

/// Standard output took no more, for a reason of the system's.
struct OutputFailure: Error, CustomStringConvertible {
  /// The system's error number.
  let code: Int32

  var description: String {
    "standard output could not be written: \(String(cString: strerror(code))); free some space or name another place with --output"
  }
}

/// Where text goes: data to standard output, messages to standard error.
enum Console {
  /// Whether standard output is a terminal.
  static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Whether messages go to a terminal, where a line may be drawn over.
  static var isMessageTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Writes data to standard output, all of it.
  ///
  /// - Throws: `ClosedPipe` when nobody reads any more; `OutputFailure`.
  static func write(_ text: String) throws { try write(Array(text.utf8)) }

  /// Writes bytes to standard output, all of them.
  ///
  /// - Throws: `ClosedPipe` when nobody reads any more; `OutputFailure`.
  static func write(_ data: [UInt8]) throws {
    var bytes = data[...]
    while !bytes.isEmpty {
      let written = bytes.withUnsafeBytes {
        Foundation.write(STDOUT_FILENO, $0.baseAddress, $0.count)
      }
      if written < 0 {
        if errno == EINTR { continue }
        if errno == EPIPE { throw ClosedPipe() }
        throw OutputFailure(code: errno)
      }
      bytes = bytes.dropFirst(written)
    }
  }

  /// Says something about the work.
  static func note(_ message: String) { emit("\(message)\n") }

  /// Draws over the line that tells how far the work is.
  static func progress(_ message: String) { emit("\r\u{1B}[K\(message)") }

  /// Leaves no line of progress behind.
  static func endProgress() { emit("\r\u{1B}[K") }

  /// Says what the user should know though the work goes on.
  static func warning(_ message: String) { emit("warning: \(message)\n") }

  /// Says why the work stopped.
  static func error(_ message: String) { emit("headroom: error: \(message)\n") }

  private static func emit(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
