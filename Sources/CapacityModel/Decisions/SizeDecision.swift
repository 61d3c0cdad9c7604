public import HeadroomBasics

/// What is decided for one entity at an origin: its size over the horizon, and how sure that is.
///
/// Plans and backtests get it from the same function; see `docs/methods/decision.md`.
public struct SizeDecision: Sendable, Hashable {
  /// The entity that the size is for.
  public let entity: EntityID
  /// The size in force; `nil` where none is known.
  public let current: ByteCount?
  /// The size decided; `nil` where somebody must look first.
  public private(set) var size: ByteCount?
  /// P(peak over the horizon > size) for every size; `nil` where too little is known.
  public let curve: PeakCurve?
  /// The probability aimed at.
  public let serviceLevel: Double
  /// What step, floor and cap added or took.
  public private(set) var rounding = ByteCount.zero
  /// What changed the size that was wanted.
  public private(set) var guardrails: [PlanItem.AppliedGuardrail] = []
  /// Why no size is decided; empty where one is.
  public let obstacles: [SizeObstacle]
  /// Why, for people: what the policy and the entity's record say.
  public let reasons: [String]
  /// The size that was decided before a hold took its place; `nil` where nothing holds it.
  public private(set) var withheld: ByteCount?
  /// What the entity's own past says of `size`; `nil` where it says nothing.
  public private(set) var record: WindowRecord?
  /// What its past says of the present size.
  private let presentRecord: WindowRecord?

  /// Creates a decision that somebody must look first.
  package init(
    investigating entity: EntityID, current: ByteCount?, curve: PeakCurve?, serviceLevel: Double,
    obstacles: [SizeObstacle]
  ) {
    (self.entity, self.current, self.curve) = (entity, current, curve)
    (self.serviceLevel, self.obstacles, reasons) = (serviceLevel, obstacles, [])
    presentRecord = nil
  }

  /// Creates a decision for a size.
  ///
  /// - Parameter record: What the entity's own past says of a size.
  package init(
    entity: EntityID, current: ByteCount, size: ByteCount, curve: PeakCurve, serviceLevel: Double,
    rounding: ByteCount, guardrails: [PlanItem.AppliedGuardrail], reasons: [String],
    record: (ByteCount) -> WindowRecord? = { _ in nil }
  ) {
    (self.entity, self.current, self.size, self.curve) = (entity, current, size, curve)
    (self.serviceLevel, self.rounding, self.guardrails) = (serviceLevel, rounding, guardrails)
    (self.reasons, obstacles) = (reasons, [])
    (self.record, presentRecord) = (record(size), record(current))
  }

  /// What the decision does.
  public var action: PlanItem.Action {
    guard let size, let current else { return .investigate }
    return size > current ? .grow : size < current ? .shrink : .hold
  }

  /// P(peak over the horizon ≤ size), to four decimals; `nil` where no size is decided.
  public var score: Double? {
    guard let size, let curve else { return nil }
    return (curve.probability(ofPeakAtMost: Double(size.bytes)) * 10_000).rounded() / 10_000
  }

  /// The same decision held at the present size; unchanged where it holds already or decides nothing.
  package func held(by guardrail: GuardrailName, because why: String) -> SizeDecision {
    guard let current, let size, size != current else { return self }
    var held = self
    held.guardrails.append(
      PlanItem.AppliedGuardrail(
        guardrail,
        effect: "kept at \(PlanText.gibibytes(current)) instead of \(PlanText.gibibytes(size)): "
          + why))
    held.withheld = size
    held.size = current
    held.record = presentRecord
    return held
  }
}

/// Why no size is decided for an entity.
public struct SizeObstacle: Sendable, Hashable {
  /// The guardrail that says so; `nil` where something is missing.
  public let guardrail: GuardrailName?
  /// Why, one sentence.
  public let reason: String

  /// Creates an obstacle.
  public init(guardrail: GuardrailName?, reason: String) {
    (self.guardrail, self.reason) = (guardrail, reason)
  }
}
