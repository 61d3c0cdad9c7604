public import CapacityModel
public import HeadroomBasics

/// All that a plan is told of one entity.
public struct PlanInput: Sendable, Hashable {
  /// Demand and sizes up to the origin.
  public var history: EntityHistory
  /// The entity's column in the forecast panel; `nil` where it was not forecast.
  public var column: Int?
  /// What was decided for it.
  public var decision: SizeDecision
  /// How much a shortage hurts.
  public var tier: Tier
  /// The probability that the size should hold, in (0, 1).
  public var serviceLevel: Double
  /// What its host guarantees at the origin; `nil` where that is not known.
  public var reservation: ByteCount?

  /// The entity that a size is to be found for.
  public var entity: EntityID { history.entity }

  /// Creates an input.
  public init(
    history: EntityHistory, column: Int?, decision: SizeDecision, tier: Tier, serviceLevel: Double
  ) {
    (self.history, self.column, self.decision) = (history, column, decision)
    (self.tier, self.serviceLevel) = (tier, serviceLevel)
  }
}
