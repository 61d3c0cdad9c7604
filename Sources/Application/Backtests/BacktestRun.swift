public import CapacityModel
internal import Evaluation
internal import Forecasting
public import HeadroomBasics
internal import LinearAlgebra
internal import SeriesStorage

/// What a backtest replays and how.
public struct BacktestRequest: Sendable {
  /// The calendar step.
  public var step: Duration
  /// Horizons, in steps.
  public var horizons: [Int]
  /// The most origins judged, the latest ones; all where absent.
  public var origins: Int?
  /// Steps between origins.
  public var stride: Int
  /// How far ahead the sizes of plans must hold, whole days: what decisions are judged at.
  public var planHorizon: Duration = .weeks(4)
  /// The origins of the plans that are judged, midnights; the latest ones when absent.
  public var at: [Timestamp]?
  /// Bounds on what plans may propose.
  public var guardrails = Guardrails()
  /// What decisions begin from: a file of `headroom train decision`; those that come with the program when absent.
  public var decisionWeights: String?
  /// Registered names of forecasters.
  public var forecasters: [String]
  /// What forecasters begin from.
  public var weights = ForecasterWeights.shipped
  /// Sizing policies that are replayed, too; none where absent. Its seed is the backtest's.
  public var policies: PolicyBacktestRequest?
  /// The seed of the bootstraps.
  public var seed: UInt64

  /// Creates a request with the defaults of `headroom backtest`.
  public init() {
    // As many origins as cost no more than the plans that are judged.
    (step, horizons, origins, stride) = (.days(1), [7, 28], 3, 7)
    // The first one is judged by class.
    forecasters =
      [PooledRidge.name] + Forecasters.all.map { $0.name }.filter { $0 != PooledRidge.name }
    seed = 1
  }
}

/// Walks from the store to a report on its own past.
public enum BacktestRun {
  /// Follows past plans, judges forecasters and, where asked to, replays policies.
  ///
  /// - Parameter progress: Told how many of how many origins are done.
  /// - Throws: `ApplicationError`, and the errors of the rooms on the way.
  public static func make(
    _ request: BacktestRequest, in workspace: Workspace,
    progress: (_ done: Int, _ all: Int) -> Void = { _, _ in }
  ) throws -> BacktestReport {
    try BLASRuntime.prepare()
    // What was asked for in vain is said before the work begins.
    try PolicyCatalogue.check(request.policies?.policies ?? [], isTuned: false)
    try workspace.trust(request.guardrails.trust)
    let demand = try workspace.demand(every: request.step)
    var settings = ForecastBacktestSettings(
      store: workspace.name,
      now: demand.now, seed: request.seed, horizons: request.horizons)
    settings.seasons = Seasons.known(forStep: request.step)
    settings.originCount = request.origins
    settings.stride = request.stride
    let decisions =
      request.step == .days(1)
      ? try DecisionRun.make(request, in: workspace, demand: demand, progress: progress) : nil
    let forecasters = try request.forecasters.map { try request.weights.forecaster(named: $0) }
    let judge = ForecastBacktest(settings: settings)
    var report = try refusing(request) {
      try judge.run(
        panel: demand.panel, histories: demand.histories, forecasters: forecasters,
        progress: progress)
    }
    report.decisions = decisions
    if decisions == nil {
      report.warnings.append(
        "no plan over \(request.planHorizon.shortText) could be judged: that takes 14 days of history, the horizon after "
          + "them, and steps of a day")
    }
    if var policies = request.policies {
      policies.seed = request.seed
      try PolicyBacktest.add(policies, to: &report, in: workspace)
    }
    return report
  }

  /// Judges forecasters; a history that leaves no origin is refused with what it allows.
  private static func refusing(
    _ request: BacktestRequest, _ judge: () throws -> BacktestReport
  ) throws -> BacktestReport {
    do {
      return try judge()
    } catch let error as EvaluationError {
      guard case .historyTooShort(let required, let actual) = error else { throw error }
      throw tooShort(request, required: required, actual: actual)
    }
  }

  /// The refusal of a history that leaves no origin, with flags that this history allows.
  ///
  /// - Parameters:
  ///   - required: Steps that the horizons asked for need.
  ///   - actual: Steps that there are.
  private static func tooShort(
    _ request: BacktestRequest, required: Int, actual: Int
  ) -> ApplicationError {
    let longest = request.horizons.max() ?? 0
    let warmup = required - longest
    func span(_ steps: Int) -> String {
      Duration.milliseconds(request.step.wholeMilliseconds * Int64(steps)).shortText
    }
    let problem =
      "\(span(actual)) of history leave no origin to judge a horizon of \(span(longest)) from: the first origin comes after "
      + "\(span(warmup)), and the horizon has to follow it"
    let longestPossible = actual - warmup
    guard longestPossible > 0 else {
      return .historyTooShort(
        problem: problem, remedy: "ingest at least \(span(warmup + 1)), or give a smaller --step")
    }
    // Those asked for that fit; else as many whole weeks as fit, or as many steps.
    let fitting = request.horizons.filter { $0 <= longestPossible }
    let week = max(1, Int(Duration.weeks(1).wholeMilliseconds / request.step.wholeMilliseconds))
    let most = longestPossible < week ? longestPossible : longestPossible / week * week
    let horizons = (fitting.isEmpty ? [most] : fitting).map(span).joined(separator: ",")
    guard request.step == .days(1) else {
      return .historyTooShort(
        problem: problem,
        remedy: "give --horizons \(horizons), or ingest at least \(span(required))")
    }
    let plan = fitting.max() ?? most
    return .historyTooShort(
      problem: problem,
      remedy: "give --plan-horizon \(span(plan)) --horizons \(horizons), or ingest at least "
        + span(required))
  }
}
