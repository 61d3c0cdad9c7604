/// What a run of sizes would have cost one entity, or several: outcomes add up.
public struct ReplayOutcome: Sendable, Hashable {
  /// Cost in windows of the entity's usual peak.
  public var cost: Double
  /// Σ (size − demand) where positive, GiB-days.
  public var slackGibibyteDays: Double
  /// Σ (demand − size) where positive, GiB-days.
  public var shortageGibibyteDays: Double
  /// Σ size, GiB-days.
  public var sizeGibibyteDays: Double
  /// Σ demand, GiB-days.
  public var demandGibibyteDays: Double
  /// Judged windows whose peak did not fit, in days.
  public var shortageDays: Double
  /// Changes of size.
  public var resizes: Int
  /// Judged time: observed and not cut off by the size, days.
  public var days: Double
  /// Observed time left out because the size cut demand off, days.
  public var censoredDays: Double

  /// Nothing replayed.
  public static let zero = ReplayOutcome(
    cost: 0, slackGibibyteDays: 0, shortageGibibyteDays: 0, sizeGibibyteDays: 0,
    demandGibibyteDays: 0, shortageDays: 0, resizes: 0, days: 0, censoredDays: 0)

  /// Creates an outcome.
  public init(
    cost: Double, slackGibibyteDays: Double, shortageGibibyteDays: Double,
    sizeGibibyteDays: Double, demandGibibyteDays: Double, shortageDays: Double, resizes: Int,
    days: Double, censoredDays: Double
  ) {
    (self.cost, self.slackGibibyteDays) = (cost, slackGibibyteDays)
    (self.shortageGibibyteDays, self.sizeGibibyteDays) = (shortageGibibyteDays, sizeGibibyteDays)
    (self.demandGibibyteDays, self.shortageDays) = (demandGibibyteDays, shortageDays)
    (self.resizes, self.days, self.censoredDays) = (resizes, days, censoredDays)
  }

  /// Slack over size, a share; `nil` where nothing was judged.
  public var slackShare: Double? {
    sizeGibibyteDays > 0 ? slackGibibyteDays / sizeGibibyteDays : nil
  }

  /// Cost over 30 judged days; `nil` where nothing was judged.
  public var costPerMonth: Double? { perMonth(cost) }

  /// Shortage-days over 30 judged days; `nil` where nothing was judged.
  public var shortageDaysPerMonth: Double? { perMonth(shortageDays) }

  /// Resizes over 30 judged days; `nil` where nothing was judged.
  public var resizesPerMonth: Double? { perMonth(Double(resizes)) }

  private func perMonth(_ amount: Double) -> Double? { days > 0 ? amount / days * 30 : nil }

  /// Both outcomes together.
  public static func + (left: ReplayOutcome, right: ReplayOutcome) -> ReplayOutcome {
    ReplayOutcome(
      cost: left.cost + right.cost,
      slackGibibyteDays: left.slackGibibyteDays + right.slackGibibyteDays,
      shortageGibibyteDays: left.shortageGibibyteDays + right.shortageGibibyteDays,
      sizeGibibyteDays: left.sizeGibibyteDays + right.sizeGibibyteDays,
      demandGibibyteDays: left.demandGibibyteDays + right.demandGibibyteDays,
      shortageDays: left.shortageDays + right.shortageDays,
      resizes: left.resizes + right.resizes, days: left.days + right.days,
      censoredDays: left.censoredDays + right.censoredDays)
  }

  /// Adds `right` to `left`.
  public static func += (left: inout ReplayOutcome, right: ReplayOutcome) { left = left + right }
}
