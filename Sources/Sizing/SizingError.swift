/// What can be wrong with a request for sizes.
public enum SizingError: Error, Hashable, Sendable {
  /// A policy that nobody registered.
  case unknownPolicy(name: String, known: [String])
}

extension SizingError: CustomStringConvertible {
  /// What is wrong and what to do, one sentence.
  public var description: String {
    switch self {
    case .unknownPolicy(let name, let known):
      "there is no sizing policy '\(name)'; choose one of \(known.joined(separator: ", "))"
    }
  }
}
