/// Demand ahead for every series of a panel: mean, quantiles of each step, and of the peak up to each step.
///
/// All matrices are time-major `[h × N]`, as in `Panel`: step `k` (0 is the first after the origin) of series `n` is
/// at `k * seriesCount + n`.
public struct ForecastPanel: Sendable {
  /// The series, in the panel's order.
  public var entities: [EntityID]
  /// The steps ahead; its start is the first instant after the last step seen.
  public var calendar: StepCalendar
  /// The forecaster's registered name.
  public var forecaster: String
  /// Expected demand, shape `[h × N]`.
  public var mean: [Double]
  /// Levels of `quantiles`, strictly ascending in (0, 1).
  public var levels: [Double]
  /// For each level a matrix `[h × N]`; never descending in the level.
  public var quantiles: [[Double]]
  /// Levels of `peakQuantiles`, strictly ascending in (0, 1); empty where no peak was asked for.
  public var peakLevels: [Double]
  /// For each peak level a matrix `[h × N]`: the quantile of the largest demand from the first step to this one; never
  /// descending in the level nor in the step.
  public var peakQuantiles: [[Double]]
  /// What each forecast rests on, one a series.
  public var bases: [ForecastBasis]
  /// Of the series that were to be explained, in the panel's order.
  public var explanations: [ForecastExplanation] = []
  /// How far the samples of each series can be believed, one a series; empty where that is not known.
  public var standings: [SeriesStanding] = []
  /// What values are counted in: `bytes`; `nil` where nobody knows, as of a file of plain numbers.
  public var unit: String?
  /// Demand of the first series before and after the origin, for pages; empty where it is not drawn.
  public var pictures: [DemandPicture] = []

  /// The number of series, N.
  public var seriesCount: Int { entities.count }

  /// The number of steps ahead, h.
  public var horizon: Int { calendar.count }

  /// Creates a forecast.
  public init(
    entities: [EntityID], calendar: StepCalendar, forecaster: String, mean: [Double],
    levels: [Double], quantiles: [[Double]], peakLevels: [Double] = [],
    peakQuantiles: [[Double]] = [], bases: [ForecastBasis]
  ) {
    let size = entities.count * calendar.count
    precondition(
      mean.count == size && quantiles.count == levels.count
        && quantiles.allSatisfy { $0.count == size } && peakQuantiles.count == peakLevels.count
        && peakQuantiles.allSatisfy { $0.count == size } && bases.count == entities.count,
      "a forecast of [\(calendar.count) × \(entities.count)] with parts of other shapes")
    (self.entities, self.calendar, self.forecaster) = (entities, calendar, forecaster)
    (self.mean, self.levels, self.quantiles) = (mean, levels, quantiles)
    (self.peakLevels, self.peakQuantiles, self.bases) = (peakLevels, peakQuantiles, bases)
  }

  /// Puts the forecasts of some columns in the place of those that stand there.
  ///
  /// - Parameters:
  ///   - columns: Places in this forecast, one a series of `part`.
  ///   - part: Of the same steps and levels.
  package mutating func replace(_ columns: [Int], with part: ForecastPanel) {
    precondition(
      columns.count == part.seriesCount && part.horizon == horizon && part.levels == levels
        && part.peakLevels == peakLevels,
      "\(part.seriesCount) forecasts of other steps or levels for \(columns.count) columns")
    let (whole, width, steps) = (seriesCount, part.seriesCount, horizon)
    func copy(_ source: [Double], to target: inout [Double]) {
      for step in 0..<steps {
        for (place, column) in columns.enumerated() {
          target[step * whole + column] = source[step * width + place]
        }
      }
    }
    copy(part.mean, to: &mean)
    for level in levels.indices { copy(part.quantiles[level], to: &quantiles[level]) }
    for level in peakLevels.indices { copy(part.peakQuantiles[level], to: &peakQuantiles[level]) }
    for (place, column) in columns.enumerated() { bases[column] = part.bases[place] }
    for explanation in part.explanations {
      guard let place = explanations.firstIndex(where: { $0.entity == explanation.entity }) else {
        continue
      }
      explanations[place] = explanation
    }
  }

  /// The distribution of the largest demand of `series` over the first `steps` steps; `nil` where no peak was asked for.
  ///
  /// - Parameter steps: 1 to `horizon`; the whole horizon when absent.
  public func peak(of series: Int, through steps: Int? = nil) -> PeakDistribution? {
    guard peakLevels.count >= 2, horizon > 0 else { return nil }
    let row = (steps ?? horizon) - 1
    return PeakDistribution(
      levels: peakLevels, values: peakQuantiles.map { $0[row * seriesCount + series] })
  }
}
