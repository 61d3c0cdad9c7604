internal import Application
internal import ArgumentParser
internal import CapacityModel
internal import HeadroomBasics
internal import Lifecycle

/// `headroom plan approve`.
struct PlanApproveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "approve",
    abstract: "Approves items of a plan, in the name of a person.",
    discussion: """
      The decision is written into the plan's file and into the audit log; the plan's id stays the same. A plan whose \
      samples, sizes or inventory changed since is refused as stale.

      Example: headroom plan approve plan.json --store fleet.headroom --as "Ada Muster" --item vm-0001 --item vm-0002
      """)

  @OptionGroup var step: PlanStepOptions
  @OptionGroup var actor: ActorOption
  @OptionGroup var decision: DecisionOptions

  func run() throws { try decision.take(.approved, step, by: actor.person) }
}

/// `headroom plan reject`.
struct PlanRejectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reject",
    abstract: "Rejects items of a plan, in the name of a person.",
    discussion: """
      The last decision on an item counts. After commands were exported, only a rollback reverses an approval.

      Example: headroom plan reject plan.json --store fleet.headroom --as "Ada Muster" --item vm-0001 --comment "quarter end"
      """)

  @OptionGroup var step: PlanStepOptions
  @OptionGroup var actor: ActorOption
  @OptionGroup var decision: DecisionOptions

  func run() throws { try decision.take(.rejected, step, by: actor.person) }
}

/// On which items, and why.
struct DecisionOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The reason, recorded with the decision.", valueName: "text"))
  var comment: String?

  @Option(
    help: ArgumentHelp("The entity of an item. May be given more than once.", valueName: "entity"))
  var item: [String] = []

  @Flag(help: "Decide on all items that change a size.")
  var all = false

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
      "\(verdict.rawValue) \(QuantityText.part(decided.count, of: decided.review.changes.count, "change", "changes")) of plan "
        + "\(decided.review.plan.id.prefix(12)); recorded in \(step.trail.log.path)")
  }
}
