/// Sized once from a warm-up and never again: what happens where nobody looks back.
public struct StaticProvisionPolicy: TargetRule {
  /// The name on the command line and in reports.
  public static let name = "static"
  /// One sentence for `--help`.
  public static let summary =
    "Sized once, at half more than the largest demand of the first 28 days, and left."

  /// The days that the one decision is taken from, `> 0`.
  public var warmup: Int
  /// What the target is multiplied by.
  public var factor = 1.5
  /// How far the wanted size must be from the one held.
  public var band = DeadBand.none

  /// The knobs in force.
  public var knobs: [String: Double] { commonKnobs.merging(["warmupDays": Double(warmup)]) { $1 } }

  /// Creates the policy with a warm-up of 28 days.
  public init() { self.init(warmup: 28) }

  /// Creates the policy with another warm-up in days.
  public init(warmup: Int) {
    precondition(warmup > 0, "a warm-up of \(warmup) days")
    self.warmup = warmup
  }

  /// The maximum of the warm-up, from its end on.
  public func targets(of record: DemandRecord) -> [Double] {
    let growing = record.trailingMaximum(warmup)
    return growing.indices.map { growing[min($0, warmup)] }
  }
}
