/// Lines that a collector wrote instead of samples: what a command says on failing, caught in the log that it was to fill.
enum CollectorFault {
  /// What such lines begin with.
  private static let starts: [String] = [
    "error:", "Error:", "ERROR:", "error from server", "Error from server", "Unable to ",
    "unable to ",
    "The connection to the server", "command terminated", "Cannot open", "Cannot connect",
    "cannot open",
    "Requested activities not available", "Invalid system activity file",
    "End of system activity file",
    "No resources found", "Metrics not available", "metrics not available", "W: ", "Warning: ",
    "ssh: ", "timeout: ", "Connection to ", "Connection closed", "Connection refused",
    "kex_exchange",
    "Traceback (most recent call last)", "Segmentation fault", "Killed", "Terminated",
  ]

  /// What such lines end with, where a shell tells of a command.
  private static let ends: [String] = [
    ": command not found", ": not found", ": No such file or directory", ": Permission denied",
    ": Connection refused", ": Connection timed out", ": No route to host", "i/o timeout",
    "Out of memory", "Cannot allocate memory",
  ]

  /// What is wrong with a line that no program means as a sample; `nil` for any other.
  static func reason(_ line: Substring) -> FieldFault? {
    let text = line.drop(while: \.isWhitespace)
    guard let first = text.first, first.isLetter || first == "/" else { return nil }
    guard
      starts.contains(where: text.hasPrefix) || ends.contains(where: text.hasSuffix) || isKlog(text)
    else { return nil }
    return .malformed(
      "the collector wrote an error in place of a sample: '\(FieldCursor.excerpt(text.utf8))'")
  }

  /// `E0101 12:00:00.000000   12345 memcache.go:265] …`, as Kubernetes' programs log.
  private static func isKlog(_ text: Substring) -> Bool {
    let head = Array(text.utf8.prefix(9))
    guard head.count == 9, "EWF".utf8.contains(head[0]), head[5] == 0x20, head[8] == 0x3A else {
      return false
    }
    return (head[1...4] + head[6...7]).allSatisfy { $0 &- 0x30 <= 9 } && text.contains("] ")
  }
}

extension FieldFault {
  /// A line at the end of a file that was cut in it.
  static let cutLine = FieldFault.malformed(
    "the file ends in the middle of this line, as a copy of a log does that is still written; copy it again"
  )
}
