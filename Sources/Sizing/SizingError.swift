internal import CapacityModel
public import HeadroomBasics

/// What can be wrong with a request for sizes.
public enum SizingError: Error, Hashable, Sendable {
  /// A policy that nobody registered.
  case unknownPolicy(name: String, known: [String])
  /// A policy that cannot be trained, or not on this.
  case untrainable(policy: String, reason: String)
  /// A trained policy that this program cannot use.
  case trainedOtherwise(what: String, expected: String, actual: String)
  /// A file of decision weights that this program cannot use.
  case decisionWeights(String)
  /// A trained policy that saw what lies after the origin.
  case trainedLater(until: Timestamp, origin: Timestamp)
}

extension SizingError: CustomStringConvertible {
  /// What is wrong and what to do, one sentence.
  public var description: String {
    switch self {
    case .unknownPolicy(let name, let known):
      "there is no sizing policy '\(name)'; choose one of \(known.joined(separator: ", "))"
    case .untrainable(let policy, let reason):
      "\(policy) cannot be trained: \(reason)"
    case .trainedOtherwise(let what, let expected, let actual):
      "the policy was trained with another \(what) (\(actual)) than this program's (\(expected)); "
        + "train it again with: headroom train policy"
    case .decisionWeights(let reason): reason
    case .trainedLater(let until, let origin):
      "the policy was trained on demand up to \(until) and must not size or be judged at \(origin), "
        + "as it has seen what followed; train one with --until \(origin)"
    }
  }
}
