internal import Application
internal import ArgumentParser
internal import CapacityModel
internal import Configuration
internal import HeadroomBasics
internal import Reporting

/// `headroom backtest`.
struct BacktestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backtest",
    abstract: "Evaluates past plans, forecasts and sizing policies on the store's own history.",
    discussion: """
      Moves an origin through history, hides what comes after it, and answers three questions.

      Plans: if I had followed these plans, what would have happened? The plans of past origins are made again, and the \
      misses that they promised are held against the misses that came, with the memory that they would have given and \
      freed. This takes steps of a day.

      Policies: what would sizes cost that a rule decides anew every day, or every --window? --policies adds this for rules \
      with their documented knobs. With --train-until every policy is tuned or trained on what lies before that instant \
      and judged on what follows, other entities and later days; plans and forecasters are then left out.

      Forecasters: how accurate are forecasts, and is a promised probability that the peak fits kept?

      Examples:

        headroom backtest --store fleet.headroom --plan-horizon 4w
        headroom backtest --store fleet.headroom --policies all
        headroom backtest --store fleet.headroom --step 1h --horizons 24h,72h
        headroom backtest --store fleet.headroom --train-until 2026-04-01T00:00:00Z --window 7d --policy-output chosen.json
        headroom plan --store fleet.headroom --policy-file chosen.json
      """)

  @OptionGroup var store: StoreOptions
  @OptionGroup var origin: NowOption

  @Option(
    help: ArgumentHelp(
      "Tiers, bounds and hosts for plans; tiers and resizes that need a restart for policies.",
      valueName: "file"))
  var inventory: String?

  @Option(
    name: .customLong("step"),
    help: ArgumentHelp(
      "The calendar step of forecasts (default: 1d). Plans are followed with 1d alone.",
      valueName: "duration"), transform: Arguments.duration)
  var chosenStep: Duration?

  @OptionGroup(title: "Plans") var plans: PastPlanOptions
  @OptionGroup(title: "Policies") var replay: PolicyReplayOptions
  @OptionGroup(title: "Forecasters") var accuracy: ForecasterJudgementOptions

  @Option(help: ArgumentHelp("Seed of the bootstraps.", valueName: "n"))
  var seed: UInt64 = 1

  @Option(help: Arguments.formatHelp(BacktestReport.self))
  var format = TableFormat.name

  @OptionGroup var output: OutputOptions
  @OptionGroup var progress: ProgressOption

  private var step: Duration { chosenStep ?? .days(1) }

  func validate() throws {
    _ = try Arguments.format(format, for: BacktestReport.self)
    guard accuracy.origins ?? 1 > 0, accuracy.stride ?? 1 > 0 else {
      throw ValidationError("--origins and --stride must be at least 1")
    }
    guard (1...100).contains(replay.folds ?? 2) else {
      throw ValidationError("--folds is between 1 and 100")
    }
    if replay.trainUntil == nil { try validateWalk() } else { try validateTuning() }
  }

  /// Refuses what says nothing where policies are tuned.
  private func validateTuning() throws {
    if let name = plans.given.first {
      throw ValidationError("\(name) judges plans; it does not go with --train-until")
    }
    if let name = accuracy.given.first {
      throw ValidationError("\(name) judges forecasters; it does not go with --train-until")
    }
    if chosenStep != nil {
      throw ValidationError(
        "--step judges forecasters; with --train-until sizes change by --window")
    }
    if replay.serviceLevel != nil {
      throw ValidationError(
        "--service-level goes with --policies alone; with --train-until coverages are tuned")
    }
  }

  /// Refuses what says nothing where plans are followed and forecasters judged.
  private func validateWalk() throws {
    if let name = replay.givenForTuning.first {
      throw ValidationError("\(name) goes with --train-until TIME")
    }
    if replay.policies == nil, let name = replay.givenForReplay.first {
      throw ValidationError(
        name == "--service-level"
          ? "\(name) goes with --policies NAMES"
          : "\(name) goes with --policies NAMES or --train-until TIME")
    }
    if step != .days(1) {
      if let name = plans.given.first {
        throw ValidationError(
          "\(name) judges plans, which are made by the day; it goes with --step 1d")
      }
      if inventory != nil, replay.policies == nil {
        throw ValidationError("--inventory goes with plans (--step 1d) or with --policies NAMES")
      }
    }
    let window = replay.window ?? step
    if replay.policies != nil, window.wholeMilliseconds % Duration.days(1).wholeMilliseconds != 0 {
      throw ValidationError(
        "policies decide by the day; --policies goes with --window 1d or 7d, not \(window.shortText)"
      )
    }
    for horizon in accuracy.asked
    where horizon.wholeMilliseconds % step.wholeMilliseconds != 0 {
      throw ValidationError(
        "a horizon of \(horizon.shortText) is not a multiple of --step \(step.shortText)")
    }
  }

  func run() throws {
    let result = try replay.trainUntil == nil ? walked() : tuned()
    let report = try Arguments.format(format, for: BacktestReport.self)
    try output.deliver { try report.write(result, options: output.reportOptions, to: $0) }
  }

  /// Policies tuned and judged.
  private func tuned() throws -> BacktestReport {
    let workspace = try store.workspace(now: origin.now, inventory: inventory)
    var request = try replay.request(step: step, seed: seed) ?? PolicyBacktestRequest()
    let line = ProgressLine("forecasting peaks", progress)
    defer { line.end() }
    request.progress = { line.update($0, of: $1, unit: "decision days") }
    guard let path = replay.policyOutput else {
      return try PolicyBacktest.make(request, in: workspace)
    }
    let (report, policy) = try PolicyBacktest.choosing(request, in: workspace)
    guard let policy else {
      throw ApplicationError.badRequest(
        problem: "no policy could be chosen", remedy: "judge more of them: --policies all")
    }
    try OutputFile.write(try policy.text(), to: path, replacing: output.force)
    Console.note("wrote \(path)")
    return report
  }

  /// Plans followed and forecasters judged from origin to origin; policies, where asked for, with their documented knobs.
  private func walked() throws -> BacktestReport {
    let workspace = try store.workspace(now: origin.now, inventory: inventory)
    var request = BacktestRequest()
    (request.step, request.seed) = (step, seed)
    request.origins = accuracy.origins ?? request.origins
    request.stride = accuracy.stride ?? request.stride
    request.horizons = accuracy.asked.map { Int($0.wholeMilliseconds / step.wholeMilliseconds) }
    request.forecasters = accuracy.forecasters ?? request.forecasters
    request.weights = accuracy.weights ?? request.weights
    request.planHorizon = plans.planHorizon ?? max(accuracy.asked.max() ?? .days(28), .days(1))
    (request.at, request.decisionWeights) = (plans.at, plans.decisions.decisionWeights)
    if let guardrails = plans.guardrails {
      request.guardrails = try GuardrailsFile.read(guardrails)
    }
    request.policies = try replay.request(step: step, seed: seed)
    let line = ProgressLine("backtest", progress)
    defer { line.end() }
    request.policies?.progress = { line.update($0, of: $1, unit: "decision days") }
    return try BacktestRun.make(
      request, in: workspace, progress: { line.update($0, of: $1, unit: "origins") })
  }
}
