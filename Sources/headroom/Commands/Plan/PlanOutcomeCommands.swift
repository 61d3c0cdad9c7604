internal import Application
internal import ArgumentParser
internal import CapacityModel
internal import Configuration
internal import HeadroomBasics
internal import Lifecycle
internal import Reporting

/// `headroom plan verify`.
struct PlanVerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract:
      "Checks with fresh samples whether approved changes were made and demand stays within the new sizes.",
    discussion: """
      Climbs the rungs that are sampled: persisted (configured), hypervisor (assigned), guest (guest_total), cgroup (limit). \
      Outcomes are kept in the audit log; the next plan shows how often promises held. Exit code 2 where a change did not \
      land or demand passed the new size.

      Example: headroom plan verify plan.json --as "Ada Muster" --store fleet.headroom
      """)

  @OptionGroup var step: PlanStepOptions
  @OptionGroup var actor: ActorOption

  @Option(help: Arguments.formatHelp(PlanVerification.self))
  var format = TableFormat.name

  @OptionGroup var output: OutputOptions

  func validate() throws { _ = try Arguments.format(format, for: PlanVerification.self) }

  func run() throws {
    let report = try Arguments.format(format, for: PlanVerification.self)
    let verification = try step.plan.verify(by: try actor.name)
    try output.deliver { try report.write(verification, options: output.reportOptions, to: $0) }
    if verification.outcomes.contains(where: {
      $0.sighting.landing != .landed || $0.since.held == false
    }) {
      throw ExitCode(2)
    }
  }
}

/// `headroom plan rollback`.
struct PlanRollbackCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rollback",
    abstract: "Writes the plan that reverses this one.",
    discussion: """
      The inverse plan brings every approved item back to the size it had. It is a plan of its own, which is approved and \
      exported like any other; this one ends.

      Example: headroom plan rollback plan.json --as "Ada Muster" --output back.json
      """)

  @OptionGroup var step: PlanStepOptions
  @OptionGroup var actor: ActorOption
  @OptionGroup var output: OutputOptions

  func run() throws {
    try step.plan.rollBack(by: try actor.name) { inverse in
      try output.deliver { try $0(Array(try PlanFile.text(of: inverse).utf8)) }
    }
  }
}

/// `headroom plan close`.
struct PlanCloseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "close",
    abstract: "Ends the life of a plan.",
    discussion: "Example: headroom plan close plan.json --as \"Ada Muster\" --comment done")

  @OptionGroup var step: PlanStepOptions
  @OptionGroup var actor: ActorOption

  @Option(help: ArgumentHelp("Why.", valueName: "text"))
  var comment: String?

  func run() throws {
    let (plan, state) = try step.plan.close(by: try actor.name, comment: comment)
    Console.note("closed plan \(plan.prefix(12)), which was \(state.rawValue)")
  }
}
