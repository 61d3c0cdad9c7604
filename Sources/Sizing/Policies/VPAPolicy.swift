/// The memory target of the Kubernetes vertical pod autoscaler: a decayed percentile of daily peaks and 15 %.
///
/// Each day's peak weighs `2^(−age / halfLife)` in the histogram of `SampleBins`; the target is the upper edge of the first
/// bucket at which the cumulative weight reaches the percentile. The updater acts on differences above a tenth.
///
/// Source: kubernetes/autoscaler, vertical-pod-autoscaler, recommender and updater.
public struct VPAPolicy: TargetRule {
  /// The name on the command line and in reports.
  public static let name = "vpa"
  /// One sentence for `--help`.
  public static let summary = "Kubernetes VPA: decayed 90 % quantile of daily peaks plus 15 %."

  /// The cumulative weight at which the target lies, in (0, 1].
  public var percentile: Double
  /// Days in which a peak's weight halves, `> 0`.
  public var halfLife: Double
  /// What the target is multiplied by.
  public var factor = 1.15
  /// The updater's tolerance.
  public var band = DeadBand(up: 0.1, down: 0.1)

  /// The knobs in force.
  public var knobs: [String: Double] {
    commonKnobs.merging(["percentile": percentile, "halfLifeDays": halfLife]) { $1 }
  }

  /// Creates the policy with the autoscaler's defaults.
  public init() { self.init(percentile: 0.9, halfLife: 1) }

  /// Creates the policy with another percentile and half-life in days.
  public init(percentile: Double, halfLife: Double) {
    precondition(
      percentile > 0 && percentile <= 1 && halfLife > 0, "\(percentile) with \(halfLife) days")
    (self.percentile, self.halfLife) = (percentile, halfLife)
  }

  /// A peak is stamped at the end of its day.
  public func targets(of record: DemandRecord) -> [Double] {
    var histogram = DecayedPeaks(halfLife: halfLife)
    var result = [-1.0]
    for day in 0..<record.days {
      histogram.add(record.peaks[day])
      result.append(histogram.percentile(percentile) ?? -1)
    }
    return result
  }
}
