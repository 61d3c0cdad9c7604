package import CapacityModel
internal import HeadroomBasics

/// Tells how a series behaves from the steps before an origin.
///
/// The first that fits, on at most the last 512 steps, `q` being quantiles of the values seen:
/// 1. *idle*: q90 is at most 2 % of the fleet's usual high (the median over series of their q95);
/// 2. *growing*: a straight line explains 70 % of the variance and moves by 10 % of the level or more;
/// 3. *seasonal*: the phase means of a season with three cycles explain 40 % of what the line leaves;
/// 4. *bursty*: q98 lies more than half of the median above the median;
/// 5. *flat*: everything else.
package struct BehaviourClassifier {
  /// The fleet's usual high, in the panel's unit.
  let usualHigh: Double
  let seasons: [Int]

  private static let span = 512

  /// Learns what is high in this fleet.
  package init(panel: PreparedPanel, seasons: [Int]) {
    let begun = (0..<panel.seriesCount).filter { panel.start[$0] < panel.length }
    let highs = ParallelLoop.threads.map(begun.count) { index in
      let values = Self.sample(panel, series: begun[index], end: panel.length)
      return OrderStatistics.quantiles(values, [0.95])[0] * panel.unit[begun[index]]
    }
    usualHigh = OrderStatistics.median(highs)
    self.seasons = seasons
  }

  /// The classes of the series of a daily panel as a forecast from its end over `horizon` days knows them; `nil` for a series
  /// without a value.
  package static func classes(ofDaily panel: Panel, horizon: Int) -> [BehaviourClass?] {
    let settings = EngineSettings.standard(step: .days(1), seasons: [week])
    let prepared = PreparedPanel(
      panel, settings: settings, reach: settings.judgedSteps(horizon: horizon))
    guard (0..<prepared.seriesCount).contains(where: { prepared.start[$0] < prepared.length })
    else { return panel.entities.map { _ in nil } }
    let classifier = BehaviourClassifier(panel: prepared, seasons: [week])
    return (0..<prepared.seriesCount).map { series in
      guard prepared.start[series] < prepared.length else { return nil }
      return classifier.behaviour(of: series, in: prepared, end: prepared.length)
    }
  }

  private static let week = 7

  /// The class of `series` as known after `end` steps.
  package func behaviour(of series: Int, in panel: PreparedPanel, end: Int) -> BehaviourClass {
    let values = Self.sample(panel, series: series, end: end)
    let order = OrderStatistics.quantiles(
      values.withUnsafeBufferPointer { OrderStatistics.thinned($0, to: 128) }, [0.5, 0.9, 0.98])
    if order[1] * panel.unit[series] <= 0.02 * usualHigh { return .idle }
    guard values.count >= 4 else { return .flat }
    var line = LinearTrend()
    for value in values { line.add(value) }
    let mean = values.reduce(0, +) / Double(values.count)
    let centre = Double(values.count - 1) / 2
    let slope = line.slope
    let left = values.indices.map { values[$0] - mean - slope * (Double($0) - centre) }
    let around = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let unexplained = left.reduce(0) { $0 + $1 * $1 }
    let move = abs(line.slope) * Double(values.count - 1)
    if unexplained <= 0.3 * around, move >= 0.1 * abs(mean), around > 0 { return .growing }
    for season in seasons where values.count >= 3 * season {
      if Self.explained(left, by: season, total: unexplained) >= 0.4 { return .seasonal }
    }
    return order[2] - order[0] > 0.5 * abs(order[0]) ? .bursty : .flat
  }

  /// Share of the variance that the phase means explain, corrected for their number.
  ///
  /// - Parameters:
  ///   - values: With a mean of 0.
  ///   - total: Σ x² of them.
  private static func explained(_ values: [Double], by season: Int, total: Double) -> Double {
    guard total > 0 else { return 0 }
    var sums = Array(repeating: 0.0, count: season)
    var phase = 0
    for value in values {
      sums[phase] += value
      phase = phase + 1 == season ? 0 : phase + 1
    }
    // The first phases have one cycle more where the last one is not whole.
    let (cycles, more) = values.count.quotientAndRemainder(dividingBy: season)
    var unexplained = total
    for (phase, sum) in sums.enumerated() {
      unexplained -= sum * sum / Double(phase < more ? cycles + 1 : cycles)
    }
    let n = Double(values.count)
    return 1 - (unexplained / (n - Double(season))) / (total / (n - 1))
  }

  private static func sample(_ panel: PreparedPanel, series: Int, end: Int) -> [Double] {
    let first = max(min(panel.start[series], end - 1), end - span)
    let row = series * panel.length
    return Array(panel.natural[(row + first)..<(row + end)])
  }
}
