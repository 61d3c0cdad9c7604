internal import ArgumentParser

/// `headroom plan`.
struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Makes a resize plan, and takes it through review, export, check and close.",
    usage: "headroom plan [<options of create>]\n       headroom plan <subcommand>",
    discussion: """
      'headroom plan' is short for 'headroom plan create', which decides a size for every entity; for its options see \
      headroom plan create --help.

      The life of a plan:

        headroom plan create --store fleet.headroom --format json --output plan.json
        headroom plan show plan.json --store fleet.headroom
        headroom plan approve plan.json --store fleet.headroom --as "Ada Muster" --all
        headroom plan export plan.json --store fleet.headroom --as "Ada Muster" --format shell --platform libvirt \
          --output change.sh
        headroom plan verify plan.json --store fleet.headroom --as "Ada Muster"
        headroom plan close plan.json --store fleet.headroom --as "Ada Muster"

      All steps of one plan name the same store: the audit log that they are recorded in stands beside it.
      """,
    subcommands: [
      PlanCreateCommand.self, PlanShowCommand.self, PlanDiffCommand.self, PlanApproveCommand.self,
      PlanRejectCommand.self, PlanExportCommand.self, PlanVerifyCommand.self,
      PlanRollbackCommand.self, PlanCloseCommand.self,
    ],
    defaultSubcommand: PlanCreateCommand.self)
}
