internal import Application
internal import ArgumentParser
internal import CapacityModel
internal import Configuration
internal import Evaluation
internal import Forecasting
internal import HeadroomBasics

/// Which past plans are followed and how.
struct PastPlanOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How far ahead the sizes of past plans must hold (default: the longest of --horizons).",
      valueName: "duration"), transform: Arguments.duration)
  var planHorizon: Duration?

  @Option(
    help: ArgumentHelp(
      "The origins of past plans, UTC midnights (default: the latest five, a quarter of the plan horizon and at least 7 days apart).",
      valueName: "time,time"),
    transform: { try Arguments.list($0).map(Arguments.time) })
  var at: [Timestamp]?

  @OptionGroup var decisions: DecisionWeightsOption

  @Option(
    help: ArgumentHelp("Guardrails for past plans: YAML or JSON.", valueName: "file"))
  var guardrails: String?

  /// Flags that were given.
  var given: [String] {
    [
      (planHorizon != nil, "--plan-horizon"), (at != nil, "--at"),
      (decisions.decisionWeights != nil, "--decision-weights"), (guardrails != nil, "--guardrails"),
    ].filter(\.0).map(\.1)
  }
}

/// Which policies are replayed day by day and how.
struct PolicyReplayOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Also judge these policies: all, or any of \(PolicyCatalogue.replayed(isTuned: false).joined(separator: ",")); with --train-until also of \(PolicyCatalogue.learned.joined(separator: ",")), and all by default.",
      valueName: "a,b"),
    transform: Arguments.list)
  var policies: [String]?

  @Option(
    help: ArgumentHelp(
      "The coverage that peak-quantile buys (default: \(Tier.standard.serviceLevel)); tuned with --train-until.",
      valueName: "p"),
    transform: Arguments.probability)
  var serviceLevel: Double?

  @Option(
    help: ArgumentHelp(
      "Time from one size of a policy to the next, whole days (default: --step; 1d with --train-until).",
      valueName: "duration"),
    transform: Arguments.duration)
  var window: Duration?

  @Option(
    help: ArgumentHelp("The days before the first size (default: 28d).", valueName: "duration"),
    transform: Arguments.duration)
  var warmup: Duration?

  @Option(
    help: ArgumentHelp("The end of the judged days (default: the origin).", valueName: "time"),
    transform: Arguments.time)
  var judgeUntil: Timestamp?

  @OptionGroup var costs: CostsOption

  @Flag(help: "Also score periods in which demand hit the size limit.")
  var judgeCensored = false

  @Option(
    help: ArgumentHelp(
      "Tune and train policies on data before this instant, and judge only policies, on data after it.",
      valueName: "time"), transform: Arguments.time)
  var trainUntil: Timestamp?

  @Option(
    help: ArgumentHelp(
      "With --train-until: split the fleet into this many parts; each is judged by policies trained on the others (default: 2).",
      valueName: "n"))
  var folds: Int?

  @Flag(
    help:
      "With --train-until: also report which policy wins at other prices; takes several times as long."
  )
  var sensitivity = false

  @Option(
    help: ArgumentHelp(
      "With --train-until: write the chosen policy to this file, for 'plan --policy-file'.",
      valueName: "file"))
  var policyOutput: String?

  /// Flags that were given and say how policies are replayed, tuned or not.
  var givenForReplay: [String] {
    [
      (serviceLevel != nil, "--service-level"), (warmup != nil, "--warmup"),
      (judgeUntil != nil, "--judge-until"), (costs.costs != nil, "--costs"),
      (window != nil, "--window"),
      (judgeCensored, "--judge-censored"),
    ].filter(\.0).map(\.1)
  }

  /// Flags that were given and say how policies are tuned.
  var givenForTuning: [String] {
    [
      (folds != nil, "--folds"), (sensitivity, "--sensitivity"),
      (policyOutput != nil, "--policy-output"),
    ].filter(\.0).map(\.1)
  }

  /// What to replay; `nil` where nothing was asked for.
  ///
  /// - Parameter step: The step of forecasts, which is the window where none was given.
  func request(step: Duration, seed: UInt64) throws -> PolicyBacktestRequest? {
    guard policies != nil || trainUntil != nil else { return nil }
    var request = PolicyBacktestRequest(trainUntil: trainUntil)
    (request.window, request.seed, request.judgeUntil) = (window ?? step, seed, judgeUntil)
    request.warmup = warmup ?? request.warmup
    request.folds = folds ?? request.folds
    request.serviceLevel = serviceLevel ?? request.serviceLevel
    request.policies = policies == ["all"] ? nil : policies
    (request.judgesCensored, request.tellsSensitivity) = (judgeCensored, sensitivity)
    request.costs = try costs.schedule()
    return request
  }
}

/// Which forecasters are judged and how.
struct ForecasterJudgementOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Horizons that are judged (default: 7d,28d).", valueName: "d,d"),
    transform: { try Arguments.list($0).map(Arguments.duration) })
  var horizons: [Duration]?

  @Option(
    help: ArgumentHelp(
      "Use at most this many origins, most recent first (default: \(BacktestRequest().origins ?? 0)).",
      valueName: "n"))
  var origins: Int?

  @Option(
    help: ArgumentHelp(
      "Steps between these origins (default: \(BacktestRequest().stride)).", valueName: "n"))
  var stride: Int?

  @Option(
    help: ArgumentHelp(
      "Forecasters: \(Forecasters.all.map { $0.name }.joined(separator: ",")) (default: all).",
      valueName: "a,b"),
    transform: Arguments.list)
  var forecasters: [String]?

  @Option(
    help: ArgumentHelp(
      "Initial weights of forecasts: shipped (default), none, or a file of 'headroom train forecaster'.",
      valueName: "weights"),
    transform: { ForecasterWeights($0) })
  var weights: ForecasterWeights?

  /// Flags that were given.
  var given: [String] {
    [
      (horizons != nil, "--horizons"), (origins != nil, "--origins"), (stride != nil, "--stride"),
      (forecasters != nil, "--forecasters"), (weights != nil, "--weights"),
    ].filter(\.0).map(\.1)
  }

  /// The horizons in force.
  var asked: [Duration] { horizons ?? [.days(7), .days(28)] }
}
