internal import HeadroomBasics
internal import CapacityModel

extension DemandPicture {
  /// Points that a chart shows of the past, and ahead.
  private static let (pastPoints, aheadPoints) = (60, 31)

  /// One series of a forecast with its past, thinned to stretches, each shown by its largest value.
  init(of forecast: ForecastPanel, series: Int, past: [Double?], calendar: StepCalendar) {
    let (stretches, first, width) = Self.stretches(of: past, atMost: Self.pastPoints)
    let ahead = forecast.calendar
    let step = Self.width(ahead.count, points: Self.aheadPoints)
    // The most telling interval beside the median is enough for the eye.
    let kept = forecast.levels.indices.filter { place in
      [0.05, 0.1, 0.5, 0.9, 0.95].contains { ($0 - forecast.levels[place]).magnitude < 1e-9 }
    }
    let starts = Array(stride(from: 0, to: ahead.count, by: step))
    self.init(
      entity: forecast.entities[series], past: stretches,
      pastCalendar: StepCalendar(
        start: calendar.instant(first), step: calendar.step * width, count: stretches.count),
      levels: kept.map { forecast.levels[$0] },
      ahead: kept.map { level in
        starts.map { start in
          (start..<min(start + step, ahead.count)).reduce(0) { most, step in
            max(most, forecast.quantiles[level][step * forecast.seriesCount + series])
          }
        }
      },
      aheadCalendar: StepCalendar(
        start: ahead.start, step: ahead.step * step, count: starts.count),
      peak: forecast.peak(of: series).map { PeakCurve($0) })
  }

  /// The largest value of each of at most so many stretches of one width, the first step of the first one, and the width.
  static func stretches(
    of past: [Double?], atMost points: Int
  ) -> (values: [Double?], first: Int, width: Int) {
    let width = Self.width(past.count, points: points)
    // Counted from the end, so that the last stretch is whole.
    let first = past.count % width
    let values = stride(from: first, to: past.count, by: width).map { start in
      past[start..<(start + width)].reduce(nil as Double?) { most, value in
        value.map { max($0, most ?? $0) } ?? most
      }
    }
    return (values, first, width)
  }

  /// Steps of a stretch, so that there are at most so many stretches.
  private static func width(_ steps: Int, points: Int) -> Int {
    max(1, (steps + points - 1) / points)
  }
}

extension Panel {
  /// The sum of all series. A series that is not observed counts with its last value, and with nothing before its first.
  func sum() -> (values: [Double?], calendar: StepCalendar) {
    var last = Array(repeating: nil as Double?, count: seriesCount)
    let values = (0..<stepCount).map { step -> Double? in
      for series in 0..<seriesCount { last[series] = self[step, series] ?? last[series] }
      let known = last.compactMap { $0 }
      return known.isEmpty ? nil : known.reduce(0, +)
    }
    return (values, calendar)
  }
}
