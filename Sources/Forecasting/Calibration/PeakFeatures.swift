import HeadroomBasics

/// What a series' own past says about its next maximum, in logarithms relative to its recent maximum.
///
/// All from steps before the origin, so that the same numbers can be taken at any step of the history: what the peak
/// regression is trained on. `u` is the unit of the windows, a step for days, a third of a day for hours.
struct PeakFeatures: Sendable {
  /// The maximum of the last 28 u, in the series' unit; what the others are relative to.
  let reference: Double
  /// Added before logarithms are taken, so that idle series stay finite.
  let floor: Double
  /// The features, the first of them 1; count `PeakFeatures.count`.
  let values: [Double]

  /// Length of `values`.
  static let count = 16

  /// Takes the features of `series` as known after `end` steps, for a maximum over the next `ahead`.
  ///
  /// - Parameter typical: The fleet's typical maximum in the unit of `series`, `> 0`.
  init(
    _ panel: PreparedPanel, series: Int, end: Int, ahead: Int, unit: Int, typical: Double
  ) {
    let row = series * panel.length
    let first = row + min(panel.start[series], end - 1)
    let known = Array(panel.natural[first..<(row + end)])
    let month = Array(known.suffix(28 * unit))
    let sorted = month.sorted()
    let highest = sorted.last ?? 0
    let floor = 0.02 * highest + 1e-3 * typical
    let base = Exponential.logarithm(highest + floor)
    func relative(_ value: Double) -> Double {
      Exponential.logarithm(max(value, 0) + floor) - base
    }
    func maximum(_ span: Int) -> Double { relative(known.suffix(span).reduce(0, max)) }
    let peaks = Self.windowPeaks(known, ahead: ahead).map(relative)
    let (mean, spread) = Self.moments(peaks)
    var steps = 0.0
    for (one, next) in zip(month, month.dropFirst()) {
      steps += abs(relative(next) - relative(one))
    }
    var line = LinearTrend()
    for value in month { line.add(value) }
    let age = month.lastIndex { $0 >= 0.98 * highest }.map { Double(month.count - 1 - $0) }
    let latest = known.suffix(2).reduce(0, +) / Double(min(2, known.count))
    reference = highest
    self.floor = floor
    values = [
      1, maximum(3 * unit), maximum(7 * unit), maximum(14 * unit),
      maximum(max(8 * ahead, 60 * unit)), relative(OrderStatistics.quantile(sorted, 0.5)),
      relative(OrderStatistics.quantile(sorted, 0.8)), relative(latest), mean, spread,
      OrderStatistics.quantile(peaks.sorted(), 0.9), steps / Double(max(1, month.count - 1)),
      (age ?? 0) / Double(28 * unit),
      Double(month.count { $0 >= 0.9 * highest }) / Double(month.count),
      Exponential.logarithm((highest + 0.01 * typical) / typical),
      min(max(line.slope * Double(ahead) / (highest + floor), -1), 1),
    ]
  }

  /// The maximum as the regression has it: the logarithm relative to the recent one.
  func target(_ maximum: Double) -> Double {
    Exponential.logarithm((max(maximum, 0) + floor) / (reference + floor))
  }

  /// What `target` was made of.
  func maximum(_ target: Double) -> Double {
    max(0, Exponential.of(min(target, 20)) * (reference + floor) - floor)
  }

  /// Maxima of windows as long as the horizon, a quarter of it apart; shorter ones where history is.
  private static func windowPeaks(_ known: [Double], ahead: Int) -> [Double] {
    let span = min(ahead, max(1, known.count / 3))
    let values = known.suffix(9 * span)
    return stride(from: values.endIndex, through: values.startIndex + span, by: -max(1, span / 4))
      .map { values[($0 - span)..<$0].reduce(0, max) }
  }

  private static func moments(_ values: [Double]) -> (mean: Double, spread: Double) {
    let mean = values.reduce(0, +) / Double(values.count)
    let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
    return (mean, square.squareRoot())
  }
}
