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
      A new size is looked for in the places that are sampled, in this order: persisted (the size that was given: metric \
      configured), hypervisor (assigned), guest (guest_total), cgroup (limit). A change landed where all of them show it, \
      partly where some do, and is not seen where none does. Outcomes are kept in the audit log; the next plan shows how \
      often promises held.

      Exit code 0: every approved change landed, and demand fits. Exit code 2: the check was done and somebody has to look, \
      since a change is not seen everywhere (the commands did not run, or no sample came since) or demand passed a new \
      size. Outcomes are final when the plan's horizon is over.

      Example: headroom plan verify plan.json --store fleet.headroom --as "Ada Muster"
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
    let missing = verification.outcomes.count { $0.sighting.landing != .landed }
    let small = verification.outcomes.count { $0.since.held == false }
    guard missing > 0 || small > 0 else { return }
    Console.note(
      "exit code 2: \(QuantityText.part(missing, of: verification.outcomes.count, "approved change", "approved changes")) "
        + "not seen everywhere, \(small) too small for demand")
    throw ExitCode(2)
  }
}

/// `headroom plan rollback`.
struct PlanRollbackCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rollback",
    abstract: "Writes the plan that reverses this one.",
    discussion: """
      The inverse plan brings every approved item back to the size it had. It is a plan of its own and begins as a draft, \
      which is approved and exported like any other; this one ends as rolled back. No size is changed by this command.

      Example: headroom plan rollback plan.json --store fleet.headroom --as "Ada Muster" --output back.json
      """)

  @OptionGroup var step: PlanStepOptions
  @OptionGroup var actor: ActorOption
  @OptionGroup var output: OutputOptions

  func run() throws {
    try step.plan.rollBack(by: try actor.name) { inverse in
      try output.deliver { try $0(Array(try PlanFile.text(of: inverse).utf8)) }
    }
    Console.note(
      "plan \(step.file) is rolled back; the plan that takes it back is a draft: approve and export it"
    )
  }
}

/// `headroom plan close`.
struct PlanCloseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "close",
    abstract: "Ends the life of a plan.",
    discussion:
      "Example: headroom plan close plan.json --store fleet.headroom --as \"Ada Muster\" --comment done"
  )

  @OptionGroup var step: PlanStepOptions
  @OptionGroup var actor: ActorOption

  @Option(help: ArgumentHelp("Why.", valueName: "text"))
  var comment: String?

  func run() throws {
    let (plan, state) = try step.plan.close(by: try actor.name, comment: comment)
    Console.note("closed plan \(plan.prefix(12)), which was \(state.text)")
  }
}
