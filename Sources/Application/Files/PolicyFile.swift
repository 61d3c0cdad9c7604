public import Configuration
internal import HeadroomBasics
public import Sizing

/// A sizing policy in a file: JSON (`headroom.policy/v1`).
public enum PolicyFile: Sendable {
  /// One that was trained.
  case trained(TrainedSizing)
  /// A rule with tuned knobs.
  case tuned(TunedRule)

  /// Reads the policy at `path`; whether this program can use it is for `TrainedSizing.check(at:)` and
  /// `TunedRule.sizingPolicy(at:)` to say.
  ///
  /// - Throws: `ConfigurationError.unreadable`, `.invalid`.
  public static func read(_ path: String) throws(ConfigurationError) -> PolicyFile {
    let expected = Document.Kind(
      problem: "not a policy",
      remedy: "make one with: headroom train policy, or headroom backtest --policy-output", line: 1)
    let data = try Document.bytes(of: path)
    let rule = try Document.decode(Rule.self, from: data, of: path, as: expected).rule
    return rule == nil
      ? .trained(
        try Document.decode(TrainedSizing.self, from: data, of: path, as: expected))
      : .tuned(try Document.decode(TunedRule.self, from: data, of: path, as: expected))
  }

  /// What tells the two apart.
  private struct Rule: Decodable {
    var rule: [String: Double]?
  }

  /// The policy as JSON with sorted keys.
  public func text() throws -> String {
    switch self {
    case .trained(let trained): try CanonicalJSON.file(of: trained)
    case .tuned(let rule): try CanonicalJSON.file(of: rule)
    }
  }
}
