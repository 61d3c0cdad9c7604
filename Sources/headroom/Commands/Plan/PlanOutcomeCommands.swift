internal import Application
internal import ArgumentParser
internal import CapacityModel
internal import HeadroomBasics
internal import Planning
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

  @Option(help: ArgumentHelp("table or json.", valueName: "format"))
  var format = StoreFormat.table

  @OptionGroup var output: OutputOptions

  func run() throws {
    let name = try actor.name
    let review = try step.review(for: "verify")
    let verification = PlanVerification(
      of: review, state: try step.state(of: review.plan), end: review.plan.end)
    let landed = verification.outcomes.count { $0.landing == .landed }
    let summary = AuditRecord(
      .verified, actor: name, plan: review.plan.id,
      details: ["landed": "\(landed)", "items": "\(verification.outcomes.count)"])
    try step.audit.record(
      [summary] + verification.records(by: name), in: step.log, at: step.time)
    let text =
      switch format {
      case .json: try CanonicalJSON.file(of: verification)
      case .table: table(verification, output.reportOptions)
      }
    try output.deliver { try $0(Array(text.utf8)) }
    if verification.outcomes.contains(where: { $0.landing != .landed || $0.held == false }) {
      throw ExitCode(2)
    }
  }

  private func table(_ verification: PlanVerification, _ options: ReportOptions) -> String {
    var table = TextTable(columns: [
      .init("entity"), .init("change"), .init("first rung missing"), .init("demand"),
    ])
    for outcome in verification.outcomes {
      let held = outcome.held.map { $0 ? "fits" : "TOO SMALL" } ?? "not seen"
      table.append(
        [outcome.entity.name, outcome.landing.rawValue, outcome.rung ?? "-", held],
        note: (outcome.evidence + [outcome.behaviour]).joined(separator: "; "))
    }
    let ending = verification.final ? "the horizon is over" : "the horizon is not over yet"
    return "Plan \(verification.plan.prefix(12)) as of \(verification.asOf); \(ending)\n\n"
      + table.text(width: options.width, color: options.color)
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
    let name = try actor.name
    let review = try step.review(for: "roll back")
    let inverse = try PlanInverse.plan(of: review, created: step.time)
    try output.deliver { try $0(Array(try inverse.fileText.utf8)) }
    try step.record(.rolledBack, of: review.plan, by: name, details: ["inverse": inverse.id])
    try step.record(.created, of: inverse, by: name, details: ["rollbackOf": review.plan.id])
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
    let name = try actor.name
    let plan = try PlanFile.read(step.file).plan
    let life = PlanLife(of: plan, in: try step.log.entries())
    try life.mayClose()
    var details = ["state": life.state]
    details["comment"] = comment
    try step.record(.closed, of: plan, by: name, details: details)
    Console.note("closed plan \(plan.id.prefix(12)), which was \(life.state)")
  }
}
