internal import Application
internal import ArgumentParser
internal import Reporting

/// `headroom export tables`.
struct ExportTablesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tables",
    abstract: "Writes CSV tables with a description of every column.",
    discussion: """
      Tables:

      \(CapacityTableList.all.map { "  \($0.name).csv: \($0.summary)" }.joined(separator: "\n"))

      tables.json beside them names every column with its type and meaning, rows and SHA-256 of every file, and what all of \
      it was made from. Amounts are whole bytes, days are UTC, shares are fractions; an empty cell is a value that is not \
      known. Forecasts are those of 'headroom forecast', the record is that of 'headroom backtest'.

      All files appear together or not at all.

      Example: headroom export tables --store fleet.headroom --inventory inventory.yaml --output tables
      """)

  @OptionGroup var options: ExportOptions
  @OptionGroup var folder: ExportFolder

  func run() throws { try options.export(.tables, to: folder) }
}
