internal import CapacityModel
internal import HeadroomBasics

extension DemandPicture {
  /// Points that a chart of one entity among many shows of the past, and ahead.
  static let small = (past: 60, ahead: 31)
  /// The same, of a chart that a page has few of: a quarter day by day.
  static let large = (past: 122, ahead: 93)

  /// One series of a forecast with its past, thinned to stretches, each shown by its largest value.
  init(
    of forecast: ForecastPanel, series: Int, past: [Double?], calendar: StepCalendar,
    points: (past: Int, ahead: Int) = Self.small
  ) {
    let (stretches, first, width) = Self.stretches(of: past, atMost: points.past)
    let ahead = forecast.calendar
    let step = Self.width(ahead.count, points: points.ahead)
    let kept = Self.shown(of: forecast.levels)
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

  /// The most telling intervals beside the median are enough for the eye; all levels where those were not forecast.
  private static func shown(of levels: [Double]) -> [Int] {
    let telling = levels.indices.filter { place in
      [0.05, 0.1, 0.5, 0.9, 0.95].contains { ($0 - levels[place]).magnitude < 1e-9 }
    }
    return telling.count > 1 ? telling : Array(levels.indices)
  }

  /// The largest demand of each whole window of so many steps, counted back from the origin; a window without demand is
  /// left out.
  static func windows(of past: [Double?], calendar: StepCalendar, steps: Int) -> [Window] {
    guard steps > 0 else { return [] }
    return stride(from: past.count % steps, to: past.count, by: steps).compactMap { start in
      past[start..<(start + steps)].compactMap { $0 }.max().map { peak in
        Window(
          range: TimeRange(
            start: calendar.instant(start), end: calendar.instant(start + steps)),
          peak: ByteCount(Int64(min(max(peak, 0), 0x1p60).rounded(.up))))
      }
    }
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
