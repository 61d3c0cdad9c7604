extension BacktestReport {
  /// The least memory with which a policy kept its shortage-days under a cap, over all of its knobs.
  ///
  /// Knobs are picked in sight of the judged days, so a front says what a policy could do, not what tuning would find.
  public struct ParetoPoint: Sendable, Hashable, Codable {
    /// The registered name.
    public var policy: String
    /// The cap: days that did not fit, a VM and 30 days.
    public var cap: Double
    /// Days that did not fit, a VM and 30 days.
    public var shortageDaysPerMonth: Double
    /// Mean size over the entity's usual peak.
    public var size: Double
    /// Mean slack above each day's own peak over mean size, a share.
    public var slackOverPeak: Double
    /// The parameters that reached this point, by name.
    public var knobs: [String: Double]

    /// Creates a point.
    public init(
      policy: String, cap: Double, shortageDaysPerMonth: Double, size: Double,
      slackOverPeak: Double, knobs: [String: Double]
    ) {
      (self.policy, self.cap, self.size) = (policy, cap, size)
      (self.shortageDaysPerMonth, self.slackOverPeak) = (shortageDaysPerMonth, slackOverPeak)
      self.knobs = knobs
    }
  }

  /// Which policy costs least at other prices, each tuned for them.
  public struct PriceRegion: Sendable, Hashable, Codable {
    /// The prices of the standard tier.
    public var costs: CostModel
    /// The cheapest policy of the judged days.
    public var cheapest: String
    /// Its cost over that of the cheapest rival.
    public var overRival: Double
    /// Every policy, cheapest first.
    public var ranking: [String]

    /// Creates a region.
    public init(costs: CostModel, cheapest: String, overRival: Double, ranking: [String]) {
      (self.costs, self.cheapest) = (costs, cheapest)
      (self.overRival, self.ranking) = (overRival, ranking)
    }
  }
}
