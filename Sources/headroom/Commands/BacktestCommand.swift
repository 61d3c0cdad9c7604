internal import Application
internal import ArgumentParser
internal import CapacityModel
internal import Forecasting
internal import HeadroomBasics
internal import Reporting
internal import Sizing

/// `headroom backtest`.
struct BacktestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backtest",
    abstract: "Judges forecasts, sizes and confidence on the store's own past.",
    discussion: """
      Moves the origin through history, hides what comes after it, and scores what was said against what happened:
      accuracy and coverage of every forecaster, cost of every sizing policy, and whether a promised probability that
      the peak fits is kept.

      Examples:

        headroom backtest --store fleet.headroom --horizons 7d,28d
        headroom backtest --store fleet.headroom --train-until 2026-04-01T00:00:00Z --every 7d --policy-output chosen.json
        headroom plan --store fleet.headroom --policy-file chosen.json
      """)

  @OptionGroup var store: StoreOptions
  @OptionGroup var telling: ProgressOption
  @OptionGroup var origin: NowOption

  @Option(
    help: ArgumentHelp("The calendar step.", valueName: "duration"), transform: Arguments.duration)
  var every: Duration = .days(1)

  @Option(
    help: ArgumentHelp(
      "How far ahead the sizes of the plans that are judged must hold (default: the longest of --horizons).",
      valueName: "duration"), transform: Arguments.duration)
  var planHorizon: Duration?

  @Option(
    help: ArgumentHelp(
      "The origins of the plans that are judged (default: the latest five).",
      valueName: "time,time"),
    transform: { try $0.split(separator: ",").map { try Arguments.time(String($0)) } })
  var at: [Timestamp]?

  @Option(
    help: ArgumentHelp(
      "What decisions begin from: a file of 'headroom train decision' (default: the weights that come with the program).",
      valueName: "file"))
  var decisionWeights: String?

  @Option(
    help: ArgumentHelp(
      "Bounds on what the plans that are judged may propose: YAML or JSON.", valueName: "file"))
  var guardrails: String?

  @Option(
    help: ArgumentHelp("Horizons that are judged.", valueName: "d,d"),
    transform: { try $0.split(separator: ",").map { try Arguments.duration(String($0)) } })
  var horizons: [Duration] = [.days(7), .days(28)]

  @Option(
    help: ArgumentHelp(
      "Judge forecasters at this many origins, most recent first (default: 3).", valueName: "n"))
  var origins: Int?

  @Option(help: ArgumentHelp("Steps between origins.", valueName: "n"))
  var stride = 7

  @Option(
    help: ArgumentHelp(
      "Forecasters: \(Forecasters.all.map { $0.name }.joined(separator: ","))  (default: all).",
      valueName: "a,b"),
    transform: { $0.split(separator: ",").map(String.init) })
  var forecasters: [String]?

  @OptionGroup var beginning: WeightsOption

  @Option(
    help: ArgumentHelp(
      "Replay these policies day by day, too (all, or of: \(SizingPolicies.all.map { $0.name }.joined(separator: ","))).",
      valueName: "a,b"),
    transform: { $0.split(separator: ",").map(String.init) })
  var policies: [String]?

  @Option(
    help: ArgumentHelp("The service level that policies aim at.", valueName: "p"),
    transform: Arguments.probability)
  var serviceLevel = Tier.standard.serviceLevel

  @Option(
    help: ArgumentHelp(
      "Tune policies on what lies before this instant and judge them on what follows.",
      valueName: "time"), transform: Arguments.time)
  var trainUntil: Timestamp?

  @Option(
    help: ArgumentHelp("With --train-until: the end of the judged days.", valueName: "time"),
    transform: Arguments.time)
  var judgeUntil: Timestamp?

  @Option(
    help: ArgumentHelp(
      "With --train-until: the days before the first size.", valueName: "duration"),
    transform: Arguments.duration)
  var warmup: Duration = .days(28)

  @Option(
    help: ArgumentHelp(
      "With --train-until: parts of the fleet, each judged by what the others taught.",
      valueName: "n"))
  var folds = 2

  @Option(
    help: ArgumentHelp("With --train-until: prices by tier (YAML).", valueName: "file"))
  var costs: String?

  @Option(
    help: ArgumentHelp(
      "Entities, hosts and tiers; with --train-until resizes that need a restart cost one.",
      valueName: "file"))
  var inventory: String?

  @Flag(
    help: ArgumentHelp(
      "With --train-until: judge stretches that the size cut off like others, not leave them out."))
  var judgeCensored = false

  @Flag(help: "With --train-until: tell which policy wins at other prices; several times as long.")
  var sensitivity = false

  @Option(
    help: ArgumentHelp(
      "With --train-until: the bound that regret is told against (hindsight).", valueName: "name"))
  var against = "hindsight"

  @Option(
    help: ArgumentHelp(
      "With --train-until: write the chosen policy here, tuned or trained on all of it; plan --policy-file takes it.",
      valueName: "file"))
  var policyOutput: String?

  @Option(help: ArgumentHelp("The seed of the bootstrap.", valueName: "n"))
  var seed: UInt64 = 1

  @Option(
    help: ArgumentHelp(
      "\(ReportFormats.all.map { $0.name }.joined(separator: ", ")).", valueName: "format"))
  var format = "table"

  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard origins ?? 1 > 0, stride > 0 else {
      throw ValidationError("--origins and --stride must be at least 1")
    }
    guard against == "hindsight" else {
      throw ValidationError("'\(against)' is no bound; the one there is: hindsight")
    }
    guard (1...100).contains(folds) else { throw ValidationError("--folds is between 1 and 100") }
    if trainUntil == nil {
      let stray: [(Bool, String)] = [
        (judgeUntil != nil, "--judge-until"), (costs != nil, "--costs"),
        (judgeCensored, "--judge-censored"),
        (sensitivity, "--sensitivity"), (folds != 2, "--folds"), (warmup != .days(28), "--warmup"),
        (policyOutput != nil, "--policy-output"),
      ]
      if let (_, name) = stray.first(where: { $0.0 }) {
        throw ValidationError("\(name) goes with --train-until TIME")
      }
    }
    if trainUntil != nil {
      let stray: [(Bool, String)] = [
        (at != nil, "--at"), (planHorizon != nil, "--plan-horizon"),
        (decisionWeights != nil, "--decision-weights"), (guardrails != nil, "--guardrails"),
      ]
      if let (_, name) = stray.first(where: { $0.0 }) {
        throw ValidationError("\(name) judges plans; it does not go with --train-until")
      }
    }
    guard !horizons.isEmpty else { throw ValidationError("--horizons names none") }
    for horizon in horizons where horizon.wholeMilliseconds % every.wholeMilliseconds != 0 {
      throw ValidationError(
        "a horizon of \(horizon.shortText) is not a multiple of --every \(every.shortText)")
    }
  }

  func run() throws {
    let result = try trainUntil.map { try judged(after: $0) } ?? walked()
    let report = try ReportFormats.named(format)
    try output.deliver { try report.write(result, options: ReportOptions(), to: $0) }
  }

  /// Policies tuned and judged.
  private func judged(after instant: Timestamp) throws -> BacktestReport {
    let workspace = try store.workspace(now: origin.now, inventory: inventory)
    var request = SizingBacktestRequest(trainUntil: instant)
    (request.window, request.warmup, request.judgeUntil) = (every, warmup, judgeUntil)
    (request.folds, request.seed) = (folds, seed)
    request.policies = policies == ["all"] ? nil : policies
    (request.judgesCensored, request.tellsSensitivity) = (judgeCensored, sensitivity)
    if let costs { request.costs = try CostsFile.read(costs) }
    let line = ProgressLine("forecasting peaks", telling)
    defer { line.end() }
    request.progress = { line.update($0, of: $1, unit: "decision days") }
    guard let policyOutput else { return try SizingBacktest.make(request, in: workspace) }
    let (report, policy) = try SizingBacktest.choosing(request, in: workspace)
    guard let policy else {
      throw ApplicationError.badRequest(
        problem: "no policy could be chosen", remedy: "judge more of them: --policies all")
    }
    try OutputFile.write(try policy.text(), to: policyOutput, replacing: output.force)
    Console.note("wrote \(policyOutput)")
    return report
  }

  /// Forecasts judged from origin to origin, policies at their defaults.
  private func walked() throws -> BacktestReport {
    let workspace = try store.workspace(now: origin.now, inventory: inventory)
    var request = BacktestRequest()
    (request.step, request.origins) = (every, origins ?? request.origins)
    request.stride = stride
    request.horizons = horizons.map { Int($0.wholeMilliseconds / every.wholeMilliseconds) }
    if let forecasters { request.forecasters = forecasters }
    request.weights = beginning.weights
    request.planHorizon = planHorizon ?? max(horizons.max() ?? .days(28), .days(1))
    (request.at, request.decisionWeights) = (at, decisionWeights)
    if let guardrails { request.guardrails = try GuardrailsFile.read(guardrails) }
    if policies != ["all"] { request.policies = policies ?? [] }
    (request.serviceLevel, request.seed) = (serviceLevel, seed)
    let line = ProgressLine("backtest", telling)
    defer { line.end() }
    return try BacktestRun.make(
      request, in: workspace, progress: { line.update($0, of: $1, unit: "origins") })
  }
}
