public import CapacityModel
internal import HeadroomBasics

/// Reads and writes plans: JSON (`headroom.plan/v1`).
public enum PlanFile {
  /// Reads the plan at `path`; whether its content is what its id says is for `PlanIdentity` to check.
  ///
  /// - Throws: `ConfigurationError.unreadable`, `.invalid`.
  public static func read(_ path: String) throws(ConfigurationError) -> ResizePlan {
    try Document.load(
      ResizePlan.self, from: path,
      as: Document.Kind(
        problem: "no resize plan",
        remedy: "make one with: headroom plan create --format json --output FILE"),
      schema: \.schema, named: ResizePlan.schemaName)
  }

  /// A plan as it is written to a file.
  ///
  /// - Throws: `EncodingError`.
  public static func text(of plan: ResizePlan) throws -> String { try CanonicalJSON.file(of: plan) }
}
