public import CapacityModel
public import HeadroomBasics
public import LinearAlgebra
public import Sizing

/// The sizes of a fleet as they are decided at an origin: what a plan proposes and a backtest judges.
public enum FleetDecisions {
  /// Decides for every entity.
  ///
  /// - Parameters:
  ///   - origin: Steps seen; nothing later is looked at.
  ///   - wanted: The size that another policy wants for an entity's place; `nil` for the size whose expected cost is least.
  /// - Returns: The decisions in the fleet's order, and what they were learnt from.
  /// - Throws: `LinearAlgebraError`.
  public static func decide(
    _ fleet: DecisionFleet, at origin: Int, weights: DecisionWeights, loop: ParallelLoop,
    wanted: @Sendable (_ place: Int, _ history: EntityHistory) -> Recommendation? = { _, _ in nil }
  ) throws(LinearAlgebraError) -> (decisions: [SizeDecision], record: DecisionRecord) {
    let learning = try DecisionLearning(fleet, at: origin, weights: weights, loop: loop)
    let decisions = loop.map(fleet.members.count) { place in
      var context = fleet.context(place, at: origin)
      context.wanted = wanted(place, context.history)
      return SizeDecider.decide(context, knowing: learning.knowledge(for: place, in: fleet))
    }
    return (decisions, learning.record)
  }
}
