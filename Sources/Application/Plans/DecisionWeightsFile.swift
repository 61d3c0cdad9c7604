public import Configuration
public import Sizing

/// Reads a file of `headroom train decision`.
public enum DecisionWeightsFile {
  /// The weights at `path`; those that come with the program where it is `nil`.
  ///
  /// - Throws: `ConfigurationError.unreadable`, `.invalid`.
  public static func read(_ path: String?) throws(ConfigurationError) -> DecisionWeights {
    guard let path else { return .shipped }
    let data = try Document.bytes(of: path)
    do throws(SizingError) {
      return try DecisionWeights(bytes: data)
    } catch {
      throw .invalid(
        path: path, line: 1, column: 1, problem: "\(error)",
        remedy: "make one with: headroom train decision --store FILE --output FILE")
    }
  }
}
