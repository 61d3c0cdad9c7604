/// What can be wrong with a file that people or commands wrote.
public enum ConfigurationError: Error, Hashable, Sendable {
  /// The file could not be read.
  case unreadable(path: String, reason: String)
  /// It says something wrong at a place; line and column count from 1, 0 where unknown.
  case invalid(path: String, line: Int, column: Int, problem: String, remedy: String)

  /// Whether the fault is the file system's (exit code 74) and not the content's.
  public var isInputOutput: Bool {
    switch self {
    case .unreadable: true
    case .invalid: false
    }
  }
}

extension ConfigurationError: CustomStringConvertible {
  /// What is wrong, where, and what to do next.
  public var description: String {
    switch self {
    case .unreadable(let path, let reason):
      "\(path) could not be read (\(reason)); check the path and its permissions"
    case .invalid(let path, let line, let column, let problem, let remedy):
      line > 0
        ? "\(path):\(line):\(column): \(problem); \(remedy)" : "\(path): \(problem); \(remedy)"
    }
  }
}
