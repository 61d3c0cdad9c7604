internal import ArgumentParser
internal import CapacityModel
internal import Forecasting
internal import Ingestion
internal import Pipeline
internal import Reporting

/// `headroom forecast`.
struct ForecastCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forecast",
    abstract: "Forecasts demand, from the store or straight from a file of series.",
    discussion: """
      From the store, --horizon is a duration and the seasons are known:

        headroom forecast --store fleet.headroom --every 1d --by max --horizon 13w

      From a file, --horizon counts steps of --frequency:

        headroom forecast --input series.csv --input-format panel --frequency 1h --horizon 72 --season 24,168

      Forecasters:

      \(Forecasters.all.map { "  \($0.name): \($0.summary)" }.joined(separator: "\n"))
      """)

  @OptionGroup var store: StoreOptions
  @OptionGroup var origin: NowOption

  @Option(help: ArgumentHelp("A file of whole series instead of the store.", valueName: "file"))
  var input: String?

  @Option(
    help: ArgumentHelp(
      "What the file is: \(SeriesFiles.all.map { $0.name }.joined(separator: ", ")).",
      valueName: "format"))
  var inputFormat = "panel"

  @Option(help: ArgumentHelp("The file's step: 5m, 1h, 1d, 1w, 1mo.", valueName: "duration"))
  var frequency: String?

  @Option(
    help: ArgumentHelp(
      "Seasonal periods in steps, with --input (default: those of the step).", valueName: "n,n"),
    transform: { try Arguments.numbers($0, Int.self) })
  var season: [Int]?

  @Option(
    help: ArgumentHelp(
      "What to forecast: \(MemoryMetric.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "metric"),
    transform: { text in
      guard let metric = MemoryMetric(rawValue: text) else {
        throw ValidationError("'\(text)' is no metric")
      }
      return metric
    })
  var metric = MemoryMetric.used

  @Option(
    help: ArgumentHelp("The store's calendar step.", valueName: "duration"),
    transform: Arguments.duration)
  var every: Duration = .days(1)

  @Option(
    help: ArgumentHelp(
      "How samples of a step become one number: max, mean, p95, last.", valueName: "how"),
    transform: { text in
      guard let aggregation = Aggregation(rawValue: text) else {
        throw ValidationError("'\(text)' is none of max, mean, p95, last")
      }
      return aggregation
    })
  var by = Aggregation.max

  @Option(help: ArgumentHelp("How far ahead: a duration (store) or steps (file).", valueName: "h"))
  var horizon = "13w"

  @Option(help: ArgumentHelp("What predicts.", valueName: "name"))
  var forecaster = PooledRidge.name

  @Option(
    help: ArgumentHelp("Quantile levels, ascending.", valueName: "p,p"),
    transform: { try Arguments.numbers($0, Double.self) })
  var quantiles = ForecastRequest.defaultLevels

  @Option(
    help: ArgumentHelp(
      "\(ReportFormats.all.map { $0.name }.joined(separator: ", ")).", valueName: "format"))
  var format = "csv"

  @Option(
    help: ArgumentHelp(
      "Write quantiles of the maximum over the horizon here, a row a series.", valueName: "file"))
  var peakOutput: String?

  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard Forecasters.all.contains(where: { $0.name == forecaster }) else {
      throw ValidationError(
        "'\(forecaster)' is no forecaster; choose one of \(Forecasters.all.map { $0.name }.joined(separator: ", "))"
      )
    }
    if input != nil {
      guard frequency != nil else {
        throw ValidationError(
          "a file does not tell its step; add --frequency 1h (or 5m, 1d, 1w, 1mo)")
      }
      guard let steps = Int(horizon), steps > 0 else {
        throw ValidationError(
          "with --input, --horizon counts steps: '\(horizon)' is no such number")
      }
      guard SeriesFiles.all.contains(where: { $0.name == inputFormat }) else {
        throw ValidationError(
          "'\(inputFormat)' is no format of whole series; choose one of "
            + SeriesFiles.all.map { $0.name }.joined(separator: ", "))
      }
    } else {
      if season != nil {
        throw ValidationError("--season goes with --input; on the store seasons are known")
      }
      if frequency != nil {
        throw ValidationError("--frequency goes with --input; on the store it is --every")
      }
      _ = try Arguments.duration(horizon)
    }
  }

  func run() throws {
    var run = ForecastRun(
      forecaster: forecaster, levels: quantiles,
      peakLevels: peakOutput == nil ? [] : quantiles.filter { $0 >= 0.5 })
    run.key = try store.key
    let forecast: ForecastPanel
    if let input, let frequency, let steps = Int(horizon) {
      forecast = try run.file(
        input, format: inputFormat, step: try Self.step(frequency), horizon: steps, seasons: season)
    } else {
      forecast = try run.store(
        store.path, metric: metric, every: every, by: by,
        horizon: try Arguments.duration(horizon), now: origin.now)
    }
    let report = try ReportFormats.named(format)
    try output.deliver { try report.write(forecast, options: ReportOptions(), to: $0) }
    if let peakOutput {
      try OutputOptions.file(peakOutput, replacing: output.force) {
        try CSVFormat().writePeaks(of: forecast, to: $0)
      }
    }
  }

  /// A step as --frequency names it; a month is 30 days without a calendar.
  private static func step(_ text: String) throws -> Duration {
    if text == "1mo" { return .days(30) }
    return try Arguments.duration(text)
  }
}
