internal import CapacityModel

/// The reliability of predicted peaks, by horizon, class and level.
///
/// The quantile of the peak at a level promises P(M ≤ quantile), which is the level itself unless quantiles are tied:
/// a series that never leaves zero promises certainty at every level, and is held to that.
struct PeakCalibration {
  private let horizons: [Int]
  private let levels: [Double]
  // One tally a horizon and group: all series, then each class.
  private var tallies: [ReliabilityTally]
  private static let groups = BehaviourClass.allCases.count + 1

  /// Starts with nothing.
  init(horizons: [Int], levels: [Double]) {
    (self.horizons, self.levels) = (horizons, levels)
    tallies = Array(
      repeating: ReliabilityTally(cells: levels.count), count: horizons.count * Self.groups)
  }

  /// Judges one predicted peak.
  mutating func add(
    _ distribution: PeakDistribution, behaviour: BehaviourClass, horizon: Int, realised: Double
  ) {
    let group = BehaviourClass.allCases.firstIndex(of: behaviour)! + 1
    for (cell, level) in levels.enumerated() {
      let size = distribution.quantile(at: level)
      let stated = distribution.probability(ofPeakAtMost: size)
      // Going to the quantile and back costs the last bits of the level.
      let promised = (stated - level).magnitude < 1e-9 ? level : stated
      for group in [0, group] {
        tallies[horizon * Self.groups + group].add(
          cell: cell, promised: promised, kept: realised <= size)
      }
    }
  }

  /// The reliability table: all series first, then the classes that occur.
  var rows: [BacktestReport.CalibrationRow] {
    var rows: [BacktestReport.CalibrationRow] = []
    for group in 0..<Self.groups {
      let behaviour = group == 0 ? nil : BehaviourClass.allCases[group - 1]
      for (index, horizon) in horizons.enumerated() {
        for (cell, level) in levels.enumerated() {
          guard let row = tallies[index * Self.groups + group].figures(of: cell) else { continue }
          rows.append(
            .init(
              horizon: horizon, behaviour: behaviour, level: level, promised: row.promised,
              realised: row.realised, n: row.n))
        }
      }
    }
    return rows
  }
}

/// What the largest demand over a horizon turned out to be, where that is known.
struct PeakOutcomes {
  private let panel: Panel
  private let censored: [[Int64]]
  private let minimumCoverage: Double

  /// Reads outcomes from the whole panel.
  ///
  /// - Parameter histories: The same series with what is known of censoring, or none.
  init(panel: Panel, histories: [EntityHistory], minimumCoverage: Double) {
    (self.panel, self.minimumCoverage) = (panel, minimumCoverage)
    censored = histories.map(\.censoredMilliseconds)
  }

  /// The largest of the `horizon` steps after `origin`; `nil` where the panel ends before, where too few of them are
  /// observed, or where demand was cut off by the size in one of them: such a peak is only known to be larger.
  func peak(of series: Int, origin: Int, horizon: Int) -> Double? {
    guard origin + horizon <= panel.stepCount else { return nil }
    var (largest, observed) = (-Double.infinity, 0)
    for step in origin..<(origin + horizon) {
      if !censored.isEmpty, censored[series][step] > 0 { return nil }
      guard let value = panel[step, series] else { continue }
      observed += 1
      largest = max(largest, value)
    }
    return observed > 0 && Double(observed) >= minimumCoverage * Double(horizon) ? largest : nil
  }
}

/// Promised probabilities against what happened, one cell a level or bin.
struct ReliabilityTally {
  private var promised: [Double]
  private var kept: [Int]
  private var counts: [Int]

  /// Starts with nothing in any of `cells` cells.
  init(cells: Int) {
    promised = Array(repeating: 0, count: cells)
    kept = Array(repeating: 0, count: cells)
    counts = kept
  }

  /// Counts a promise.
  mutating func add(cell: Int, promised probability: Double, kept held: Bool) {
    promised[cell] += probability
    kept[cell] += held ? 1 : 0
    counts[cell] += 1
  }

  /// The mean promise, the share kept, and how many there were; `nil` where there was none.
  func figures(of cell: Int) -> (promised: Double, realised: Double, n: Int)? {
    let n = counts[cell]
    guard n > 0 else { return nil }
    return (promised[cell] / Double(n), Double(kept[cell]) / Double(n), n)
  }
}
