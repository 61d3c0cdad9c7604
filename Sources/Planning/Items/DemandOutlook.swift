import CapacityModel
import HeadroomBasics

/// What a forecast says of one entity, in whole bytes.
struct DemandOutlook {
  /// Whose.
  let entity: EntityID
  /// What the forecast rests on.
  let basis: ForecastBasis
  /// The distribution of the peak over the whole horizon: the decision's.
  let curve: PeakCurve
  /// Base, trend, season and other at the step where the median peaks; their sum is that median.
  let medianParts: SizeExplanation

  private let forecast: ForecastPanel
  private let column: Int

  /// The instant after the last step ahead.
  var end: Timestamp { forecast.calendar.range.end }
  /// Steps ahead.
  var horizon: Int { forecast.horizon }
  /// The length of a step.
  var step: Duration { forecast.calendar.step }

  /// Reads one column of a forecast.
  ///
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
    self.curve = curve ?? PeakCurve(peak)
    basis = forecast.bases[column]
    medianParts = try Self.parts(
      of: entity, basis: basis,
      median: (0..<forecast.horizon).map {
        forecast.quantiles[median][$0 * forecast.seriesCount + column]
      })
  }

  /// The peak's quantile, whole bytes rounded up.
  func quantile(at level: Double) -> ByteCount {
    ByteCount(Int64(min(curve.quantile(at: level), 0x1p59).rounded(.up)))
  }

  /// P(peak over the horizon ≤ size), to four decimals.
  func confidence(in size: ByteCount) -> Double {
    (curve.probability(ofPeakAtMost: Double(size.bytes)) * 10_000).rounded() / 10_000
  }

  /// The first steps by which the peak exceeds `size` with probability 10, 50 and 90 %.
  func breach(of size: ByteCount) -> PlanItem.Breach {
    PlanItem.Breach(
      p10: firstStep(where: 0.9, of: size), p50: firstStep(where: 0.5, of: size),
      p90: firstStep(where: 0.1, of: size))
  }

  /// The start of the first step up to which the peak fits with less than `probability`.
  private func firstStep(where probability: Double, of size: ByteCount) -> Timestamp? {
    let bytes = Double(size.bytes)
    let fits = curve.probability(ofPeakAtMost: bytes)
    let ahead = forecast.peak(of: column)?.probability(ofPeakAtMost: bytes) ?? 1
    /// The share of the horizon's risk that falls into its first steps: as the forecast spreads it, evenly where that sees none.
    func share(_ steps: Int) -> Double {
      let even = Double(steps) / Double(horizon)
      guard ahead < 0.999, let part = forecast.peak(of: column, through: steps) else { return even }
      let (near, whole) = (1 - part.probability(ofPeakAtMost: bytes), 1 - ahead)
      return whole > 0 ? min(1, near / whole) : even
    }
    func fails(_ steps: Int) -> Bool {
      let missed = steps == horizon ? 1 - fits : (1 - fits) * share(steps)
      return 1 - missed < probability
    }
    guard fails(horizon) else { return nil }
    // The peak up to a step never falls with the step, so the first failure is found by halving.
    var (low, high) = (1, horizon)
    while low < high {
      let middle = (low + high) / 2
      if fails(middle) { high = middle } else { low = middle + 1 }
    }
    return forecast.calendar.instant(low - 1)
  }

  private static func parts(
    of entity: EntityID, basis: ForecastBasis, median: [Double]
  ) throws(PlanningError) -> SizeExplanation {
    precondition(
      basis.trend.count == median.count && basis.season.count == median.count,
      "\(basis.trend.count) trend and \(basis.season.count) season values, \(median.count) steps")
    var step = 0
    for index in median.indices where median[index] > median[step] { step = index }
    let base = try bytes(basis.level, "level", of: entity)
    let trend = try bytes(basis.trend[step], "trend", of: entity)
    let season = try bytes(basis.season[step], "season", of: entity)
    let top = try bytes(median[step], "median", of: entity)
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
