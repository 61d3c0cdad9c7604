/// The largest demand of a window and a share on top, as Robusta KRR (simple strategy) sets memory requests.
///
/// Source: robusta-dev/krr, `strategies/simple.py`: `max_over_time(working_set[336h]) · 1.15`.
public struct KRRPolicy: TargetRule {
  /// The name on the command line and in reports.
  public static let name = "krr"
  /// One sentence for `--help`.
  public static let summary = "KRR simple: the largest demand of 14 days plus 15 %."

  /// How far back the maximum is looked for, days, `> 0`.
  public var window: Int
  /// What the target is multiplied by.
  public var factor = 1.15
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
