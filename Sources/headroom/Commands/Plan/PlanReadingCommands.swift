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
    discussion: "Example: headroom plan show plan.json --format markdown")

  @Argument(help: ArgumentHelp("The plan's file.", valueName: "plan"))
  var file: String

  @Option(help: Arguments.formatHelp(ResizePlan.self))
  var format = TableFormat.name

  @Flag(help: "Also list the entities that keep their size (table).")
  var all = false

  @OptionGroup var output: OutputOptions

  func validate() throws { _ = try Arguments.format(format, for: ResizePlan.self) }

  func run() throws {
    let report = try Arguments.format(format, for: ResizePlan.self)
    let review = try PlanReview(file: file)
    var options = output.reportOptions
    options.allItems = all
    options.standing = review.standing
    try output.deliver { try report.write(review.plan, options: options, to: $0) }
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
