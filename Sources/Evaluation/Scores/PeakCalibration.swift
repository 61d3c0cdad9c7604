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
