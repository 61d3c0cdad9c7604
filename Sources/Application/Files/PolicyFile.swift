internal import Foundation
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
  /// - Throws: `ApplicationError.unreadable`, `.badConfiguration`.
  public static func read(_ path: String) throws(ApplicationError) -> PolicyFile {
    let data: Data
    do {
      data = try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw .unreadable(path: path, reason: "\(error.localizedDescription)")
    }
    do {
      let decoder = JSONDecoder()
      let kind = try decoder.decode(Kind.self, from: data)
      return kind.rule == nil
        ? .trained(try decoder.decode(TrainedSizing.self, from: data))
        : .tuned(try decoder.decode(TunedRule.self, from: data))
    } catch {
      throw .badConfiguration(
        path: path, line: 1, column: 1, problem: "not a policy: \(DecodingPlace.text(of: error))",
        remedy: "make one with: headroom train policy, or headroom backtest --policy-output")
    }
  }

  /// What tells the two apart.
  private struct Kind: Decodable {
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
