/// The largest demand of the same weekday in the last four weeks and a share on top: a seasonal naive rule.
public struct SeasonalMaxPolicy: TargetRule {
  /// The name on the command line and in reports.
  public static let name = "seasonal-max"
  /// One sentence for `--help`.
  public static let summary = "The largest demand of the same weekday over four weeks plus 20 %."

  /// What the target is multiplied by.
  public var factor = 1.2
  /// How far the wanted size must be from the one held.
  public var band = DeadBand.none

  /// The knobs in force.
  public var knobs: [String: Double] { commonKnobs }

  /// Creates the policy with 20 % on top.
  public init() {}

  /// The maximum over the lags of 7, 14, 21 and 28 days; in the first week that of all days.
  public func targets(of record: DemandRecord) -> [Double] {
    let lags = [7, 14, 21, 28].map { record.lagged($0) }
    let all = record.trailingMaximum(7)
    return (0...record.days).map { day in
      day < 8 ? all[day] : lags.reduce(-1) { max($0, $1[day]) }
    }.carriedOn()
  }
}
