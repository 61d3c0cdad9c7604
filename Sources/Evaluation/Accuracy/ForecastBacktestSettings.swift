internal import CapacityModel
public import HeadroomBasics

/// How forecasters are judged on the past. `docs/methods/backtesting.md` says what each choice means for the figures.
public struct ForecastBacktestSettings: Sendable, Hashable {
  /// The store's or file's name, for the report.
  public var store: String
  /// No later sample is in the panel; for the report.
  public var now: Timestamp
  /// The seed that the report names.
  public var seed: UInt64
  /// Steps ahead to judge, each `> 0`.
  public var horizons: [Int]
  /// Steps seen at the first origin, `> 0`.
  public var warmup: Int
  /// Steps from one origin to the next, `> 0`.
  public var stride: Int
  /// How many origins to keep: the latest at which every horizon can be judged; `nil` for all at which the shortest
  /// can.
  public var originCount: Int?
  /// Observed steps a series needs at an origin to be judged there.
  public var minimumObserved: Int
  /// The share of a horizon's steps that must be observed for its largest value to count as known.
  public var minimumPeakCoverage: Double
  /// Seasonal periods for the forecasters, in steps, shortest first.
  public var seasons: [Int]
  /// The lag of the scale of MASE and SQL, in steps; the shortest season where absent, 1 without seasons.
  public var scaleSeason: Int?
  /// Quantile levels asked of the forecasters.
  public var levels: [Double]
  /// Peak levels asked of the forecasters.
  public var peakLevels: [Double]
  /// Levels of the reliability table.
  public var calibrationLevels: [Double]

  /// Creates settings for daily steps.
  public init(
    store: String, now: Timestamp, seed: UInt64 = 0, horizons: [Int] = [7, 28], warmup: Int = 28,
    stride: Int = 7, seasons: [Int] = [7]
  ) {
    (self.store, self.now, self.seed, self.horizons) = (store, now, seed, horizons)
    (self.warmup, self.stride, self.originCount, self.seasons) = (warmup, stride, nil, seasons)
    (minimumObserved, minimumPeakCoverage, scaleSeason) = (14, 0.8, nil)
    levels = [0.025, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.975]
    peakLevels = [
      0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.925, 0.95, 0.97, 0.98, 0.99,
      0.995, 0.999,
    ]
    calibrationLevels = [0.5, 0.9, 0.95, 0.99]
  }

  /// The lag in force.
  var lag: Int { scaleSeason ?? seasons.first ?? 1 }

  /// The origins that are judged in a past of `steps`.
  ///
  /// - Throws: `EvaluationError.historyTooShort` where there is none.
  func origins(in steps: Int) throws(EvaluationError) -> [Int] {
    guard let shortest = horizons.min(), let longest = horizons.max() else {
      preconditionFailure("settings without a horizon were not refused")
    }
    let origins =
      if let originCount {
        OriginSchedule.latest(originCount, from: warmup, through: steps - longest, stride: stride)
      } else {
        OriginSchedule(first: warmup, stride: stride).origins(through: steps - shortest)
      }
    guard !origins.isEmpty else {
      let needed = originCount == nil ? shortest : longest
      throw .historyTooShort(required: warmup + needed, actual: steps)
    }
    return origins
  }
}
