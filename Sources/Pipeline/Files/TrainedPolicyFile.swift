internal import Foundation
public import Sizing

/// Reads and writes trained policies: JSON (`headroom.policy/v1`).
public enum TrainedPolicyFile {
  /// Reads the policy at `path`; whether this program can use it is for `TrainedSizing.check(at:)` to say.
  ///
  /// - Throws: `PipelineError.unreadable`, `.badConfiguration`.
  public static func read(_ path: String) throws(PipelineError) -> TrainedSizing {
    let data: Data
    do {
      data = try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw .unreadable(path: path, reason: "\(error.localizedDescription)")
    }
    do {
      return try JSONDecoder().decode(TrainedSizing.self, from: data)
    } catch {
      throw .badConfiguration(
        path: path, line: 1, column: 1, problem: "not a trained policy: \(error)",
        remedy: "make one with: headroom train policy")
    }
  }

  /// The policy as JSON with sorted keys.
  public static func text(of trained: TrainedSizing) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(trained), as: UTF8.self) + "\n"
  }
}
