public import CapacityModel
internal import Evaluation
internal import Forecasting
public import HeadroomBasics
internal import LinearAlgebra
internal import SeriesStorage
internal import Sizing

/// What a judgement of sizing policies replays and how.
public struct PolicyBacktestRequest: Sendable {
  /// The decision window, whole days.
  public var window: Duration = .days(1)
  /// Before the first decision, whole days.
  public var warmup: Duration = .days(28)
  /// Training and tuning see nothing from here on, and judging starts here; where absent policies keep their documented
  /// knobs and are judged on all days after the warm-up.
  public var trainUntil: Timestamp?
  /// Nothing is judged from here on; all that is left where absent.
  public var judgeUntil: Timestamp?
  /// Folds of training, by the hash of the entity's name.
  public var folds = 2
  /// What slack, shortages and changes cost, by tier.
  public var costs = CostSchedule()
  /// Names of the policies to judge, of `PolicyCatalogue.replayed`; all where absent.
  public var policies: [String]?
  /// The coverage that the forecast peak's quantile buys where nothing is tuned.
  public var serviceLevel = Tier.standard.serviceLevel
  /// The seed of the bootstrap.
  public var seed: UInt64 = 1
  /// Whether stretches that the size cut off are judged like others.
  public var judgesCensored = false
  /// Whether the ranking is told over a grid of prices, too; that takes several times as long.
  public var tellsSensitivity = false
  /// Told, from several threads, how many of how many decision days are forecast: the longest part of the work.
  public var progress: @Sendable (_ done: Int, _ all: Int) -> Void = { _, _ in }

  /// Creates a request with the defaults of `headroom backtest`.
  public init(trainUntil: Timestamp? = nil) { self.trainUntil = trainUntil }
}

/// Walks from the store to a judgement of sizing policies on its own past: what sizes would cost that every rule decides
/// anew each window.
public enum PolicyBacktest {
  /// A judgement and what it was made from.
  private struct Judged {
    let evaluation: PolicyEvaluation
    let fleet: FleetRecords
  }

  /// A past that leaves nothing to judge.
  private struct NothingToJudge: Error {
    let problem: String
    let remedy: String
  }

  /// Judges policies; with `trainUntil` tuned on the past before it.
  ///
  /// - Throws: `ApplicationError`, and the errors of the rooms on the way.
  public static func make(
    _ request: PolicyBacktestRequest, in workspace: Workspace
  ) throws -> BacktestReport {
    try report(try refusing { try judged(request, in: workspace) }, request, in: workspace)
  }

  /// As `make`, with the chosen policy for plans from the end of the judged days on, as `--policy-file` takes it; `nil`
  /// where nothing could be chosen.
  public static func choosing(
    _ request: PolicyBacktestRequest, in workspace: Workspace
  ) throws -> (report: BacktestReport, policy: PolicyFile?) {
    let judged = try refusing { try Self.judged(request, in: workspace) }
    return (
      try report(judged, request, in: workspace),
      try policy(judged.evaluation, judged.fleet, request, in: workspace)
    )
  }

  /// Adds what policies would cost to a report of plans and forecasts; a past that is too short for it is a warning.
  ///
  /// - Throws: `ApplicationError`, and the errors of the rooms on the way.
  static func add(
    _ request: PolicyBacktestRequest, to report: inout BacktestReport, in workspace: Workspace
  ) throws {
    do {
      let policies = try self.report(
        try judged(request, in: workspace), request, in: workspace)
      (report.policies, report.costs, report.chosen) = (
        policies.policies, policies.costs, policies.chosen
      )
      report.warnings += policies.warnings
    } catch let nothing as NothingToJudge {
      report.warnings.append("no policy was replayed: \(nothing.problem)")
    }
  }

  private static func refusing(_ judge: () throws -> Judged) throws -> Judged {
    do {
      return try judge()
    } catch let nothing as NothingToJudge {
      throw ApplicationError.badRequest(problem: nothing.problem, remedy: nothing.remedy)
    }
  }

  private static func policy(
    _ evaluation: PolicyEvaluation, _ fleet: FleetRecords, _ request: PolicyBacktestRequest,
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
    _ request: PolicyBacktestRequest, in workspace: Workspace
  ) throws -> Judged {
    try BLASRuntime.prepare()
    try PolicyCatalogue.check(request.policies ?? [], isTuned: request.trainUntil != nil)
    let warmup = try wholeDays(request.warmup, "--warmup")
    let fleet = try FleetRecords(
      from: try workspace.store, now: workspace.now ?? request.judgeUntil, warmup: warmup,
      inventory: workspace.inventory, judgesCensored: request.judgesCensored)
    let settings = try settings(request, warmup: warmup, fleet)
    let end = settings.judgeUntil ?? fleet.calendar.count
    guard settings.isTuned ? warmup < settings.judgeFrom : true, settings.judgeFrom < end else {
      throw settings.isTuned
        ? NothingToJudge(
          problem:
            "training from day \(warmup) to \(settings.judgeFrom) and judging to day \(end) leaves nothing to do",
          remedy: "choose --warmup, --train-until and --judge-until in that order")
        : NothingToJudge(
          problem: "the warm-up of \(warmup) days leaves no day to judge before day \(end)",
          remedy: "ingest more history or shorten --warmup")
    }
    let peaks =
      settings.wants(PeakQuantilePolicy.name)
      ? try PeakForecasts(
        fleet.records.filter(settings.admits), on: fleet.calendar, schedule: settings.schedule,
        forecaster: Forecasters.standard.init(),
        coverages: settings.isTuned ? PeakForecasts.coverages : [request.serviceLevel],
        loop: .threads.telling(request.progress)) : nil
    let evaluation = try PolicyEvaluation(
      fleet.records, settings: settings, peaks: peaks, loop: .threads)
    guard !evaluation.judged.isEmpty else {
      throw NothingToJudge(
        problem: "no entity was watched on \(settings.minimumDays) days, "
          + "\(settings.minimumWarmupDays) of them in the warm-up, and on for half of that time",
        remedy: "ingest more history")
    }
    return Judged(evaluation: evaluation, fleet: fleet)
  }

  private static func settings(
    _ request: PolicyBacktestRequest, warmup: Int, _ fleet: FleetRecords
  ) throws -> EvaluationSettings {
    var settings = EvaluationSettings(
      trainUntil: try request.trainUntil.map { try day($0, in: fleet) },
      judgeUntil: try request.judgeUntil.map { try day($0, in: fleet) })
    (settings.warmup, settings.window) = (warmup, try wholeDays(request.window, "--window"))
    if settings.isTuned { settings.folds = request.folds }
    (settings.costs, settings.seed) = (request.costs, request.seed)
    settings.policies = request.policies
    // A short store asks for two thirds of its days.
    settings.minimumDays = min(settings.minimumDays, 2 * fleet.calendar.count / 3)
    return settings
  }

  private static func report(
    _ judged: Judged, _ request: PolicyBacktestRequest, in workspace: Workspace
  ) throws -> BacktestReport {
    let (evaluation, fleet) = (judged.evaluation, judged.fleet)
    let end = evaluation.settings.judgeUntil ?? fleet.calendar.count
    let start = fleet.calendar.start
    var report = BacktestReport(
      now: workspace.now ?? fleet.calendar.instant(end), seed: request.seed,
      data: .init(
        store: workspace.name,
        entities: evaluation.judged.count,
        range: TimeRange(start: start, end: fleet.calendar.instant(end))),
      origins: [fleet.calendar.instant(evaluation.settings.judgeFrom)], forecasters: [],
      policies: evaluation.scores, calibration: [], costs: request.costs.standard)
    report.chosen = evaluation.choice
    if evaluation.settings.isTuned { report.pareto = evaluation.front }
    if request.tellsSensitivity {
      report.sensitivity = try evaluation.sensitivity(
        over: PolicyEvaluation.priceGrid(around: request.costs.standard), loop: .threads)
    }
    let left = fleet.records.count - evaluation.judged.count
    if left > 0 {
      report.warnings.append(
        "\(QuantityText.count(left, "entity", "entities")) took no part\(evaluation.settings.isTuned ? "" : " in the replay of policies"): watched on fewer than \(evaluation.settings.minimumDays) days, "
          + "fewer than \(evaluation.settings.minimumWarmupDays) of them in the warm-up, or off more than half the time"
      )
    }
    return report
  }

  private static func day(_ instant: Timestamp, in fleet: FleetRecords) throws -> Int {
    let length = instant.milliseconds - fleet.calendar.start.milliseconds
    guard length > 0, length % Duration.millisecondsPerDay == 0 else {
      throw ApplicationError.badRequest(
        problem:
          "\(instant) is not a midnight after the first sample's day, \(fleet.calendar.start)",
        remedy: "name a day, such as 2013-08-25T00:00:00Z")
    }
    return min(Int(length / Duration.millisecondsPerDay), fleet.calendar.count)
  }

  private static func wholeDays(_ duration: Duration, _ option: String) throws -> Int {
    let (days, rest) = duration.wholeMilliseconds.quotientAndRemainder(
      dividingBy: Duration.millisecondsPerDay)
    guard days > 0, rest == 0 else {
      throw ApplicationError.badRequest(
        problem: "\(option) \(duration.shortText) is not a number of whole days",
        remedy: "sizes are decided by the day: write 1d or 7d")
    }
    return Int(days)
  }
}
