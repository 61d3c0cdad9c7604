/// Present demand and a buffer, as Hyper-V dynamic memory balloons: `demand · 1.2`, the buffer between 5 and 2000 %.
///
/// At a decision a day, present demand is the largest of the last observed day.
public struct HyperVPolicy: TargetRule {
  /// The name on the command line and in reports.
  public static let name = "hyper-v"
  /// One sentence for `--help`.
  public static let summary =
    "Hyper-V dynamic memory: the demand of the last day plus a buffer of 20 %."

  /// What the target is multiplied by.
  public var factor = 1.2
  /// How far the wanted size must be from the one held.
  public var band = DeadBand.none

  /// The knobs in force.
  public var knobs: [String: Double] { commonKnobs }

  /// Creates the policy with the buffer of 20 %.
  public init() {}

  /// The last observed day.
  public func targets(of record: DemandRecord) -> [Double] { record.trailingMaximum(1) }
}
