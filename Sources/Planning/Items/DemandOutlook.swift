import CapacityModel
import HeadroomBasics

/// What is known of one entity's demand ahead, in whole bytes.
///
/// The peak over the horizon is the decision's. The forecast says how that peak comes about and when, within what the
/// decision's curve allows.
struct DemandOutlook {
  /// The entity whose demand is ahead.
  let entity: EntityID
  /// What the forecast rests on.
  let basis: ForecastBasis
  /// The distribution of the peak over the whole horizon.
  let curve: PeakCurve
  /// Base, trend, season and other of the median at the step where it peaks, at most the median of the peak.
  let medianParts: SizeExplanation

  private let forecast: ForecastPanel
  private let column: Int

  /// The start of the first step ahead.
  var start: Timestamp { forecast.calendar.range.start }
  /// The instant after the last step ahead.
  var end: Timestamp { forecast.calendar.range.end }
  /// How many steps ahead was forecast.
  var horizon: Int { forecast.horizon }

  /// Reads one column of a forecast.
  ///
  /// - Parameter curve: The decision's curve; the forecast's own distribution of the peak where it is `nil`.
  /// - Throws: `PlanningError` where the column is not the entity's or lacks what a plan needs.
  init(
    of entity: EntityID, column: Int, in forecast: ForecastPanel, curve: PeakCurve?
  ) throws(PlanningError) {
    guard forecast.entities.indices.contains(column), forecast.entities[column] == entity else {
      let found = forecast.entities.indices.contains(column) ? forecast.entities[column] : nil
      throw .wrongColumn(entity: entity, column: column, found: found)
    }
    guard let peak = forecast.peak(of: column) else { throw .peakQuantilesMissing }
    guard let median = forecast.levels.firstIndex(of: 0.5) else {
      throw .medianMissing(levels: forecast.levels)
    }
    for value in peak.values { _ = try Self.bytes(value, "peak quantile", of: entity) }
    (self.entity, self.column, self.forecast) = (entity, column, forecast)
    let curve = curve ?? PeakCurve(peak)
    self.curve = curve
    basis = forecast.bases[column]
    medianParts = try Self.parts(
      of: entity, basis: basis,
      median: (0..<forecast.horizon).map {
        forecast.quantiles[median][$0 * forecast.seriesCount + column]
      }, atMost: ByteCount(roundingUp: curve.quantile(at: 0.5)))
  }

  /// The peak's quantile, whole bytes rounded up.
  func quantile(at level: Double) -> ByteCount { ByteCount(roundingUp: curve.quantile(at: level)) }

  /// P(peak over the horizon ≤ size), to four decimals.
  func confidence(in size: ByteCount) -> Double {
    (curve.probability(ofPeakAtMost: Double(size.bytes)) * 10_000).rounded() / 10_000
  }

  /// The first steps by which the peak exceeds `size` with probability 10, 50 and 90 %.
  func breach(of size: ByteCount) -> PlanItem.Breach {
    let bytes = Double(size.bytes)
    let whole = forecastRisk(of: bytes, through: horizon)
    let total = 1 - curve.probability(ofPeakAtMost: bytes)
    /// P(peak of the first steps > size): the forecast's, scaled so that it ends at the curve's; evenly spread where the
    /// forecast sees no risk.
    func risk(_ steps: Int) -> Double {
      if steps == horizon { return total }
      let share =
        whole > 0
        ? min(1, forecastRisk(of: bytes, through: steps) / whole)
        : Double(steps) / Double(horizon)
      return total * share
    }
    func firstStep(above probability: Double) -> Timestamp? {
      guard risk(horizon) > probability else { return nil }
      // The peak up to a step never falls with the step, so the first failure is found by halving.
      var (low, high) = (1, horizon)
      while low < high {
        let middle = (low + high) / 2
        if risk(middle) > probability { high = middle } else { low = middle + 1 }
      }
      return forecast.calendar.instant(low - 1)
    }
    return PlanItem.Breach(
      p10: firstStep(above: 0.1), p50: firstStep(above: 0.5), p90: firstStep(above: 0.9))
  }

  /// P(peak of the first steps > size) by the forecast, less what it cannot tell from nothing: it never says that a size is
  /// surer than its outermost quantile.
  private func forecastRisk(of bytes: Double, through steps: Int) -> Double {
    guard let peak = forecast.peak(of: column, through: steps), let surest = peak.levels.last else {
      return 0
    }
    return max(0, surest - peak.probability(ofPeakAtMost: bytes))
  }

  private static func parts(
    of entity: EntityID, basis: ForecastBasis, median: [Double], atMost most: ByteCount
  ) throws(PlanningError) -> SizeExplanation {
    precondition(
      basis.trend.count == median.count && basis.season.count == median.count,
      "\(basis.trend.count) trend and \(basis.season.count) season values, \(median.count) steps")
    var step = 0
    for index in median.indices where median[index] > median[step] { step = index }
    let base = try bytes(basis.level, "level", of: entity)
    let trend = try bytes(basis.trend[step], "trend", of: entity)
    let season = try bytes(basis.season[step], "season", of: entity)
    // One day's median is no larger than the median of the largest of all days.
    let top = min(try bytes(median[step], "median", of: entity), most)
    return SizeExplanation(
      base: base, trend: trend, season: season, other: top - base - trend - season)
  }

  /// The nearest whole number of bytes; within ±1 EiB, so that no sum of a few overflows.
  private static func bytes(
    _ value: Double, _ part: String, of entity: EntityID
  ) throws(PlanningError) -> ByteCount {
    guard value.magnitude < 0x1p60 else {
      throw .forecastNotBytes(entity: entity, part: part, value: value)
    }
    return ByteCount(Int64(value.rounded()))
  }
}
