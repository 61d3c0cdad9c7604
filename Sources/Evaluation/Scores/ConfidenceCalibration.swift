internal import CapacityModel
internal import HeadroomBasics
internal import Sizing

/// The reliability of what plans state: P(peak ≤ proposed size) against the share of sizes that held.
struct ConfidenceCalibration {
  private static let edges = [0, 0.5, 0.9, 0.95, 0.99, 1]

  private let policy: any SizingPolicy
  private let settings: BacktestSettings
  private var tallies: [ReliabilityTally]

  /// Starts with nothing.
  init(policy: any SizingPolicy, settings: BacktestSettings) {
    (self.policy, self.settings) = (policy, settings)
    tallies = Array(
      repeating: ReliabilityTally(cells: Self.edges.count - 1), count: settings.horizons.count)
  }

  /// Judges the sizes that the policy would have proposed at the tiers' service levels.
  mutating func add(
    _ distribution: PeakDistribution, history: EntityHistory, horizon: Int, realised: Double
  ) {
    for level in settings.confidenceLevels {
      let context = SizingContext(
        history: history, peak: distribution, serviceLevel: level, costs: settings.costs)
      guard let size = policy.recommendation(for: context).size else { continue }
      let proposed = Double(size.roundedUp(to: settings.sizeStep).bytes)
      let promised = distribution.probability(ofPeakAtMost: proposed)
      let cell = Self.edges.lastIndex { $0 <= promised } ?? 0
      tallies[horizon].add(
        cell: min(cell, Self.edges.count - 2), promised: promised, kept: realised <= proposed)
    }
  }

  /// The bins that were met, by horizon.
  var rows: [BacktestReport.ConfidenceRow] {
    var rows: [BacktestReport.ConfidenceRow] = []
    for (index, horizon) in settings.horizons.enumerated() {
      for cell in 0..<(Self.edges.count - 1) {
        guard let row = tallies[index].figures(of: cell) else { continue }
        rows.append(
          .init(
            policy: type(of: policy).name, horizon: horizon, from: Self.edges[cell],
            to: Self.edges[cell + 1], promised: row.promised, realised: row.realised, n: row.n))
      }
    }
    return rows
  }
}
