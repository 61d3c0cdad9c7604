public import CapacityModel
internal import Evaluation
public import HeadroomBasics
internal import LinearAlgebra
internal import SeriesStorage
public import Sizing

/// The inputs and settings of training a sizing policy.
public struct TrainRequest: Sendable {
  /// `exceedance` or `fitted-q`.
  public var policy: String
  /// Nothing from here on is looked at.
  public var until: Timestamp
  /// The decision window, whole days.
  public var window: Duration
  /// What slack, shortages and changes cost, by tier; the policy is trained to keep their sum low.
  public var costs: CostSchedule

  /// Creates a request with the defaults of `headroom train policy`.
  public init(policy: String, until: Timestamp) {
    (self.policy, self.until) = (policy, until)
    (window, costs) = (.days(1), CostSchedule())
  }
}

/// Walks from the store to a trained policy.
public enum TrainRun {
  /// Trains on everything before `request.until`; the workspace's own origin is not looked at.
  ///
  /// - Throws: `ApplicationError`, `SizingError`, and the errors of the rooms on the way.
  public static func make(
    _ request: TrainRequest, in workspace: Workspace
  ) throws -> TrainedSizing {
    try BLASRuntime.prepare()
    let (days, rest) = request.window.wholeMilliseconds.quotientAndRemainder(
      dividingBy: Duration.millisecondsPerDay)
    guard days > 0, rest == 0, request.until.roundedDown(to: .days(1)) == request.until else {
      throw ApplicationError.badRequest(
        problem: "sizes are decided by the day, so --window and --until must be whole days",
        remedy: "write --window 1d --until 2026-01-01T00:00:00Z")
    }
    var training = SizingTraining()
    (training.window, training.costs) = (Int(days), request.costs)
    let fleet = try FleetRecords(
      from: try workspace.store, now: request.until, warmup: training.warmup,
      inventory: workspace.inventory)
    let known = fleet.records.filter { record in
      record.peaks.prefix(training.warmup).count { $0 >= 0 } >= 10 && record.onShare >= 0.5
    }
    let data = TrainedSizing.Data(
      store: workspace.name,
      entities: known.count, range: TimeRange(start: fleet.calendar.start, end: request.until),
      fingerprint: DemandRecord.fingerprint(of: known))
    return try training.train(request.policy, on: known, data: data, loop: .threads)
  }
}
