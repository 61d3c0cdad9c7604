import HeadroomBasics

/// How much a series moved before an origin, in several measures: what the size of its errors is predicted from.
enum VolatilityFeatures {
  /// Below this share of the series' largest value a movement counts as this much.
  static let floor = 1e-4

  /// Logarithms of: mean absolute step, the same lately, mean absolute step over a season, mean distance from the
  /// median, reach of the highest values above the median, and recent level.
  ///
  /// - Parameter end: Steps known.
  static func logarithms(
    _ panel: PreparedPanel, series: Int, end: Int, horizon: Int, season: Int?
  ) -> [Double] {
    let row = series * panel.length
    let first = max(min(panel.start[series], end - 1), end - max(20 * horizon, 400))
    return panel.natural.withUnsafeBufferPointer { natural in
      let values = UnsafeBufferPointer(rebasing: natural[(row + first)..<(row + end)])
      let order = OrderStatistics.quantiles(OrderStatistics.thinned(values, to: 128), [0.5, 0.97])
      let middle = order[0]
      let lag = season.flatMap { $0 < values.count ? $0 : nil } ?? 1
      let spread = values.reduce(0) { $0 + abs($1 - middle) } / Double(values.count)
      let level = values.suffix(8).reduce(0) { $0 + abs($1) } / Double(min(8, values.count))
      let recent = UnsafeBufferPointer(rebasing: values.suffix(max(2 * horizon, 8) + 1))
      return [
        meanChange(values, lag: 1), meanChange(recent, lag: 1), meanChange(values, lag: lag),
        spread, order[1] - middle, level,
      ].map { Exponential.logarithm($0 + floor) }
    }
  }

  /// The logarithm of the error to expect where none was ever measured: a quarter of the level, or twice the mean
  /// distance from the median where that is more.
  static func ignorance(_ logarithms: [Double]) -> Double {
    max(logarithms[5] + Exponential.logarithm(0.25), logarithms[3] + Exponential.logarithm(2))
  }

  /// How far the straight line through the last steps moves over the horizon, in the series' unit.
  static func drift(_ panel: PreparedPanel, series: Int, end: Int, horizon: Int) -> Double {
    let row = series * panel.length
    let first = max(min(panel.start[series], end - 1), end - 512)
    var line = LinearTrend()
    for step in first..<end { line.add(panel.natural[row + step]) }
    return abs(line.slope) * Double(horizon)
  }

  /// The mean |x(t) − x(t − lag)|; 0 of no such pair.
  static func meanChange(_ values: UnsafeBufferPointer<Double>, lag: Int) -> Double {
    guard values.count > lag else { return 0 }
    var sum = 0.0
    for step in lag..<values.count { sum += abs(values[step] - values[step - lag]) }
    return sum / Double(values.count - lag)
  }
}
