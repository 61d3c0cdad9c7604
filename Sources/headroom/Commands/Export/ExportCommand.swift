internal import ArgumentParser

/// `headroom export`.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Writes what a notebook or a spreadsheet needs.",
    discussion: """
      Samples themselves come out of 'headroom store export'; this is what Headroom makes of them: demand by the day, \
      forecasts, and the record of forecasts, sizes and confidence on the fleet's own past.
      """,
    subcommands: [ExportNotebookCommand.self, ExportTablesCommand.self])
}
