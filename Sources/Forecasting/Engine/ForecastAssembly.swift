import CapacityModel

/// Puts the parts of a forecast together: quantiles in order, nothing negative where nothing ever was, reasons told.
struct ForecastAssembly {
  let panel: Panel
  let prepared: PreparedPanel
  let profiles: [SeriesProfile]
  let ahead: [Double]
  let scale: ResidualScale
  let steps: StepQuantiles
  let peaks: PeakCalibration?
  let test: BackTest
  let request: ForecastRequest
  let season: Int?

  private var n: Int { prepared.seriesCount }
  private var h: Int { request.horizon }

  func forecast(named name: String) -> ForecastPanel {
    let floors = (0..<n).map { neverNegative($0) ? 0 : -Double.greatestFiniteMagnitude }
    let quantiles = stepQuantiles(floors)
    let mean = ahead.enumerated().map { max($1, floors[$0 % n]) }
    return ForecastPanel(
      entities: panel.entities, calendar: panel.calendar.following(h), forecaster: name, mean: mean,
      levels: request.levels, quantiles: quantiles, peakLevels: request.peakLevels,
      peakQuantiles: peakQuantiles(floors), bases: (0..<n).map { basis($0, quantiles) })
  }

  private func neverNegative(_ series: Int) -> Bool {
    (0..<panel.stepCount).allSatisfy { (panel[$0, series] ?? 0) >= 0 }
  }

  private func stepQuantiles(_ floors: [Double]) -> [[Double]] {
    var result: [[Double]] = []
    for level in request.levels.indices {
      var matrix = [Double](repeating: 0, count: h * n)
      for k in 0..<h {
        for series in 0..<n {
          let at = k * n + series
          let size = scale.now[series] * scale.profile[k]
          var value = max(ahead[at] + size * steps.standardised[level][series], floors[series])
          if let below = result.last { value = max(value, below[at]) }
          matrix[at] = finite(value)
        }
      }
      result.append(matrix)
    }
    return result
  }

  private func peakQuantiles(_ floors: [Double]) -> [[Double]] {
    guard let peaks else { return [] }
    var result: [[Double]] = []
    for level in request.peakLevels {
      var matrix = [Double](repeating: 0, count: h * n)
      for series in 0..<n {
        for k in 0..<h {
          let at = k * n + series
          var value = peaks.quantile(
            level, through: k + 1, forecast: ahead, profile: profiles[series],
            scale: scale.now[series], series: series, of: n)
          value = max(value, floors[series])
          if k > 0 { value = max(value, matrix[at - n]) }
          if let below = result.last { value = max(value, below[at]) }
          matrix[at] = finite(value)
        }
      }
      result.append(matrix)
    }
    return result
  }

  /// Sums of huge values may overflow; a forecast is a number all the same.
  private func finite(_ value: Double) -> Double {
    value.isFinite ? value : value > 0 ? .greatestFiniteMagnitude : -.greatestFiniteMagnitude
  }

  private func basis(_ series: Int, _ quantiles: [[Double]]) -> ForecastBasis {
    let median = request.levels.firstIndex(of: 0.5).map { quantiles[$0] } ?? ahead
    let path = (0..<h).map { median[$0 * n + series] }
    let span = min(season ?? 7, max(1, prepared.length(series)))
    let end = (series + 1) * prepared.stepCount
    let recent = prepared.rows[(end - span)..<end].map { prepared.natural($0, series) }
    let components = Components(path: path, recent: recent, period: season)
    let known = peaks.map { min($0.knownSteps, h) } ?? min(scale.knownSteps, h)
    let origins = test.origins.filter { origin in (0..<h).contains { origin.valid[$0 * n + series] }
    }
    return ForecastBasis(
      observedSteps: prepared.observedCount(series), behaviour: profiles[series].behaviour,
      level: components.level, trend: components.trend, season: components.season,
      origins: origins.count, calibratedSteps: known, notes: notes(origins.count, known))
  }

  private func notes(_ origins: Int, _ known: Int) -> [String] {
    var notes: [String] = []
    if origins == 0 {
      notes.append("too short a history to test a forecast on; the fleet's errors stand in")
    }
    if known < h {
      notes.append(
        known == 0
          ? "no past peak is known; the interval is a guess"
          : "errors are known up to \(known) of \(h) steps ahead and carried on from there")
    }
    for period in request.seasons where 2 * period > prepared.stepCount {
      notes.append("history is shorter than two seasons of \(period) steps")
    }
    return notes
  }
}
