/// Autopilot's moving windows for memory: a maximum, or a percentile of the load-adjusted histogram, and 10 %.
///
/// Source: Rzadca et al. (2020), "Autopilot: workload autoscaling at Google", EuroSys, §3.2.
public struct AutopilotWindowPolicy: TargetRule {
  /// How much running out of memory is tolerated.
  public enum Tolerance: Sendable, Hashable {
    /// The maximum of the window.
    case minimal
    /// The 98th load-adjusted percentile.
    case low
    /// The larger of the 60th load-adjusted percentile and half the maximum.
    case intermediate
  }

  /// The name on the command line and in reports.
  public static let name = "autopilot-window"
  /// One sentence for `--help`.
  public static let summary = "Autopilot's moving window: the largest demand of 14 days plus 10 %."

  /// The statistic of the window that becomes the size.
  public var tolerance: Tolerance
  /// Days of the window, `> 0`.
  public var window: Int
  /// Days in which a sample's weight halves, `> 0`; the maximum does not weigh.
  public var halfLife: Double
  /// What the target is multiplied by.
  public var factor = 1.1
  /// How far the wanted size must be from the one held.
  public var band = DeadBand.none

  /// `tolerance` is 0 for minimal, 1 for low, 2 for intermediate.
  public var knobs: [String: Double] {
    let code: Double =
      switch tolerance {
      case .minimal: 0
      case .low: 1
      case .intermediate: 2
      }
    return commonKnobs.merging(
      ["tolerance": code, "windowDays": Double(window), "halfLifeDays": halfLife]) { $1 }
  }

  /// Creates the policy that tolerates least, over 14 days.
  public init() { self.init(tolerance: .minimal, window: 14) }

  /// Creates the policy with another statistic.
  public init(tolerance: Tolerance, window: Int = 14, halfLife: Double = 2) {
    precondition(window > 0 && halfLife > 0, "\(window) days, half-life \(halfLife) days")
    (self.tolerance, self.window, self.halfLife) = (tolerance, window, halfLife)
  }

  /// The statistic of the window.
  public func targets(of record: DemandRecord) -> [Double] {
    switch tolerance {
    case .minimal: record.trailingMaximum(window)
    case .low: percentile(0.98, of: record)
    case .intermediate:
      zip(percentile(0.6, of: record), record.trailingMaximum(window)).map { max($0, 0.5 * $1) }
    }
  }

  private func percentile(_ share: Double, of record: DemandRecord) -> [Double] {
    record.decayedPercentile(share, halfLife: halfLife, window: window, byLoad: true)
  }
}
