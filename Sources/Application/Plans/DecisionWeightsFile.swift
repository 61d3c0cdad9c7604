internal import Foundation
public import HeadroomBasics
public import Sizing

/// Reads a file of `headroom train decision`.
public enum DecisionWeightsFile {
  /// The weights at `path`; those that come with the program where it is `nil`.
  ///
  /// - Throws: `ApplicationError.unreadable`, `.badConfiguration`.
  public static func read(_ path: String?) throws(ApplicationError) -> DecisionWeights {
    guard let path else { return .shipped }
    let data: Data
    do {
      data = try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw .unreadable(path: path, reason: "\(error.localizedDescription)")
    }
    do throws(SizingError) {
      return try DecisionWeights(bytes: data)
    } catch {
      throw .badConfiguration(
        path: path, line: 1, column: 1, problem: "\(error)",
        remedy: "make one with: headroom train decision --store FILE --output FILE")
    }
  }
}
