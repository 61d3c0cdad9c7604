/// The largest demand of a lookback with a headroom of a fifth of the size.
///
/// AWS Compute Optimizer documents the lookback (14, 32 or 93 days) and the headroom (30, 20 or 10 %), not the formula:
/// `max / (1 − headroom)` is a reading of it, hence the name.
public struct AWSLikePolicy: TargetRule {
  /// The name on the command line and in reports.
  public static let name = "aws-like"
  /// One sentence for `--help`.
  public static let summary = "AWS-like: the largest demand of 14 days is 80 % of the size."

  /// How far back the maximum is looked for, days, `> 0`.
  public var window: Int
  /// What the target is multiplied by.
  public var factor = 1.25
  /// How far the wanted size must be from the one held.
  public var band = DeadBand.none

  /// The knobs in force.
  public var knobs: [String: Double] { commonKnobs.merging(["windowDays": Double(window)]) { $1 } }

  /// Creates the policy with 14 days.
  public init() { self.init(window: 14) }

  /// Creates the policy with another window in days.
  public init(window: Int) {
    precondition(window > 0, "a window of \(window) days")
    self.window = window
  }

  /// The maximum of the window.
  public func targets(of record: DemandRecord) -> [Double] { record.trailingMaximum(window) }
}
