internal import ArgumentParser

/// The root command.
struct Headroom: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "headroom",
    abstract:
      "Plans memory: takes in samples, forecasts demand, proposes sizes with tested confidence.",
    discussion: """
      A first plan:

        headroom ingest samples.csv.xz --store fleet.headroom
        headroom plan --store fleet.headroom --horizon 4w

      Data goes to standard output, messages to standard error. Exit codes: 0 done; 1 failed; 2 done, and the answer \
      needs attention; 64 usage; 65 bad input data; 74 input/output.

      'headroom help topics' lists more: \(HelpTopic.all.map(\.name).joined(separator: ", ")).
      """,
    version: version,
    subcommands: [
      IngestCommand.self, StoreCommand.self, ForecastCommand.self, PlanCommand.self,
      AuditCommand.self, ExportCommand.self, BacktestCommand.self, ReportCommand.self,
      DiagnoseCommand.self,
      TrainCommand.self,
      DatasetCommand.self, CompletionsCommand.self,
      VersionCommand.self,
    ])

  /// The version of this build.
  static let version = "0.1.0"
}
