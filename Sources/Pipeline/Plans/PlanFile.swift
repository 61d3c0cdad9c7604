public import CapacityModel
internal import Foundation
public import Planning

/// Reads plans: JSON (`headroom.plan/v1`).
public enum PlanFile {
  /// Reads the plan at `path` and checks that its content is what its id says.
  ///
  /// - Throws: `PipelineError.unreadable`, `.badConfiguration`; `PlanningError.identityMismatch`.
  public static func read(_ path: String) throws -> PlanReview {
    let data: Data
    do {
      data = try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw PipelineError.unreadable(path: path, reason: "\(error.localizedDescription)")
    }
    let plan: ResizePlan
    do {
      plan = try JSONDecoder().decode(ResizePlan.self, from: data)
    } catch {
      throw PipelineError.badConfiguration(
        path: path, line: 0, column: 0, problem: "no resize plan: \(Self.place(of: error))",
        remedy: "make one with: headroom plan create --format json --output FILE")
    }
    guard plan.schema == ResizePlan.schemaName else {
      throw PipelineError.badConfiguration(
        path: path, line: 0, column: 0, problem: "the schema is '\(plan.schema)'",
        remedy: "this command reads '\(ResizePlan.schemaName)'")
    }
    return try PlanReview(of: plan)
  }

  private static func place(of error: any Error) -> String {
    func text(_ path: [any CodingKey], _ what: String) -> String {
      path.isEmpty ? what : "\(what) at \(path.map(\.stringValue).joined(separator: "."))"
    }
    switch error {
    case DecodingError.keyNotFound(let key, let context):
      return text(context.codingPath, "'\(key.stringValue)' is missing")
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
      return text(context.codingPath, "another kind of value is expected")
    case DecodingError.dataCorrupted(let context):
      return text(context.codingPath, context.debugDescription)
    default: return "\(error)"
    }
  }
}
