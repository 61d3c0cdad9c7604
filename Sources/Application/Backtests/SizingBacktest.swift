public import CapacityModel
internal import Evaluation
internal import Forecasting
public import HeadroomBasics
internal import LinearAlgebra
internal import SeriesStorage
internal import Sizing

/// What a judgement of sizing policies replays and how.
public struct SizingBacktestRequest: Sendable {
  /// The decision window, whole days.
  public var window: Duration
  /// Before the first decision, whole days.
  public var warmup: Duration
  /// Training and tuning see nothing from here on.
  public var trainUntil: Timestamp
  /// Nothing is judged from here on; all that is left where absent.
  public var judgeUntil: Timestamp?
  /// Folds by the hash of the entity's name.
  public var folds: Int
  /// Prices.
  public var costs: CostSchedule
  /// Registered names of the policies to judge; all where absent.
  public var policies: [String]?
  /// The seed of the bootstrap.
  public var seed: UInt64
  /// Whether stretches that the size cut off are judged like others.
  public var judgesCensored: Bool
  /// Whether the ranking is told over a grid of prices, too; that takes several times as long.
  public var tellsSensitivity: Bool
  /// Told, from several threads, how many of how many decision days are forecast: the longest part of the work.
  public var progress: @Sendable (_ done: Int, _ all: Int) -> Void = { _, _ in }

  /// Creates a request with the defaults of `headroom backtest --train-until`.
  public init(trainUntil: Timestamp) {
    self.trainUntil = trainUntil
    (window, warmup, judgeUntil) = (.days(1), .days(28), nil)
    (folds, costs, policies) = (2, CostSchedule(), nil)
    (seed, judgesCensored, tellsSensitivity) = (1, false, false)
  }
}

/// Walks from the store to a judgement of sizing policies on its own past.
public enum SizingBacktest {
  /// Tunes on the past before `trainUntil`, judges after it.
  ///
  /// - Throws: `ApplicationError`, and the errors of the rooms on the way.
  public static func make(
    _ request: SizingBacktestRequest, in workspace: Workspace
  ) throws -> BacktestReport {
    let (evaluation, fleet) = try judged(request, in: workspace)
    return try report(evaluation, fleet, request, in: workspace)
  }

  /// As `make`, with the chosen policy for plans from the end of the judged days on, as `--policy-file` takes it; `nil`
  /// where nothing could be chosen.
  public static func choosing(
    _ request: SizingBacktestRequest, in workspace: Workspace
  ) throws -> (report: BacktestReport, policy: PolicyFile?) {
    let (evaluation, fleet) = try judged(request, in: workspace)
    return (
      try report(evaluation, fleet, request, in: workspace),
      try policy(evaluation, fleet, request, in: workspace)
    )
  }

  private static func policy(
    _ evaluation: PolicyEvaluation, _ fleet: FleetRecords, _ request: SizingBacktestRequest,
    in workspace: Workspace
  ) throws -> PolicyFile? {
    guard let chosen = evaluation.chosen else { return nil }
    let records = evaluation.fleet.records
    let settings = evaluation.settings
    let data = TrainedSizing.Data(
      store: workspace.name,
      entities: records.count, range: TimeRange(start: fleet.calendar.start, end: fleet.end),
      fingerprint: DemandRecord.fingerprint(of: records))
    guard let knobs = chosen.knobs else {
      var training = SizingTraining()
      (training.warmup, training.window) = (settings.warmup, settings.window)
      training.costs = settings.costs
      training.mostShortageDays = chosen.mostShortageDays ?? .infinity
      return .trained(
        try training.train(chosen.choice.policy, on: records, data: data, loop: .threads))
    }
    return .tuned(
      TunedRule(
        policy: chosen.choice.policy, rule: knobs, window: settings.window,
        costs: settings.costs, data: data, why: chosen.choice.why))
  }

  private static func judged(
    _ request: SizingBacktestRequest, in workspace: Workspace
  ) throws -> (evaluation: PolicyEvaluation, fleet: FleetRecords) {
    try BLASRuntime.prepare()
    try check(request.policies)
    let warmup = try wholeDays(request.warmup, "--warmup")
    let fleet = try FleetRecords(
      from: try workspace.store, now: workspace.now ?? request.judgeUntil, warmup: warmup,
      inventory: workspace.inventory, judgesCensored: request.judgesCensored)
    var settings = EvaluationSettings(trainUntil: try day(request.trainUntil, in: fleet))
    settings.judgeUntil = try request.judgeUntil.map { try day($0, in: fleet) }
    (settings.warmup, settings.window) = (warmup, try wholeDays(request.window, "--every"))
    (settings.folds, settings.costs, settings.seed) = (request.folds, request.costs, request.seed)
    settings.policies = request.policies
    // A short store asks for two thirds of its days.
    settings.minimumDays = min(settings.minimumDays, 2 * fleet.calendar.count / 3)
    let end = settings.judgeUntil ?? fleet.calendar.count
    guard warmup < settings.trainUntil, settings.trainUntil < end else {
      throw ApplicationError.badRequest(
        problem:
          "training from day \(warmup) to \(settings.trainUntil) and judging to day \(end) leaves nothing to do",
        remedy: "choose --warmup, --train-until and --judge-until in that order")
    }
    let peaks =
      settings.wants(PeakQuantilePolicy.name)
      ? try PeakForecasts(
        fleet.records.filter(settings.admits), on: fleet.calendar, schedule: settings.schedule,
        forecaster: Forecasters.standard.init(), loop: .threads.telling(request.progress)) : nil
    let evaluation = try PolicyEvaluation(
      fleet.records, settings: settings, peaks: peaks, loop: .threads)
    guard !evaluation.judged.isEmpty else {
      throw ApplicationError.badRequest(
        problem: "no entity was watched on \(settings.minimumDays) days, "
          + "\(settings.minimumWarmupDays) of them in the warm-up, and on for half of that time",
        remedy: "ingest more history")
    }
    return (evaluation, fleet)
  }

  private static func check(_ policies: [String]?) throws {
    let known =
      RuleVariants.all.map { type(of: $0.rule).name }
      + [
        LearnedPolicyName.newsvendor, LearnedPolicyName.fittedQ, LearnedPolicyName.tabularQ,
        PeakQuantilePolicy.name,
      ]
    for name in policies ?? [] where !known.contains(name) {
      var unique: [String] = []
      for other in known where !unique.contains(other) { unique.append(other) }
      throw SizingError.unknownPolicy(name: name, known: unique)
    }
  }

  private static func report(
    _ evaluation: PolicyEvaluation, _ fleet: FleetRecords, _ request: SizingBacktestRequest,
    in workspace: Workspace
  ) throws -> BacktestReport {
    let end = evaluation.fleet.stretches.last?.upperBound ?? 0
    let start = fleet.calendar.start
    var report = BacktestReport(
      now: workspace.now ?? fleet.calendar.instant(end), seed: request.seed,
      data: .init(
        store: workspace.name,
        entities: evaluation.judged.count,
        range: TimeRange(start: start, end: fleet.calendar.instant(end))),
      origins: [fleet.calendar.instant(evaluation.settings.trainUntil)], forecasters: [],
      policies: evaluation.scores, calibration: [], costs: request.costs.standard,
      chosen: evaluation.choice)
    report.pareto = evaluation.front
    if request.tellsSensitivity {
      report.sensitivity = try evaluation.sensitivity(
        over: PolicyEvaluation.priceGrid(around: request.costs.standard), loop: .threads)
    }
    let left = fleet.records.count - evaluation.judged.count
    if left > 0 {
      report.warnings.append(
        "\(left) entities took no part: watched on fewer than \(evaluation.settings.minimumDays) days, "
          + "fewer than \(evaluation.settings.minimumWarmupDays) of them in the warm-up, or off more than half the time"
      )
    }
    return report
  }

  private static func day(_ instant: Timestamp, in fleet: FleetRecords) throws -> Int {
    let length = instant.milliseconds - fleet.calendar.start.milliseconds
    guard length > 0, length % 86_400_000 == 0 else {
      throw ApplicationError.badRequest(
        problem:
          "\(instant) is not a midnight after the first sample's day, \(fleet.calendar.start)",
        remedy: "name a day, such as 2013-08-25T00:00:00Z")
    }
    return min(Int(length / 86_400_000), fleet.calendar.count)
  }

  private static func wholeDays(_ duration: Duration, _ option: String) throws -> Int {
    let (days, rest) = duration.wholeMilliseconds.quotientAndRemainder(dividingBy: 86_400_000)
    guard days > 0, rest == 0 else {
      throw ApplicationError.badRequest(
        problem: "\(option) \(duration.shortText) is not a number of whole days",
        remedy: "sizes are decided by the day: write 1d or 7d")
    }
    return Int(days)
  }
}
