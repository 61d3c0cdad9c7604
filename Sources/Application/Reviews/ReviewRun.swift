public import CapacityModel
internal import Evaluation
internal import Forecasting
internal import HeadroomBasics
internal import Planning
internal import SeriesStorage

/// The inputs and settings of a capacity review.
public struct ReviewRequest: Sendable {
  /// The plan that is reviewed.
  public var plan: PlanRequest
  /// The name of the period: `Quarterly`.
  public var title: String
  /// A backtest that was made before; a short one is made where it is absent and `makesBacktest`.
  public var backtest: BacktestReport?
  /// Whether the past is replayed where no backtest is given.
  public var makesBacktest: Bool

  /// Creates a request with the defaults of `headroom report`.
  public init(plan: PlanRequest) {
    (self.plan, title, backtest, makesBacktest) = (plan, "Quarterly", nil, true)
  }
}

/// Walks from the store to a capacity review.
public enum ReviewRun {
  /// Origins of the short backtest.
  private static let origins = 6

  /// Makes a review.
  ///
  /// - Parameter progress: Told how many of how many origins of the backtest are done.
  /// - Throws: `ApplicationError`, and the errors of the rooms on the way.
  public static func make(
    _ request: ReviewRequest, in workspace: Workspace,
    progress: (_ done: Int, _ all: Int) -> Void = { _, _ in }
  ) throws -> CapacityReview {
    let sums = NodePictures(request.plan, horizon: try PlanRun.steps(in: request.plan.horizon))
    let (plan, demand, forecast, curves) = try PlanRun.made(
      request.plan, in: workspace, sums: [sums.request])
    var warnings: [String] = []
    let (outlooks, nodes) = try sums.all(in: workspace, demand, warnings: &warnings)
    let pictures = PlanRun.pictures(
      of: plan, demand: demand, forecast: forecast, curves: curves)
    let entities = demand.histories.compactMap { pictures[$0.entity] }
    var economics = Economics(
      of: plan, prices: workspace.prices,
      fleet: outlooks.first { $0.level == .fleet })
    economics.compression = try compression(in: workspace, before: demand.now, &warnings)
    var review = CapacityReview(
      title: request.title, plan: plan, economics: economics,
      outlooks: outlooks, nodes: nodes, entities: entities,
      backtest: try backtest(request, in: workspace, progress, warnings: &warnings),
      quality: demand.histories.map {
        DataQuality(of: $0, calendar: demand.panel.calendar, now: demand.now)
      },
      warnings: warnings)
    review.clusters = Hierarchy(of: demand.panel.entities, in: workspace.inventory)
      .names(at: .cluster)
    return review
  }

  /// The memory that compression saves. Compressed memory of unknown ratio adds a warning.
  private static func compression(
    in workspace: Workspace, before origin: Timestamp, _ warnings: inout [String]
  ) throws -> [Economics.Line] {
    let memory = try CompressedMemory(from: try workspace.store, before: origin)
    guard let assumption = workspace.inventory.compression else {
      if memory.held > .zero {
        warnings.append(
          "\(memory.held) are held compressed; to see what that saves, add 'compression: {ratio: …}' to the inventory."
        )
      }
      return []
    }
    if memory.entities == 0, assumption.coldShare == nil {
      warnings.append(
        "No 'compressed' was sampled in the last 30 days and the inventory assumes no coldShare, so that savings by compression are not known."
      )
    }
    return Economics.compression(
      of: memory, assuming: assumption, prices: workspace.prices)
  }

  /// The backtest that was handed over, or a short one; too little history is a warning.
  private static func backtest(
    _ request: ReviewRequest, in workspace: Workspace, _ progress: (Int, Int) -> Void,
    warnings: inout [String]
  ) throws -> BacktestReport? {
    if let known = request.backtest {
      if known.data.store != workspace.name {
        warnings.append(
          "The record of past forecasts is of \(known.data.store), another store than the plan's.")
      }
      return known
    }
    guard request.makesBacktest else { return nil }
    var past = BacktestRequest()
    (past.weights, past.origins) = (request.plan.weights, origins)
    // The decisions that are judged are those of the plan beside them.
    (past.decisionWeights, past.guardrails) = (
      request.plan.decisionWeights, request.plan.guardrails
    )
    past.planHorizon = request.plan.horizon
    do {
      return try BacktestRun.make(past, in: workspace, progress: progress)
    } catch ApplicationError.historyTooShort(let problem, _) {
      warnings.append("There is no record of past forecasts: \(problem).")
      return nil
    }
  }
}
