/// What can go wrong between the rooms: files that are written, and requests that no room can serve.
public enum ApplicationError: Error, Hashable, Sendable {
  /// A file could not be read.
  case unreadable(path: String, reason: String)
  /// A file could not be written.
  case unwritable(path: String, reason: String)
  /// An output file is there already.
  case outputExists(path: String)
  /// What was given as a store's key is none.
  case unusableKey(place: String, reason: String)
  /// There is no sample to work on.
  case noSamples(store: String, remedy: String)
  /// A request that contradicts itself or the data.
  case badRequest(problem: String, remedy: String)

  /// Whether the fault is the file system's (exit code 74) and not the data's.
  public var isInputOutput: Bool {
    switch self {
    case .unreadable, .unwritable, .outputExists: true
    case .noSamples, .badRequest, .unusableKey: false
    }
  }
}

extension ApplicationError: CustomStringConvertible {
  /// What is wrong, where, and what to do next.
  public var description: String {
    switch self {
    case .unreadable(let path, let reason):
      "\(path) could not be read (\(reason)); check the path and its permissions"
    case .unwritable(let path, let reason):
      "\(path) could not be written (\(reason)); nothing was left behind"
    case .outputExists(let path):
      "\(path) exists already; name another file or give --force to replace it"
    case .unusableKey(let place, let reason):
      "\(place): \(reason)"
    case .noSamples(let store, let remedy):
      "\(store) holds no sample to work on; \(remedy)"
    case .badRequest(let problem, let remedy):
      "\(problem); \(remedy)"
    }
  }
}
