internal import Application
internal import ArgumentParser
internal import CapacityModel
internal import Lifecycle

/// `headroom plan approve`.
struct PlanApproveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "approve",
    abstract: "Signs items of a plan off, by name.",
    discussion: """
      The decision is written into the plan's file and into the audit log; the plan's id stays the same. A plan whose
      samples, sizes or inventory changed since is refused as stale.

      Example: headroom plan approve plan.json --by "Ada Muster" --item vm-0001 --item vm-0002
      """)

  @OptionGroup var step: PlanStepOptions
  @OptionGroup var actor: ActorOption
  @OptionGroup var decision: DecisionOptions

  func run() throws { try decision.take(.approved, step, by: actor.by) }
}

/// `headroom plan reject`.
struct PlanRejectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reject",
    abstract: "Refuses items of a plan, by name.",
    discussion: """
      The last word on an item counts; once commands were exported, only a rollback undoes.

      Example: headroom plan reject plan.json --by "Ada Muster" --item vm-0001 --comment "quarter end"
      """)

  @OptionGroup var step: PlanStepOptions
  @OptionGroup var actor: ActorOption
  @OptionGroup var decision: DecisionOptions

  func run() throws { try decision.take(.rejected, step, by: actor.by) }
}

/// On which items, and why.
struct DecisionOptions: ParsableArguments {
  @Option(help: ArgumentHelp("An item, by its entity; may be repeated.", valueName: "entity"))
  var item: [String] = []

  @Flag(help: "All items that change a size.")
  var all = false

  @Option(help: ArgumentHelp("Why.", valueName: "text"))
  var comment: String?

  func validate() throws {
    if all, !item.isEmpty { throw ValidationError("give --item or --all, not both") }
  }

  /// Takes a decision.
  func take(
    _ verdict: PlanDecision.Verdict, _ step: PlanStepOptions, by name: String
  ) throws {
    let decided = try step.plan.decide(
      verdict, on: all ? nil : item.map { EntityID($0) }, by: name, comment: comment)
    decided.warnings.forEach(Console.warning)
    Console.note(
      "\(verdict.rawValue) \(decided.count) of \(decided.review.changes.count) changes of plan "
        + "\(decided.review.plan.id.prefix(12)); recorded in \(step.trail.log.path)")
  }
}
