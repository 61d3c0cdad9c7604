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
    var report = try ForecastBacktest(settings: settings).run(
      panel: demand.panel, histories: demand.histories,
      forecasters: try request.forecasters.map { try request.weights.forecaster(named: $0) },
      progress: progress)
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
}
