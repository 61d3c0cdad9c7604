internal import ArgumentParser

/// `headroom plan`.
struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Makes a resize plan, and takes it through review, export, check and close.",
    discussion: """
      'headroom plan' is short for 'headroom plan create', which decides a size for every entity; for its options see \
      headroom plan create --help.

      The life of a plan:

        headroom plan create --format json --output plan.json
        headroom plan show plan.json
        headroom plan approve plan.json --as "Ada Muster" --all
        headroom plan export plan.json --format shell --as "Ada Muster" --output change.sh
        headroom plan verify plan.json --as "Ada Muster"
        headroom plan close plan.json --as "Ada Muster"
      """,
    subcommands: [
      PlanCreateCommand.self, PlanShowCommand.self, PlanDiffCommand.self, PlanApproveCommand.self,
      PlanRejectCommand.self, PlanExportCommand.self, PlanVerifyCommand.self,
      PlanRollbackCommand.self, PlanCloseCommand.self,
    ],
    defaultSubcommand: PlanCreateCommand.self)
}
