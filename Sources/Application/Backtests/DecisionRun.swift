internal import CapacityModel
internal import Evaluation
internal import HeadroomBasics
internal import Sizing

/// Follows the plans of past origins: the part of a backtest that judges what plans do.
enum DecisionRun {
  /// Past origins, at most, where none are named; as many as cost no more than the plans themselves.
  private static let mostOrigins = 5
  /// The history that the first origin needs, days.
  private static let leastHistory = 14

  /// What would have come of the plans; `nil` where the history is too short for any.
  ///
  /// - Throws: `ApplicationError` for origins that cannot be judged, and the errors of the rooms on the way.
  static func make(
    _ request: BacktestRequest, in workspace: Workspace, demand: DemandSnapshot,
    progress: (_ done: Int, _ all: Int) -> Void
  ) throws -> BacktestReport.Decisions? {
    let horizon = try PlanRun.steps(in: request.planHorizon)
    let origins = try self.origins(request, demand: demand, horizon: horizon)
    guard !origins.isEmpty else { return nil }
    let fleet = try DecisionFleet(
      demand.histories, inventory: workspace.inventory, limits: request.guardrails,
      serviceLevel: nil, horizon: horizon)
    let weights = try DecisionWeightsFile.read(request.decisionWeights)
    var backtest = DecisionBacktest(fleet, seed: request.seed)
    for (done, origin) in origins.enumerated() {
      let instant = demand.panel.calendar.instant(origin)
      let hasHosts = !workspace.inventory.hosts.isEmpty
      try backtest.visit(
        origin, weights: weights, loop: .threads,
        holding: hasHosts
          ? { decisions, learning in
            try self.held(
              decisions, request: request, in: workspace.at(instant, knowing: learning))
          } : nil)
      progress(done + 1, origins.count)
    }
    return backtest.result(horizon: request.planHorizon.shortText)
  }

  /// The decisions after all that the plan of the workspace's origin holds back, for its hosts among others.
  private static func held(
    _ decisions: [SizeDecision], request: BacktestRequest, in workspace: Workspace
  ) throws -> [SizeDecision] {
    var plan = PlanRequest(created: try workspace.past().end)
    (plan.guardrails, plan.horizon) = (request.guardrails, request.planHorizon)
    (plan.weights, plan.decisionWeights) = (request.weights, request.decisionWeights)
    var items: [EntityID: PlanItem] = [:]
    for item in try PlanRun.make(plan, in: workspace).items { items[item.entity] = item }
    return decisions.map { decision in
      // What a plan holds names the guardrail last.
      guard let current = decision.current, let item = items[decision.entity],
        item.proposed.configured == current, let guardrail = item.guardrails.last?.guardrail
      else { return decision }
      return decision.held(by: guardrail, because: "the plan held it")
    }
  }

  /// Origins as steps seen, ascending.
  private static func origins(
    _ request: BacktestRequest, demand: DemandSnapshot, horizon: Int
  ) throws -> [Int] {
    let steps = demand.panel.stepCount
    guard let named = request.at else {
      return OriginSchedule.latest(
        mostOrigins, from: leastHistory, through: steps - horizon, stride: max(7, horizon / 4))
    }
    let start = demand.panel.calendar.start
    return try Set(named).sorted().map { instant in
      let length = instant.milliseconds - start.milliseconds
      let day = Duration.days(1).wholeMilliseconds
      guard length > 0, length % day == 0, Int(length / day) + horizon <= steps else {
        throw ApplicationError.badRequest(
          problem:
            "\(QuantityText.instant(instant)) is no origin with \(horizon) days of demand after it, to "
            + QuantityText.instant(demand.now),
          remedy:
            "name midnights between \(start.dateText) and "
            + demand.panel.calendar.instant(max(0, steps - horizon)).dateText
        )
      }
      return Int(length / day)
    }
  }
}
