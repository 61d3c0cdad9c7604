public import CapacityModel
internal import Foundation
internal import HeadroomBasics
public import Lifecycle

/// Reads and writes plans: JSON (`headroom.plan/v1`).
public enum PlanFile {
  /// Reads the plan at `path` and checks that its content is what its id says.
  ///
  /// - Throws: `ApplicationError.unreadable`, `.badConfiguration`; `PlanIdentityError.mismatch`.
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

  /// A plan as it is written to a file.
  ///
  /// - Throws: `EncodingError`.
  public static func text(of plan: ResizePlan) throws -> String { try CanonicalJSON.file(of: plan) }

  /// Puts a plan in the place of the file that is there.
  ///
  /// - Throws: `ApplicationError.unwritable`, `EncodingError`.
  static func write(_ plan: ResizePlan, to path: String) throws {
    try OutputFile.write(try text(of: plan), to: path, replacing: true)
  }
}
