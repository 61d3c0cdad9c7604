internal import Application
internal import ArgumentParser
internal import CapacityModel
internal import Lifecycle
internal import Reporting

/// `headroom plan show`.
struct PlanShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Shows a plan's file, and who decided what.",
    discussion: """
      The file knows the plan and its approvals. With --store or --audit, the audit log beside it is read, too: whether the \
      plan was exported, verified, rolled back or closed.

      Example: headroom plan show plan.json --store fleet.headroom --format markdown
      """)

  @Argument(help: ArgumentHelp("The plan's file.", valueName: "plan"))
  var file: String

  @OptionGroup var auditLog: AuditLogOptions

  @Option(help: Arguments.formatHelp(ResizePlan.self))
  var format = TableFormat.name

  @Flag(help: "Also list the entities that keep their size (table).")
  var all = false

  @OptionGroup var output: OutputOptions

  func validate() throws { _ = try Arguments.format(format, for: ResizePlan.self) }

  func run() throws {
    let report = try Arguments.format(format, for: ResizePlan.self)
    let (plan, standing) = try standing()
    var options = output.reportOptions
    options.allItems = all
    options.standing = standing
    try output.deliver { try report.write(plan, options: options, to: $0) }
  }

  /// The plan, and where it is in its life as far as the file, or the log that is named, tells.
  private func standing() throws -> (plan: ResizePlan, text: String) {
    guard auditLog.store.store != nil || auditLog.audit != nil else {
      let review = try PlanReview(file: file)
      return (review.plan, review.standing)
    }
    return try PlanLifecycle.standing(of: file, recordedIn: auditLog.trail)
  }
}

/// `headroom plan diff`.
struct PlanDiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Shows what changed between two plans, and why.",
    discussion: "Example: headroom plan diff last-quarter.json plan.json --format markdown")

  @Argument(help: ArgumentHelp("The earlier plan's file.", valueName: "plan"))
  var before: String

  @Argument(help: ArgumentHelp("The later plan's file.", valueName: "plan"))
  var after: String

  @Option(help: Arguments.formatHelp(PlanComparison.self))
  var format = TableFormat.name

  @OptionGroup var output: OutputOptions

  func validate() throws { _ = try Arguments.format(format, for: PlanComparison.self) }

  func run() throws {
    let report = try Arguments.format(format, for: PlanComparison.self)
    let comparison = try PlanComparison(
      from: try PlanReview(file: before).plan, to: try PlanReview(file: after).plan)
    try output.deliver { try report.write(comparison, options: output.reportOptions, to: $0) }
  }
}
