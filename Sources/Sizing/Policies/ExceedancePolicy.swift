public import CapacityModel
public import HeadroomBasics

/// The size that demand stays within at the service level, by what past decisions of the fleet and of others taught.
///
/// Plans go further with the same curve: of the sizes that are sure enough they take the one whose expected cost is least,
/// and they grow only where that pays (`SizeDecider`).
public struct ExceedancePolicy: SizingPolicy {
  /// The name on the command line and in reports.
  public static let name = "horizon-exceedance"
  /// One sentence for `--help`.
  public static let summary =
    "The least expected cost, by the learnt probability that demand passes a size; plans' own."

  /// None: what it knows is learnt.
  public var knobs: [String: Double] { [:] }

  /// Creates the policy.
  public init() {}

  /// The curve's quantile at the service level, whole bytes rounded up.
  public func recommendation(for context: SizingContext) -> Recommendation {
    let entity = context.history.entity
    guard context.history.hasObservation else { return .nothingObserved(entity) }
    guard let curve = context.curve else {
      return .unanswered(entity, "The probability to pass a size was not learnt.")
    }
    guard
      let size = ByteCount(wholeBytesAtLeast: max(1, curve.quantile(at: context.serviceLevel)))
    else { return .unanswered(entity, "The learnt peak is not a size.") }
    return Recommendation(entity: entity, size: size, serviceLevel: context.serviceLevel)
  }
}
