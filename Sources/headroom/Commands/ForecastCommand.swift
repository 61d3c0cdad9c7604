internal import Application
internal import ArgumentParser
internal import CapacityModel
internal import Forecasting
internal import HeadroomBasics
internal import Ingestion
internal import Reporting

/// `headroom forecast`.
struct ForecastCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forecast",
    abstract: "Forecasts demand, from the store or straight from a file of series.",
    discussion: """
      On a terminal, or with --format table, prints a summary: demand of the fleet and its clusters by month, when what is \
      installed is passed, and the entities that grow most or pass their size. Piped, prints CSV with all quantiles of \
      every entity. --format and --level choose.

      From the store, --horizon is a duration and the seasons are known:

        headroom forecast --store fleet.headroom --inventory inventory.yaml
        headroom forecast --store fleet.headroom --step 1d --aggregate max --horizon 13w --format csv
        headroom forecast --store fleet.headroom --inventory inventory.yaml --level cluster

      From a file, --horizon counts steps of --step:

        headroom forecast --input series.csv --input-format panel --step 1h --horizon 72 --season 24,168

      Forecasters:

      \(Forecasters.all.map { "  \($0.name): \($0.summary)" }.joined(separator: "\n"))
      """)

  @OptionGroup var store: StoreOptions
  @OptionGroup var origin: NowOption

  @Option(
    help: ArgumentHelp("Read whole series from this file, not from the store.", valueName: "file"))
  var input: String?

  @Option(
    help: ArgumentHelp(
      "The format of --input: \(SeriesFiles.all.map { $0.name }.joined(separator: ", ")).",
      valueName: "format"))
  var inputFormat = "panel"

  @Option(
    help: ArgumentHelp(
      "Which entities run where, and what is installed: YAML, JSON or CSV.", valueName: "file"))
  var inventory: String?

  @Option(
    help: ArgumentHelp(
      "Planned changes for the sums: new workloads, retirements, growth, moves (YAML). Needs --level host, cluster, site or fleet (default: fleet).",
      valueName: "file"))
  var scenario: String?

  @Option(
    help: ArgumentHelp(
      "The metric to forecast: \(MemoryMetric.allCases.map(\.rawValue).joined(separator: ", ")) (default: used).",
      valueName: "metric"),
    transform: { text in
      guard let metric = MemoryMetric(rawValue: text) else {
        throw ValidationError("'\(text)' is no metric")
      }
      return metric
    })
  var metric = MemoryMetric.used

  @Option(
    help: ArgumentHelp(
      "The calendar step: 5m, 1h, 1d, 1w, with --input also 1mo (default: 1d from the store).",
      valueName: "duration"))
  var step: String?

  @Option(
    help: ArgumentHelp(
      "How the samples of a step become one value (default: max).",
      valueName: "how"))
  var aggregate: [Aggregation] = []

  @Option(
    help: ArgumentHelp(
      "The sums to forecast, or vm for entities reconciled with them (default: entities, not reconciled).",
      valueName: "level"))
  var level: [HierarchyLevel] = []

  @Option(
    help: ArgumentHelp(
      "How far ahead: a duration (store), or a number of steps (--input).", valueName: "h"))
  var horizon = "13w"

  @Option(
    help: ArgumentHelp(
      "Seasonal periods in steps, with --input (default: those of the step).", valueName: "n,n"),
    transform: { try Arguments.numbers($0, Int.self) })
  var season: [Int]?

  @Option(
    help: ArgumentHelp(
      "Explain this entity's forecast instead of printing it: parts, members, level shifts, earlier errors. May be given more than once.",
      valueName: "entity"))
  var explain: [String] = []

  @Flag(help: "Print the summary; the default on a terminal and with --format table.")
  var summary = false

  @Option(
    help: ArgumentHelp(
      "Forecaster to use: \(Forecasters.all.map { $0.name }.joined(separator: ", ")).",
      valueName: "name"))
  var forecaster = PooledRidge.name

  @OptionGroup var trust: TrustOption
  @OptionGroup var weights: WeightsOption

  @Option(
    help: ArgumentHelp(
      "Quantile levels, ascending (default: \(ForecastRequest.defaultLevels.count) from \(ForecastRequest.defaultLevels[0]) to \(ForecastRequest.defaultLevels[ForecastRequest.defaultLevels.count - 1])).",
      valueName: "p,p"),
    transform: { try Arguments.numbers($0, Double.self) })
  var quantiles: [Double]?

  @Option(help: ArgumentHelp("Seed for simulated futures of sums.", valueName: "n"))
  var seed: UInt64 = 0

  @Option(
    name: .customLong("format"),
    help: ArgumentHelp(
      "\(ReportFormats.names(for: ForecastPanel.self)) (default: table on a terminal and with --explain, else csv).",
      valueName: "format"))
  var chosenFormat: String?

  @Option(
    help: ArgumentHelp(
      "Write quantiles of the maximum over the horizon to this file, a row a series.",
      valueName: "file"))
  var peakOutput: String?

  @OptionGroup var output: OutputOptions

  /// Steps ahead that anybody can mean, and whose quantiles fit the memory: a year of 5 minutes.
  private static let mostSteps = 105_120

  private var format: String {
    if let chosenFormat { return chosenFormat }
    return explain.isEmpty && !summary && !output.isShown ? CSVFormat.name : TableFormat.name
  }

  private var levels: [Double] { quantiles ?? ForecastRequest.defaultLevels }

  /// The level whose sums are forecast; `nil` for single entities without reconciliation.
  private var sumLevel: HierarchyLevel? { level.first ?? (scenario == nil ? nil : .fleet) }

  /// The first given option that a summary has no use for.
  private var optionBesideSummary: String? {
    let given = [
      (input != nil, "--input"), (!level.isEmpty, "--level"), (scenario != nil, "--scenario"),
      (!explain.isEmpty, "--explain"), (metric != .used, "--metric"),
      (quantiles != nil, "--quantiles"), (peakOutput != nil, "--peak-output"),
    ]
    return given.first(where: \.0)?.1
  }

  /// Whether the summary is printed: where it was asked for, or where a table was and nothing else was said.
  private var isSummary: Bool {
    summary || format == TableFormat.name && optionBesideSummary == nil
  }

  /// The format, which has a form for what the options ask for.
  private func chosenReport() throws -> any ReportFormat {
    let kind: any Reportable.Type =
      if isSummary {
        ForecastSummary.self
      } else if !explain.isEmpty {
        ForecastExplanations.self
      } else if sumLevel != nil {
        HierarchyForecast.self
      } else {
        ForecastPanel.self
      }
    return try Arguments.format(format, for: kind)
  }

  func validate() throws {
    _ = try chosenReport()
    guard level.count <= 1, aggregate.count <= 1 else {
      throw ValidationError("give --level and --aggregate once each")
    }
    if summary, let name = optionBesideSummary {
      throw ValidationError("--summary does not go with \(name)")
    }
    guard Forecasters.all.contains(where: { $0.name == forecaster }) else {
      throw ValidationError(
        "'\(forecaster)' is no forecaster; choose one of \(Forecasters.all.map { $0.name }.joined(separator: ", "))"
      )
    }
    try validateLevel()
    if input != nil {
      guard trust.guardrails == nil else {
        throw ValidationError(
          "--guardrails is about the samples of a store; leave it out with --input")
      }
      try validateFile()
    } else {
      if season != nil {
        throw ValidationError("--season goes with --input; on the store seasons are known")
      }
      _ = try Arguments.duration(horizon)
      _ = try step.map(Arguments.duration)
    }
  }

  /// Refuses a level without what it needs, and options that need a level.
  private func validateLevel() throws {
    if let level = level.first, ![.vm, .fleet].contains(level), inventory == nil {
      throw ValidationError(
        "--level \(level.rawValue) needs to know what runs where; add --inventory FILE")
    }
    if scenario != nil, level.first == .vm || !explain.isEmpty {
      throw ValidationError("--scenario goes with --level host, cluster, site or fleet")
    }
    if inventory != nil, sumLevel == nil, !isSummary {
      throw ValidationError(
        "--inventory goes with --summary or with --level vm, host, cluster, site or fleet")
    }
    if !explain.isEmpty, !level.isEmpty {
      throw ValidationError(
        "--explain is about one entity's forecast; leave --level \(level[0].rawValue) out")
    }
  }

  /// Refuses options that a file of series cannot be forecast with.
  private func validateFile() throws {
    guard let step else {
      throw ValidationError(
        "a file does not tell its step; add --step 1h (or 5m, 1d, 1w, 1mo)")
    }
    _ = try Self.fileStep(step)
    guard let steps = Int(horizon), steps > 0 else {
      throw ValidationError(
        "with --input, --horizon counts steps: '\(horizon)' is no such number")
    }
    guard steps <= Self.mostSteps else {
      throw ValidationError("--horizon \(steps) is too far; at most \(Self.mostSteps) steps")
    }
    if let season, let wrong = season.first(where: { $0 < 1 }) {
      throw ValidationError(
        "--season \(wrong) is no number of steps; leave --season out for none")
    }
    guard SeriesFiles.all.contains(where: { $0.name == inputFormat }) else {
      throw ValidationError(
        "'\(inputFormat)' is no format of whole series; choose one of "
          + SeriesFiles.all.map { $0.name }.joined(separator: ", "))
    }
  }

  func run() throws {
    let report = try chosenReport()
    var run = ForecastRun(
      forecaster: forecaster, levels: levels,
      peakLevels: peakOutput == nil ? [] : levels.filter { $0 >= 0.5 })
    run.explained = Set(explain.map { EntityID($0) })
    run.scenario = scenario
    run.weights = weights.weights
    if isSummary {
      let workspace = try trust.apply(
        to: store.workspace(now: origin.now, inventory: inventory))
      let summary = try run.summary(
        workspace, every: try storeStep, by: aggregate.first ?? .max,
        horizon: try Arguments.duration(horizon), seed: seed)
      return try output.deliver { try report.write(summary, options: output.reportOptions, to: $0) }
    }
    if let sumLevel { return try sums(run, sumLevel, as: report) }
    let forecast: ForecastPanel
    if let input, let step, let steps = Int(horizon) {
      forecast = try run.file(
        input, format: inputFormat, step: try Self.fileStep(step), horizon: steps, seasons: season)
    } else {
      forecast = try run.store(
        trust.apply(to: store.workspace(now: origin.now)), metric: metric, every: try storeStep,
        by: aggregate.first ?? .max, horizon: try Arguments.duration(horizon))
    }
    if !explain.isEmpty {
      return try output.deliver {
        try report.write(
          ForecastExplanations(forecast.explanations), options: output.reportOptions, to: $0)
      }
    }
    try output.deliver { try report.write(forecast, options: reportOptions, to: $0) }
    // A row of numbers has no place for it.
    if format == CSVFormat.name, let doubts = forecast.doubts { Console.warning(doubts) }
    try writePeaks(forecast)
  }

  private func sums(
    _ run: ForecastRun, _ level: HierarchyLevel, as report: any ReportFormat
  ) throws {
    let workspace = try store.workspace(now: origin.now, inventory: inventory)
    let result: HierarchyForecast
    if let input, let step, let steps = Int(horizon) {
      result = try run.file(
        input, format: inputFormat, step: try Self.fileStep(step), horizon: steps,
        seasons: season, level: level, inventory: workspace.inventory, seed: seed)
    } else {
      result = try run.store(
        try trust.apply(to: workspace), metric: metric, every: try storeStep,
        by: aggregate.first ?? .max,
        horizon: try Arguments.duration(horizon), level: level, seed: seed)
    }
    try output.deliver { try report.write(result, options: reportOptions, to: $0) }
    if format == CSVFormat.name {
      let end = result.forecast.calendar.range.end
      for outlook in result.outlooks { Console.note(outlook.sentence(until: end)) }
      for warning in result.warnings { Console.warning(warning) }
    }
    try writePeaks(result.forecast)
  }

  private var reportOptions: ReportOptions {
    var options = output.reportOptions
    options.loop = .threads
    return options
  }

  private func writePeaks(_ forecast: ForecastPanel) throws {
    if let peakOutput {
      try OutputOptions.file(peakOutput, replacing: output.force) {
        try CSVFormat().writePeaks(of: forecast, to: $0)
      }
    }
  }

  /// The step of the store's calendar.
  private var storeStep: Duration {
    get throws { try step.map(Arguments.duration) ?? .days(1) }
  }

  /// The step of a file; a month is 30 days without a calendar.
  private static func fileStep(_ text: String) throws -> Duration {
    if text == "1mo" { return .days(30) }
    return try Arguments.duration(text)
  }
}
