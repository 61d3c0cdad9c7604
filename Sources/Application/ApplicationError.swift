/// Errors of use cases: files that are written, and requests that cannot be served.
public enum ApplicationError: Error, Hashable, Sendable {
  /// A file could not be read.
  case unreadable(path: String, reason: String)
  /// A file could not be written.
  case unwritable(path: String, reason: String)
  /// An output file exists already.
  case outputExists(path: String)
  /// The text or file that should hold a store's key holds none.
  case unusableKey(place: String, reason: String)
  /// The store has no usable sample.
  case noSamples(store: String, remedy: String)
  /// A history that leaves nothing to judge.
  case historyTooShort(problem: String, remedy: String)
  /// A request that contradicts itself or the data.
  case badRequest(problem: String, remedy: String)

  /// Whether the fault is the file system's (exit code 74) and not the data's.
  public var isInputOutput: Bool {
    switch self {
    case .unreadable, .unwritable, .outputExists: true
    case .noSamples, .historyTooShort, .badRequest, .unusableKey: false
    }
  }
}

extension ApplicationError: CustomStringConvertible {
  /// The problem, its place, and the remedy.
  public var description: String {
    switch self {
    case .unreadable(let path, let reason):
      "\(path) could not be read (\(reason)); check the path and its permissions"
    case .unwritable(let path, let reason):
      "\(path) could not be written (\(reason)); no partial file remains"
    case .outputExists(let path):
      "\(path) exists already; name another file or give --force to replace it"
    case .unusableKey(let place, let reason):
      "\(place): \(reason)"
    case .noSamples(let store, let remedy):
      "\(store) has no samples to use; \(remedy)"
    case .historyTooShort(let problem, let remedy), .badRequest(let problem, let remedy):
      "\(problem); \(remedy)"
    }
  }
}
