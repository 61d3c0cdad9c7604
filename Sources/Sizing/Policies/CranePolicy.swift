/// A decayed percentile of all samples, as Crane sets memory requests: 99 %, half-life 48 hours, 168 hours, 15 %.
///
/// Its buckets are those of `SampleBins` in place of linear ones of 100 MiB. Source: gocrane/crane, `predictor/percentile`.
public struct CranePolicy: TargetRule {
  /// The name on the command line and in reports.
  public static let name = "crane"
  /// One sentence for `--help`.
  public static let summary = "Crane: decayed 99 % quantile of the samples of 7 days plus 15 %."

  /// The share of the weight below the target, in (0, 1].
  public var percentile: Double
  /// How far back samples count, days, `> 0`.
  public var window: Int
  /// What the target is multiplied by.
  public var factor = 1.15
  /// How far the wanted size must be from the one held.
  public var band = DeadBand.none

  /// The knobs in force.
  public var knobs: [String: Double] {
    commonKnobs.merging(["percentile": percentile, "windowDays": Double(window)]) { $1 }
  }

  /// Creates the policy with 99 % over 7 days.
  public init() { self.init(percentile: 0.99, window: 7) }

  /// Creates the policy with another percentile and window in days.
  public init(percentile: Double, window: Int) {
    precondition(percentile > 0 && percentile <= 1 && window > 0, "\(percentile), \(window) days")
    (self.percentile, self.window) = (percentile, window)
  }

  /// The percentile of the samples.
  public func targets(of record: DemandRecord) -> [Double] {
    record.decayedPercentile(percentile, halfLife: 2, window: window, byLoad: false)
  }
}
