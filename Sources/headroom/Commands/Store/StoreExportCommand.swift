internal import Application
internal import ArgumentParser
internal import CapacityModel
internal import HeadroomBasics
internal import SeriesStorage

/// `headroom store export`.
struct StoreExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Writes samples as CSV or OpenMetrics text.",
    discussion: """
      CSV has exact bytes and epoch seconds; `headroom ingest` reads the same samples from it. All rows show one committed
      state of the store. Of stretches that retention rolled up, one row a period is written.

      Example: headroom store export --metric used --every 1d --by max --output daily.csv
      """)

  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions

  @Option(
    help: ArgumentHelp(
      "Which metrics, such as used,configured (default: all that the store has).",
      valueName: "a,b"),
    transform: Self.metrics)
  var metric: [MemoryMetric]?

  @Option(
    help: ArgumentHelp("Whose samples (default: everybody's).", valueName: "a,b"),
    transform: { $0.split(separator: ",").map { EntityID(String($0)) } })
  var entity: [EntityID]?

  @Option(
    help: ArgumentHelp("The first instant.", valueName: "time"), transform: Arguments.time)
  var from: Timestamp?

  @Option(
    help: ArgumentHelp("The first instant after the last.", valueName: "time"),
    transform: Arguments.time)
  var to: Timestamp?

  @Option(
    help: ArgumentHelp("One row a step of this length.", valueName: "duration"),
    transform: Arguments.duration)
  var every: Duration?

  @Option(
    help: ArgumentHelp(
      "How a step's samples become one: max, mean, p95 or last (default: max).",
      valueName: "how"),
    transform: Self.aggregation)
  var by: Aggregation?

  @Option(help: "csv or openmetrics (default: csv).", transform: Self.format)
  var format = ExportFormat.csv

  func validate() throws {
    guard by == nil || every != nil else {
      throw ValidationError("--by says how a step becomes one row; add --every 1d")
    }
    if let from, let to, to < from {
      throw ValidationError("--to \(to) is before --from \(from)")
    }
    if let every, every.wholeMilliseconds < 1 {
      throw ValidationError("--every must be at least a millisecond")
    }
  }

  func run() throws {
    var run = ExportRun()
    (run.format, run.metrics, run.entities) = (format, metric, entity)
    run.range = TimeRange(start: from ?? TimeRange.all.start, end: to ?? TimeRange.all.end)
    run.stepping = every.map { ExportRun.Stepping(step: $0, aggregation: by ?? .max) }
    let source = try store.open(.read)
    try output.deliver { try run.write(source, to: $0) }
  }

  private static func metrics(_ text: String) throws -> [MemoryMetric] {
    try text.split(separator: ",").map { name in
      guard let metric = MemoryMetric(rawValue: String(name)) else {
        throw ValidationError(
          "'\(name)' is no metric; choose from "
            + MemoryMetric.allCases.map(\.rawValue).joined(separator: ", "))
      }
      return metric
    }
  }

  private static func format(_ text: String) throws -> ExportFormat {
    guard let format = ExportFormat(rawValue: text) else {
      throw ValidationError("'\(text)' is no format of an export; choose csv or openmetrics")
    }
    return format
  }

  private static func aggregation(_ text: String) throws -> Aggregation {
    guard let aggregation = Aggregation(rawValue: text) else {
      throw ValidationError("'\(text)' is not one of max, mean, p95, last")
    }
    return aggregation
  }
}
