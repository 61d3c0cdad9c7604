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
      Examples. From the store, --horizon is a duration and the seasons are known:

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
      "How samples of a step become one number: max (default), mean, p95, last; or what is forecast: vm, host, cluster, site, fleet. May be given once for each.",
      valueName: "how"))
  var by: [ForecastGrouping] = []

  @Option(
    help: ArgumentHelp(
      "Which entities run where and what is installed, for --by host, cluster, site, fleet.",
      valueName: "file"))
  var inventory: String?

  @Option(
    help: ArgumentHelp(
      "What is planned: new workloads, retirements, growth, moves (YAML); with --by host, cluster, site or fleet (default: fleet).",
      valueName: "file"))
  var scenario: String?

  @Option(help: ArgumentHelp("Where sums need chance.", valueName: "n"))
  var seed: UInt64 = 0

  @Option(help: ArgumentHelp("How far ahead: a duration (store) or steps (file).", valueName: "h"))
  var horizon = "13w"

  @Option(help: ArgumentHelp("What predicts.", valueName: "name"))
  var forecaster = PooledRidge.name

  @OptionGroup var beginning: WeightsOption

  @Option(
    help: ArgumentHelp("Quantile levels, ascending.", valueName: "p,p"),
    transform: { try Arguments.numbers($0, Double.self) })
  var quantiles = ForecastRequest.defaultLevels

  @Option(
    help: ArgumentHelp(
      "Instead of the forecast tell what that of this entity rests on: parts, members, shifts of the level, earlier errors. May be given more than once.",
      valueName: "entity"))
  var explain: [String] = []

  @Option(
    name: .customLong("format"),
    help: ArgumentHelp(
      "\(ReportFormats.names(for: ForecastPanel.self)) (default: csv; table with --explain).",
      valueName: "format"))
  var chosenFormat: String?

  private var format: String {
    chosenFormat ?? (explain.isEmpty ? CSVFormat.name : TableFormat.name)
  }

  @Option(
    help: ArgumentHelp(
      "Write quantiles of the maximum over the horizon here, a row a series.", valueName: "file"))
  var peakOutput: String?

  @OptionGroup var output: OutputOptions

  func validate() throws {
    _ = try Arguments.format(
      format, for: explain.isEmpty ? ForecastPanel.self : ForecastExplanations.self)
    guard levels.count <= 1, aggregations.count <= 1 else {
      throw ValidationError(
        "--by takes one of max, mean, p95, last and one of vm, host, cluster, site, fleet")
    }
    if let level = levels.first, ![.vm, .fleet].contains(level), inventory == nil {
      throw ValidationError(
        "--by \(level.rawValue) needs to know what runs where; add --inventory FILE")
    }
    if scenario != nil, levels.first == .vm || !explain.isEmpty {
      throw ValidationError("--scenario goes with --by host, cluster, site or fleet")
    }
    if inventory != nil, levels.isEmpty, scenario == nil {
      throw ValidationError("--inventory goes with --by vm, host, cluster, site or fleet")
    }
    if !explain.isEmpty, !levels.isEmpty {
      throw ValidationError(
        "--explain tells of one entity's forecast; leave --by \(levels[0].rawValue) away")
    }
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

  /// Steps ahead that anybody can mean, and whose quantiles fit the memory: a year of 5 minutes.
  private static let mostSteps = 105_120

  private var levels: [HierarchyLevel] {
    by.compactMap { if case .level(let level) = $0 { level } else { nil } }
  }

  private var aggregations: [Aggregation] {
    by.compactMap { if case .aggregation(let how) = $0 { how } else { nil } }
  }

  func run() throws {
    var run = ForecastRun(
      forecaster: forecaster, levels: quantiles,
      peakLevels: peakOutput == nil ? [] : quantiles.filter { $0 >= 0.5 })
    run.explained = Set(explain.map { EntityID($0) })
    run.scenario = scenario
    run.weights = beginning.weights
    if let level = levels.first ?? (scenario == nil ? nil : .fleet) { return try sums(run, level) }
    let forecast: ForecastPanel
    if let input, let frequency, let steps = Int(horizon) {
      forecast = try run.file(
        input, format: inputFormat, step: try Self.step(frequency), horizon: steps, seasons: season)
    } else {
      forecast = try run.store(
        store.workspace(now: origin.now), metric: metric, every: every,
        by: aggregations.first ?? .max, horizon: try Arguments.duration(horizon))
    }
    if !explain.isEmpty {
      let report = try Arguments.format(format, for: ForecastExplanations.self)
      return try output.deliver {
        try report.write(
          ForecastExplanations(forecast.explanations), options: ReportOptions(), to: $0)
      }
    }
    let report = try Arguments.format(format, for: ForecastPanel.self)
    try output.deliver { try report.write(forecast, options: Self.reportOptions, to: $0) }
    try writePeaks(forecast)
  }

  private func sums(_ run: ForecastRun, _ level: HierarchyLevel) throws {
    let workspace = try store.workspace(now: origin.now, inventory: inventory)
    let result: HierarchyForecast
    if let input, let frequency, let steps = Int(horizon) {
      result = try run.file(
        input, format: inputFormat, step: try Self.step(frequency), horizon: steps,
        seasons: season, level: level, inventory: workspace.inventory, seed: seed)
    } else {
      result = try run.store(
        workspace, metric: metric, every: every, by: aggregations.first ?? .max,
        horizon: try Arguments.duration(horizon), level: level, seed: seed)
    }
    let report = try Arguments.format(format, for: HierarchyForecast.self)
    try output.deliver { try report.write(result, options: Self.reportOptions, to: $0) }
    if format == CSVFormat.name {
      let end = result.forecast.calendar.range.end
      for outlook in result.outlooks { Console.note(outlook.sentence(until: end)) }
      for warning in result.warnings { Console.note("warning: \(warning)") }
    }
    try writePeaks(result.forecast)
  }

  private static var reportOptions: ReportOptions {
    var options = ReportOptions()
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

  /// A step as --frequency names it; a month is 30 days without a calendar.
  private static func step(_ text: String) throws -> Duration {
    if text == "1mo" { return .days(30) }
    return try Arguments.duration(text)
  }
}
