public import CapacityModel
import HeadroomBasics

/// What a policy may know of one entity: everything up to the origin, nothing after it.
public struct SizingContext: Sendable {
  /// Demand and sizes up to the origin.
  public var history: EntityHistory
  /// The distribution of the peak over the horizon, made at this origin, bytes; `nil` where no forecast was made.
  public var peak: PeakDistribution?
  /// P(peak over the horizon > size) as past decisions taught it; `nil` where nothing was learnt.
  public var curve: PeakCurve?
  /// The probability that the size should hold.
  public var serviceLevel: Double
  /// What slack, shortage and change cost.
  public var costs: CostModel
  /// How much a shortage hurts.
  public var tier: Tier

  /// Creates a context.
  public init(
    history: EntityHistory, peak: PeakDistribution?, serviceLevel: Double,
    costs: CostModel = CostModel(), tier: Tier = .standard
  ) {
    (self.history, self.peak) = (history, peak)
    (self.serviceLevel, self.costs, self.tier) = (serviceLevel, costs, tier)
  }
}

/// Chooses a size for one entity.
///
/// The contract, checked for every registered policy: a context without what the policy reads (an empty history for
/// all, an absent peak for those that size by it) gives a recommendation without a size and a reason, never a trap; a
/// size is positive; the same context gives the same answer.
public protocol SizingPolicy: Sendable {
  /// The name on the command line and in reports, in kebab case.
  static var name: String { get }
  /// One sentence for `--help`.
  static var summary: String { get }

  /// Creates the policy with its documented knobs.
  init()

  /// The knobs in force, by name; they appear in plans and reports.
  var knobs: [String: Double] { get }

  /// The size this policy would configure, before guardrails, step, floor and cap.
  func recommendation(for context: SizingContext) -> Recommendation
}

extension Recommendation {
  /// A recommendation without a size, and why.
  static func unanswered(_ entity: EntityID, _ reason: String) -> Recommendation {
    Recommendation(entity: entity, size: nil, serviceLevel: nil, reasons: [reason])
  }

  /// What every policy says of an empty history.
  static func nothingObserved(_ entity: EntityID) -> Recommendation {
    unanswered(entity, "No demand was ever observed.")
  }
}

extension EntityHistory {
  /// Whether any step has an observation.
  var hasObservation: Bool { peaks.contains { $0 != nil } }
}

extension ByteCount {
  /// The smallest whole number of bytes not below `value`; `nil` where that is not positive or beyond an EiB.
  init?(wholeBytesAtLeast value: Double) {
    let whole = value.rounded(.up)
    guard whole > 0, whole <= 0x1p60 else { return nil }
    self.init(Int64(whole))
  }
}
