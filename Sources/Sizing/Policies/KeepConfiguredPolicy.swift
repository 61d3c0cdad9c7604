public import CapacityModel
internal import HeadroomBasics

/// Leaves every size as it is: what a fleet costs when nobody plans.
public struct KeepConfiguredPolicy: SizingPolicy {
  /// The name on the command line and in reports.
  public static let name = "keep-configured"
  /// One sentence for `--help`.
  public static let summary = "Leaves every size as it is."

  /// There are none.
  public var knobs: [String: Double] { [:] }

  /// Creates the policy.
  public init() {}

  /// The size in force at the origin.
  public func recommendation(for context: SizingContext) -> Recommendation {
    let history = context.history
    guard history.hasObservation else { return .nothingObserved(history.entity) }
    guard let size = history.configured, size > .zero else {
      return .unanswered(history.entity, "No configured size was ever recorded.")
    }
    return Recommendation(
      entity: history.entity, size: size, serviceLevel: nil,
      reasons: ["The present size is kept whatever demand does."])
  }
}

extension KeepConfiguredPolicy: TargetRule {
  /// Always 1: what is configured is kept as it is.
  public var factor: Double {
    get { 1 }
    set {}
  }

  /// There is none.
  public var band: DeadBand {
    get { .none }
    set {}
  }

  /// The size that was in force on each day.
  public func targets(of record: DemandRecord) -> [Double] {
    record.configured + [record.configured.last ?? -1]
  }
}
