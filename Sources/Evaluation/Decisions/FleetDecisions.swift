public import CapacityModel
public import HeadroomBasics
public import LinearAlgebra
public import Sizing

/// The sizes of a fleet as they are decided at an origin: what a plan proposes and a backtest judges.
public struct FleetDecisions: Sendable {
  /// In the fleet's order.
  public let decisions: [SizeDecision]
  /// What became of the past decisions that were learnt from.
  public let record: DecisionRecord
  /// The policy that was asked for, or the one that past decisions chose.
  public let policy: String
  /// What other policies would have done; without scores where one was asked for.
  public let gate: HorizonGate
  /// What is known for each half of the fleet.
  let learning: DecisionLearning

  /// Who chooses sizes.
  public enum Choice: Sendable {
    /// The policy that would have cost least on the fleet's own past, of those that keep their promises.
    case best
    /// The policy of this name, by what it wants for an entity's place; `nil` for the size whose expected cost is least.
    case named(
      String, @Sendable (_ place: Int, _ history: EntityHistory) -> Recommendation?)

    /// Whether policies have to be judged first.
    public var isOpen: Bool { if case .best = self { true } else { false } }
  }

  /// Learns from the fleet's past, and decides for every entity.
  ///
  /// - Parameter origin: Steps seen; nothing later is looked at.
  /// - Throws: `LinearAlgebraError`.
  public init(
    _ fleet: DecisionFleet, at origin: Int, weights: DecisionWeights, choice: Choice = .best,
    loop: ParallelLoop
  ) throws(LinearAlgebraError) {
    self.init(
      fleet, at: origin,
      knowing: try DecisionLearning(
        fleet, at: origin, weights: weights, judgesPolicies: choice.isOpen, loop: loop),
      choice: choice, loop: loop)
  }

  /// Decides for every entity by what was learnt before.
  ///
  /// - Parameters:
  ///   - origin: Steps seen; nothing later is looked at.
  ///   - learning: Of the same fleet at the same origin.
  public init(
    _ fleet: DecisionFleet, at origin: Int, knowing learning: DecisionLearning, choice: Choice,
    loop: ParallelLoop
  ) {
    let wanted: @Sendable (Int, EntityHistory) -> Recommendation?
    switch choice {
    case .named(let name, let recommend): (policy, wanted) = (name, recommend)
    case .best:
      let chosen = learning.gate.chosen
      policy = chosen
      wanted = { place, history in
        HorizonGate.rivals.first { type(of: $0).name == chosen }?.recommendation(
          for: SizingContext(
            history: history, peak: nil, serviceLevel: fleet.serviceLevel(of: place),
            tier: fleet.tier(of: place)))
      }
    }
    decisions = loop.map(fleet.members.count) { place in
      var context = fleet.context(place, at: origin)
      context.wanted = wanted(place, context.history)
      return SizeDecider.decide(context, knowing: learning.knowledge(for: place, in: fleet))
    }
    (record, gate, self.learning) = (learning.record, learning.gate, learning)
  }
}
