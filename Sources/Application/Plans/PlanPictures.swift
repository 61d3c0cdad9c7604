public import CapacityModel
internal import Evaluation
internal import HeadroomBasics
internal import LinearAlgebra
internal import SeriesStorage
internal import Sizing

/// Draws the charts of a saved plan again from its store: history, forecast and peak of each changed entity.
public enum PlanPictures {
  /// How far a peak that is forecast again may be from the one in the plan, a share of it; BLAS kernels differ by less.
  private static let tolerance = 0.01

  /// Pictures as the plan saw them.
  ///
  /// - Parameters:
  ///   - plan: The plan.
  ///   - workspace: The plan's store, at the plan's origin.
  ///   - weights: The initial weights of its forecasts.
  ///   - decisionWeights: The file that its decisions began from; `nil` for the weights that come with the program.
  ///   - guardrails: Those that the plan was made with: past decisions, which its scores learnt from, were bounded by them.
  /// - Returns: One an entity whose peak comes out as the plan states it; others could mislead and are left out. The fleet's,
  ///   where the store has samples.
  /// - Throws: `ApplicationError`, `StorageError`, and what the forecaster throws.
  public static func draw(
    _ plan: ResizePlan, in workspace: Workspace, weights: ForecasterWeights,
    decisionWeights: String? = nil, guardrails: Guardrails = Guardrails()
  ) throws -> (items: [EntityID: DemandPicture], fleet: NodePicture?) {
    guard let horizon = Duration(parsing: plan.horizon) else { return ([:], nil) }
    try BLASRuntime.prepare()
    try workspace.trust(guardrails.trust)
    let demand = try workspace.demand(every: PlanRun.step)
    let steps = try PlanRun.steps(in: horizon)
    var request = PlanRequest(created: plan.created)
    request.weights = weights
    let sums = NodePictures(request, horizon: steps)
    let forecast = try PlanRun.recorded(
      demand.panel, in: workspace, horizon: steps, weights: weights, sums: [sums.request]
    ).forecast
    let fleet = try DecisionFleet(
      demand.histories, inventory: workspace.inventory, limits: guardrails,
      serviceLevel: serviceLevel(of: plan), horizon: steps)
    // The curve of a decision does not depend on the policy.
    let curves = FleetDecisions(
      fleet, at: demand.panel.stepCount,
      knowing: try workspace.learning(
        of: fleet, at: demand.panel.stepCount,
        weights: try DecisionWeightsFile.read(decisionWeights), judgesPolicies: true),
      choice: .named(plan.policy.name) { _, _ in nil }, loop: .threads
    ).decisions.map(\.curve)
    let stated = Dictionary(
      plan.items.map { ($0.entity, $0.peak) }, uniquingKeysWith: { first, _ in first })
    let items = PlanRun.pictures(
      of: plan, demand: demand, forecast: forecast, curves: curves
    ).filter {
      entity, picture in
      guard let peak = picture.peak, let own = stated[entity] else { return false }
      return [(own.p50, 0.5), (own.p90, 0.9), (own.p99, 0.99)].allSatisfy { size, level in
        guard let size else { return false }
        let again = peak.quantile(at: level)
        return (again - Double(size.bytes)).magnitude
          <= tolerance * max(again.magnitude, Double(size.bytes))
      }
    }
    return (items, try sums.fleet(in: workspace, demand))
  }

  /// The service level that was asked for every tier; `nil` where each item has its tier's own.
  private static func serviceLevel(of plan: ResizePlan) -> Double? {
    plan.items.first { $0.serviceLevel != $0.tier.serviceLevel }?.serviceLevel
  }
}
