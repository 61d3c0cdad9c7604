public import CapacityModel
public import HeadroomBasics

/// What a plan is asked for.
public struct PlanSettings: Sendable, Hashable {
  /// The origin: no later sample was seen.
  public var now: Timestamp
  /// When the plan is made; equals `now` where that was given.
  public var created: Timestamp
  /// How far ahead sizes must hold, as people write it: `13w`.
  public var horizon: String
  /// The probability aimed at for the standard tier, in (0, 1).
  public var serviceLevel: Double
  /// The policy behind the recommendations, its knobs, and the seed of anything random.
  public var policy: ResizePlan.Policy
  /// The threshold rules that are switched on.
  public var thresholds: [ThresholdRule]
  /// How often earlier promises held, a sentence each.
  public var record: [String] = []
  /// What the commands of platforms do to running guests, by the inventory's name of the platform; one that is not named is
  /// `PlatformTraits.unknown`.
  public var platforms: [String: PlatformTraits] = [:]
  /// What a GiB costs a month; without it the plan states no costs.
  public var pricePerGibibyteMonth: Double?
  /// What became of past decisions like those of the plan.
  public var decisions = DecisionRecord()

  /// Creates settings; what platforms do, prices and the record of earlier plans are set afterwards.
  public init(
    now: Timestamp, created: Timestamp, horizon: String, serviceLevel: Double,
    policy: ResizePlan.Policy, thresholds: [ThresholdRule] = ThresholdRule.all
  ) {
    (self.now, self.created, self.horizon) = (now, created, horizon)
    (self.serviceLevel, self.policy, self.thresholds) = (serviceLevel, policy, thresholds)
  }
}
