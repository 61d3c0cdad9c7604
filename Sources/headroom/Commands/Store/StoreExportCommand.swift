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
      CSV has exact bytes and epoch seconds; `headroom ingest` reads the same samples from it. All rows show one committed \
      state of the store. Of stretches that retention rolled up, one row a period is written.

      Example: headroom store export --metric used --step 1d --aggregate max --output daily.csv
      """)

  @OptionGroup var store: StoreOptions

  @Option(
    help: ArgumentHelp(
      "Metrics to export, such as used,configured (default: all in the store).",
      valueName: "a,b"),
    transform: Self.metrics)
  var metric: [MemoryMetric]?

  @Option(
    help: ArgumentHelp("Entities to export (default: all).", valueName: "a,b"),
    transform: { try Arguments.list($0).map { EntityID($0) } })
  var entity: [EntityID]?

  @Option(
    help: ArgumentHelp("Start of the exported range.", valueName: "time"), transform: Arguments.time
  )
  var from: Timestamp?

  @Option(
    help: ArgumentHelp("End of the exported range, exclusive.", valueName: "time"),
    transform: Arguments.time)
  var to: Timestamp?

  @Option(
    help: ArgumentHelp(
      "Write one row for each calendar step of this length.", valueName: "duration"),
    transform: Arguments.duration)
  var step: Duration?

  @Option(
    help: ArgumentHelp(
      "How the samples of a step become one value (default: max).",
      valueName: "how"))
  var aggregate: Aggregation?

  @Option(help: "csv or openmetrics (default: csv).", transform: Self.format)
  var format = ExportFormat.csv

  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard aggregate == nil || step != nil else {
      throw ValidationError("--aggregate says how a step becomes one row; add --step 1d")
    }
    if let from, let to, to < from {
      throw ValidationError("--to \(to) is before --from \(from)")
    }
    if let step, step.wholeMilliseconds < 1 {
      throw ValidationError("--step must be at least a millisecond")
    }
  }

  func run() throws {
    var run = ExportRun()
    (run.format, run.metrics, run.entities) = (format, metric, entity)
    run.range = TimeRange(start: from ?? TimeRange.all.start, end: to ?? TimeRange.all.end)
    run.stepping = step.map { ExportRun.Stepping(step: $0, aggregation: aggregate ?? .max) }
    let source = try store.open(.read)
    try output.deliver { try run.write(source, to: $0) }
  }

  private static func metrics(_ text: String) throws -> [MemoryMetric] {
    try Arguments.list(text).map { name in
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
}
