public import HeadroomBasics

/// What a backtest found: `headroom.backtest/v1`. `docs/formats/backtest.md` says what each field means.
public struct BacktestReport: Sendable, Hashable, Codable {
  /// The format's name and version.
  public static let schemaName = "headroom.backtest/v1"

  /// The format that the report is written in, `schemaName`.
  public var schema: String
  /// No later sample was seen.
  public var now: Timestamp
  /// The seed of anything random.
  public var seed: UInt64
  /// What was replayed.
  public var data: DataSummary
  /// The last instant seen at each origin, oldest first.
  public var origins: [Timestamp]
  /// What would have come of following past plans; absent in reports of 0.1.0 and where policies were tuned.
  public var decisions: Decisions?
  /// Accuracy, by forecaster and horizon.
  public var forecasters: [ForecasterScore]
  /// Accuracy of the first forecaster by the length of history at the origin and horizon.
  public var byHistory: [ForecasterScore]?
  /// The entities that the first forecaster is worst on, worst first.
  public var worst: [EntityScore]?
  /// Cost, by policy.
  public var policies: [PolicyScore]
  /// Promised against realised probability that the peak fits, by horizon and level.
  public var calibration: [CalibrationRow]
  /// Promised against realised probability that a proposed size holds, by horizon and bin of confidence.
  public var confidence: [ConfidenceRow] = []
  /// What slack, shortage and change cost.
  public var costs: CostModel
  /// What a plan would use.
  public var chosen: Choice?
  /// What each policy could do at caps on shortage-days; absent where policies were not tuned.
  public var pareto: [ParetoPoint]?
  /// Which policy wins at other prices; absent where policies were not tuned.
  public var sensitivity: [PriceRegion]?
  /// What a reader should know, for people.
  public var warnings: [String] = []

  /// What was replayed.
  public struct DataSummary: Sendable, Hashable, Codable {
    /// The store's or file's name.
    public var store: String
    /// How many entities were judged.
    public var entities: Int
    /// From the first to the last step.
    public var range: TimeRange

    /// Creates a summary.
    public init(store: String, entities: Int, range: TimeRange) {
      (self.store, self.entities, self.range) = (store, entities, range)
    }
  }

  /// Accuracy of one forecaster at one horizon over one group of series.
  public struct ForecasterScore: Sendable, Hashable, Codable {
    /// The registered name.
    public var name: String
    /// How many steps ahead was forecast.
    public var horizon: Int
    /// The behaviour class that was judged; `nil` for all series.
    public var behaviour: BehaviourClass?
    /// Steps of history that were observed at the origin; `nil` for any number.
    public var history: HistoryLength?
    /// Forecasts judged: series × origins.
    public var forecasts: Int
    /// Series × origins left out: too little history at the origin, or nothing observed after it.
    public var skipped: Int
    /// Mean absolute scaled error.
    public var mase: Double?
    /// Quantile loss over the deciles on the scale of MASE.
    public var sql: Double?
    /// `sql` over that of the seasonal naive on the same forecasts; `nil` where that did not take part.
    public var sqlOverSeasonalNaive: Double?
    /// Mean weighted quantile loss over the deciles.
    public var crps: Double?
    /// Σ |error| / Σ |demand|.
    public var wape: Double?
    /// Share of values within the central 80 % interval.
    public var coverage80: Double?
    /// Within 90 %.
    public var coverage90: Double?
    /// Within 95 %.
    public var coverage95: Double?
    /// Series forecast in one second of wall time; `nil` where the report must not depend on the clock.
    public var seriesPerSecond: Double?

    /// Creates a score of nothing yet.
    public init(
      name: String, horizon: Int, behaviour: BehaviourClass? = nil, forecasts: Int,
      skipped: Int = 0
    ) {
      (self.name, self.horizon, self.behaviour) = (name, horizon, behaviour)
      (self.forecasts, self.skipped) = (forecasts, skipped)
    }
  }

  /// A ratio with its 95 % interval.
  public struct Ratio: Sendable, Hashable, Codable {
    /// The ratio over all entities.
    public var value: Double
    /// The interval's lower end.
    public var low: Double
    /// The interval's upper end.
    public var high: Double

    /// Creates a ratio.
    public init(value: Double, low: Double, high: Double) {
      (self.value, self.low, self.high) = (value, low, high)
    }
  }

  /// What one policy would have cost.
  public struct PolicyScore: Sendable, Hashable, Codable {
    /// The registered name.
    public var name: String
    /// `ours`, `tuned`, `default` or `bound`.
    public var variant: String
    /// Its parameters, by name.
    public var knobs: [String: Double]
    /// Windows of the entity's usual peak, a VM and 30 days.
    public var cost: Double
    /// Cost over that of the first baseline in the report, paired over entities; `nil` for that baseline.
    public var relativeCost: Ratio?
    /// Mean slack over mean size, a share.
    public var slack: Double
    /// Days whose peak did not fit, a VM and 30 days.
    public var shortageDaysPerMonth: Double
    /// Resizes, a VM and 30 days.
    public var resizesPerMonth: Double
    /// Resizes that took a restart, a VM and 30 days; `nil` where that is not known.
    public var restartsPerMonth: Double?
    /// Cost over that of the clairvoyant optimum, less 1; `nil` where that was not computed.
    public var regret: Double?
    /// Money, a VM and 30 days, at the price of slack; `nil` without a price of memory.
    public var money: Double?

    /// Creates a score.
    public init(
      name: String, variant: String, knobs: [String: Double], cost: Double, relativeCost: Ratio?,
      slack: Double, shortageDaysPerMonth: Double, resizesPerMonth: Double
    ) {
      (self.name, self.variant, self.knobs, self.cost) = (name, variant, knobs, cost)
      (self.relativeCost, self.slack) = (relativeCost, slack)
      (self.shortageDaysPerMonth, self.resizesPerMonth) = (shortageDaysPerMonth, resizesPerMonth)
    }
  }

  /// One row of the reliability table.
  public struct CalibrationRow: Sendable, Hashable, Codable {
    /// Steps of the horizon whose peak was predicted.
    public var horizon: Int
    /// The behaviour class that was judged; `nil` for all series.
    public var behaviour: BehaviourClass?
    /// The quantile's level.
    public var level: Double
    /// The mean probability promised at that quantile.
    public var promised: Double
    /// The share of peaks that stayed within it.
    public var realised: Double
    /// How many forecasts were judged.
    public var n: Int

    /// Creates a row.
    public init(
      horizon: Int, behaviour: BehaviourClass? = nil, level: Double, promised: Double,
      realised: Double, n: Int
    ) {
      (self.horizon, self.behaviour, self.level) = (horizon, behaviour, level)
      (self.promised, self.realised, self.n) = (promised, realised, n)
    }
  }

  /// What a plan would use.
  public struct Choice: Sendable, Hashable, Codable {
    /// The policy's registered name.
    public var policy: String
    /// Why, for people.
    public var why: String

    /// Creates a choice.
    public init(policy: String, why: String) { (self.policy, self.why) = (policy, why) }
  }

  /// Creates a report; what not every backtest finds is set afterwards.
  public init(
    now: Timestamp, seed: UInt64, data: DataSummary, origins: [Timestamp],
    forecasters: [ForecasterScore], policies: [PolicyScore], calibration: [CalibrationRow],
    costs: CostModel
  ) {
    schema = Self.schemaName
    self.now = now
    self.seed = seed
    self.data = data
    self.origins = origins
    self.forecasters = forecasters
    self.policies = policies
    self.calibration = calibration
    self.costs = costs
  }
}
