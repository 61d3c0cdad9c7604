internal import CapacityModel
internal import Foundation
public import Planning

/// Reads plans: JSON (`headroom.plan/v1`).
public enum PlanFile {
  /// Reads the plan at `path` and checks that its id matches its content.
  ///
  /// - Throws: `ApplicationError.unreadable`, `.badConfiguration`; `PlanningError.identityMismatch`.
  public static func read(_ path: String) throws -> PlanReview {
    let data: Data
    do {
      data = try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw ApplicationError.unreadable(path: path, reason: "\(error.localizedDescription)")
    }
    let plan: ResizePlan
    do {
      plan = try JSONDecoder().decode(ResizePlan.self, from: data)
    } catch {
      throw ApplicationError.badConfiguration(
        path: path, line: 0, column: 0, problem: "no resize plan: \(DecodingPlace.text(of: error))",
        remedy: "make one with: headroom plan create --format json --output FILE")
    }
    guard plan.schema == ResizePlan.schemaName else {
      throw ApplicationError.badConfiguration(
        path: path, line: 0, column: 0, problem: "the schema is '\(plan.schema)'",
        remedy: "this command reads '\(ResizePlan.schemaName)'")
    }
    return try PlanReview(of: plan)
  }
}
