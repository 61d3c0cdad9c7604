import CapacityModel
import HeadroomBasics

/// Puts a forecast panel together from the calibrated parts, in natural units and in order.
struct ForecastAssembly: Sendable {
  let panel: PreparedPanel
  let combination: Combination
  let errors: BacktestErrors
  let seasons: [Int]
  let steps: StepOffsets
  let peaks: PeakCalibration?

  /// The forecast of `source`, whose prepared form this holds.
  func forecast(of source: Panel, request: ForecastRequest, forecaster: String) -> ForecastPanel {
    let (n, horizon) = (panel.seriesCount, request.horizon)
    var mean = Array(repeating: 0.0, count: n * horizon)
    var quantiles = request.levels.map { _ in mean }
    var peakQuantiles = request.peakLevels.map { _ in mean }
    var bases: [ForecastBasis] = []
    for first in stride(from: 0, to: n, by: Self.batch) {
      let batch = ParallelLoop.threads.map(min(Self.batch, n - first)) {
        finished(first + $0, request)
      }
      for (place, one) in batch.enumerated() {
        let series = first + place
        for step in 0..<horizon { mean[step * n + series] = one.mean[step] }
        for level in quantiles.indices {
          for step in 0..<horizon {
            quantiles[level][step * n + series] = one.quantiles[level][step]
          }
        }
        for level in one.peaks.indices {
          for step in 0..<horizon {
            peakQuantiles[level][step * n + series] = one.peaks[level][step]
          }
        }
        bases.append(one.basis)
      }
    }
    return ForecastPanel(
      entities: source.entities, calendar: source.calendar.following(horizon),
      forecaster: forecaster, mean: mean, levels: request.levels, quantiles: quantiles,
      peakLevels: request.peakLevels, peakQuantiles: peakQuantiles, bases: bases)
  }

  /// The answer for one series, in natural units; quantiles by level, then step.
  private struct Answer: Sendable {
    var mean: [Double]
    var quantiles: [[Double]]
    var peaks: [[Double]]
    var basis: ForecastBasis
  }

  /// Series finished side by side before they are put in their places.
  private static let batch = 256

  private func finished(_ series: Int, _ request: ForecastRequest) -> Answer {
    let horizon = request.horizon
    let ahead = combination.ahead[(series * horizon)..<((series + 1) * horizon)]
    let offsets = steps.offsets(
      series, levels: request.levels + request.peakLevels, now: errors.origins.ends.count)
    let days = offsets.levels.map { offsets in
      zip(ahead, offsets).map { natural($0 + $1, series) }
    }
    let quantiles = Self.ascending(Array(days.prefix(request.levels.count)))
    return Answer(
      mean: zip(ahead, offsets.mean).map { natural($0 + $1, series) }, quantiles: quantiles,
      peaks: orderedPeaks(
        series, ahead, request, quantiles: quantiles,
        steps: Array(days.suffix(request.peakLevels.count))),
      basis: basis(series, median: zip(ahead, offsets.median).map { $0 + $1 }))
  }

  /// Peak quantiles in natural units, never descending in the level nor in the step, and never below the same quantile of any
  /// step up to theirs: the largest of some values is as large as each of them.
  ///
  /// The peak gives way, not the step: where the two disagreed, raising the peak lost less on nearly every set of measured data.
  ///
  /// - Parameters:
  ///   - quantiles: Of each step at `request.levels`, as they are told.
  ///   - steps: Of each step at `request.peakLevels`.
  private func orderedPeaks(
    _ series: Int, _ ahead: ArraySlice<Double>, _ request: ForecastRequest, quantiles: [[Double]],
    steps: [[Double]]
  ) -> [[Double]] {
    guard let paths = peaks?.quantiles(series, ahead: ahead) else { return [] }
    let raised = zip(zip(paths, steps), request.peakLevels).map { both, level -> [Double] in
      // What is told of a level below the peak's bounds it too.
      let told = request.levels.lastIndex { $0 <= level }
      var largest = -Double.greatestFiniteMagnitude
      return both.0.indices.map { step in
        largest = max(largest, natural(both.0[step], series), both.1[step])
        if let told { largest = max(largest, quantiles[told][step]) }
        return largest
      }
    }
    return Self.ascending(raised)
  }

  /// Values by level and step, none below that of a lower level at the same step.
  private static func ascending(_ values: [[Double]]) -> [[Double]] {
    var values = values
    for level in values.indices.dropFirst() {
      for step in values[level].indices {
        values[level][step] = max(values[level][step], values[level - 1][step])
      }
    }
    return values
  }

  /// Natural units, finite, and not below zero where the data never were.
  private func natural(_ value: Double, _ series: Int) -> Double {
    let bounded = panel.lowest[series] >= 0 ? max(0, value) : value
    let limit = Double.greatestFiniteMagnitude
    return min(max(bounded * panel.unit[series], -limit), limit)
  }

  /// What the answer rests on, explained along the path of the median.
  private func basis(_ series: Int, median: [Double]) -> ForecastBasis {
    let path = median.map { natural($0, series) / panel.unit[series] }
    let row = series * panel.length
    let first = min(panel.start[series], panel.length - 1)
    let parts = PathDecomposition(
      path: path, history: panel.natural[(row + first)..<(row + panel.length)],
      period: seasons.first)
    let unit = panel.unit[series]
    let record = record(of: series)
    return ForecastBasis(
      observedSteps: panel.observedSteps[series],
      behaviour: errors.behaviour(series, errors.origins.ends.count), level: parts.level * unit,
      trend: parts.trend.map { $0 * unit }, season: parts.season.map { $0 * unit },
      origins: record.origins, calibratedSteps: record.steps,
      notes: notes(series, record: record))
  }

  /// Origins at which the series was judged, and the longest horizon that enough of them know.
  private func record(of series: Int) -> (origins: Int, steps: Int) {
    let judged = errors.origins.ends.indices.filter { errors.isJudged(series, $0) }
    let longest = judged.map { errors.origins.steps[$0] }.max() ?? 0
    return (judged.count, min(longest, errors.origins.calibratedSteps))
  }

  private func notes(_ series: Int, record: (origins: Int, steps: Int)) -> [String] {
    guard panel.observedSteps[series] > 0 else {
      return ["nothing was ever observed; the forecast of 0 says nothing"]
    }
    var notes: [String] = []
    let row = series * panel.length
    let held = panel.observed[row..<(row + panel.length)].reversed().prefix { !$0 }.count
    if held > 0 { notes.append("nothing was observed in the last \(PlanText.count(held, "step"))") }
    let gone = panel.length - panel.start[series]
    if panel.start[series] > panel.begun[series] {
      notes.append(
        "the level shifted for good \(PlanText.count(gone, "step")) ago; what came before is not used"
      )
    }
    let moves = panel.moves(series, before: panel.length)
    if moves < ErrorScales.fewestMoves {
      let values = moves == 0 ? "a single value" : "\(moves + 1) values"
      notes.append("\(values) of its own; the interval is drawn to a quarter of the level")
    }
    if !steps.scored.isMeasured {
      notes.append("history is too short to measure any error; intervals are a wide guess")
    } else if record.origins == 0 {
      notes.append("too little history of its own; intervals come from the other series")
    } else if record.steps < errors.horizon {
      notes.append(
        "errors were measured \(PlanText.count(record.steps, "step")) ahead; beyond, they are assumed to grow as before"
      )
    }
    return notes
  }
}
