public import HeadroomBasics

/// One entity of a plan.
public struct PlanItem: Sendable, Hashable, Codable {
  /// What is to be done.
  public enum Action: String, CaseIterable, Sendable, Codable {
    /// Give it more.
    case grow
    /// Take some away.
    case shrink
    /// Leave the size as it is.
    case hold
    /// A person must look first; no size is proposed.
    case investigate

    /// Whether the size becomes another one.
    public var changesSize: Bool { self == .grow || self == .shrink }
  }

  /// Sizes of one moment; `nil` where unknown or not proposed.
  public struct Sizes: Sendable, Hashable, Codable {
    /// Given to the guest.
    public var configured: ByteCount?
    /// Guaranteed by the host.
    public var reservation: ByteCount?
    /// The most the host will grant.
    public var limit: ByteCount?
    /// What of `configured` is needed only at times that come again, in order; `nil` where none of it is.
    public var preallocation: [Preallocation]?

    /// Creates sizes, none of which is needed only at times.
    public init(
      configured: ByteCount?, reservation: ByteCount? = nil, limit: ByteCount? = nil
    ) {
      (self.configured, self.reservation, self.limit) = (configured, reservation, limit)
    }
  }

  /// How sure the plan is.
  public struct Confidence: Sendable, Hashable, Codable {
    /// The probability that demand stays within the proposed size for the whole horizon; `nil` for `investigate`.
    public var score: Double?
    /// The same in words.
    public var meaning: String
    /// The record behind it, in words.
    public var calibratedOn: String
    /// What the entity's own past says against the score, one sentence; `nil` where it agrees.
    public var contradiction: String?

    /// Creates a confidence.
    public init(score: Double?, meaning: String, calibratedOn: String) {
      (self.score, self.meaning, self.calibratedOn) = (score, meaning, calibratedOn)
    }
  }

  /// The dates by which P(peak up to that date > present size) passes 10, 50 and 90 %; `nil` when not within the
  /// horizon.
  public struct Breach: Sendable, Hashable, Codable {
    /// The date by which that probability passes 10 %.
    public var p10: Timestamp?
    /// The date by which that probability passes 50 %.
    public var p50: Timestamp?
    /// The date by which that probability passes 90 %.
    public var p90: Timestamp?

    /// Creates dates; `nil` for those beyond the horizon.
    public init(p10: Timestamp? = nil, p50: Timestamp? = nil, p90: Timestamp? = nil) {
      (self.p10, self.p50, self.p90) = (p10, p50, p90)
    }
  }

  /// The largest demand, ahead and seen.
  public struct Peak: Sendable, Hashable, Codable {
    /// Median over the horizon.
    public var p50: ByteCount?
    /// 90 % quantile.
    public var p90: ByteCount?
    /// 99 % quantile.
    public var p99: ByteCount?
    /// The largest seen in the last full month (30 days before the origin).
    public var observedMax: ByteCount?
    /// When that was.
    public var observedAt: Timestamp?

    /// Creates peaks; `nil` for those that are not known.
    public init(
      p50: ByteCount? = nil, p90: ByteCount? = nil, p99: ByteCount? = nil,
      observedMax: ByteCount? = nil, observedAt: Timestamp? = nil
    ) {
      (self.p50, self.p90, self.p99) = (p50, p90, p99)
      (self.observedMax, self.observedAt) = (observedMax, observedAt)
    }
  }

  /// The seen days played again at both sizes.
  public struct Replay: Sendable, Hashable, Codable {
    /// Days with an observation.
    public var days: Int
    /// Days whose peak is above the present size (or reaches it, where demand was cut off there).
    public var shortageDaysBefore: Int
    /// Days whose peak is above the proposed size.
    public var shortageDaysAfter: Int

    /// Creates a replay.
    public init(days: Int, shortageDaysBefore: Int, shortageDaysAfter: Int) {
      self.days = days
      (self.shortageDaysBefore, self.shortageDaysAfter) = (shortageDaysBefore, shortageDaysAfter)
    }
  }

  /// A guardrail that changed this item.
  public struct AppliedGuardrail: Sendable, Hashable, Codable {
    /// The guardrail's name.
    public var name: String
    /// What it changed, in words.
    public var effect: String

    /// Creates a record.
    public init(name: String, effect: String) { (self.name, self.effect) = (name, effect) }

    /// Creates a record of a guardrail that this version knows.
    public init(_ guardrail: GuardrailName, effect: String) {
      self.init(name: guardrail.rawValue, effect: effect)
    }

    /// Which guardrail it is; `nil` for one of another version.
    public var guardrail: GuardrailName? { GuardrailName(rawValue: name) }
  }

  /// The entity that the item is about.
  public var entity: EntityID
  /// The platform of the inventory.
  public var platform: String?
  /// The owner of the inventory.
  public var owner: String?
  /// The host of the inventory.
  public var host: String?
  /// How much a shortage hurts.
  public var tier: Tier
  /// The probability this item aims at.
  public var serviceLevel: Double
  /// What is to be done.
  public var action: Action
  /// The sizes in force at the origin.
  public var current: Sizes
  /// Sizes proposed; `configured` equals the present one for `hold` and is `nil` for `investigate`.
  public var proposed: Sizes
  /// The size that would be proposed if no guardrail held the present one; `nil` where none does.
  public var withheld: ByteCount?
  /// The probability that the proposed size holds, and what it rests on.
  public var confidence: Confidence
  /// When the present size would be passed.
  public var breach = Breach()
  /// The largest demand.
  public var peak = Peak()
  /// The size that the policy arrived at, part by part; `nil` for `investigate`.
  public var explanation: SizeExplanation?
  /// Why, in words, the main reason first.
  public var reasons: [String] = []
  /// The seen days at both sizes.
  public var replay: Replay
  /// Guardrails that changed something.
  public var guardrails: [AppliedGuardrail] = []
  /// Shares of the present size that demand is predicted to pass; `nil` where no rule speaks.
  public var thresholds: [Threshold]?
  /// Whether the change needs a restart; `nil` where the inventory does not tell.
  public var needsRestart: Bool?
  /// When changes are allowed, from the inventory.
  public var window: String?
  /// What its host has to say; `nil` where that is nothing.
  public var placement: Placement?
  /// Whether it is off or gone; `nil` where it is sampled and on.
  public var state: EntityQuality.State?
  /// Why its samples are doubted, the gravest reason first; `nil` where they are not.
  public var doubts: [DataDoubt]?

  /// Whether it is off or gone, so that its size is no part of what the plan sums up.
  public var isGone: Bool { state != nil }

  /// Creates an item; what the inventory says of the entity, what is ahead of it and why are set afterwards.
  public init(
    entity: EntityID, tier: Tier, serviceLevel: Double, action: Action, current: Sizes,
    proposed: Sizes, confidence: Confidence, replay: Replay
  ) {
    self.entity = entity
    self.tier = tier
    self.serviceLevel = serviceLevel
    self.action = action
    self.current = current
    self.proposed = proposed
    self.confidence = confidence
    self.replay = replay
  }
}
