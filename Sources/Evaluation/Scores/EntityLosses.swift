internal import CapacityModel

/// Losses over the longest horizon by entity, to name those that are forecast worst.
struct EntityLosses {
  private let entities: [EntityID]
  private let place: Int
  private let horizon: Int
  /// Sums on the scale of MASE, shape `[forecasters × N]`.
  private var sums: [Double]
  private var counts: [Int]
  private var behaviour: [BehaviourClass?]

  /// Entities named.
  private static let named = 10

  /// Starts with nothing.
  ///
  /// - Parameters:
  ///   - place: Which of the horizons is the longest.
  ///   - horizon: Its steps.
  init(entities: [EntityID], forecasters: Int, place: Int, horizon: Int) {
    (self.entities, self.place, self.horizon) = (entities, place, horizon)
    sums = Array(repeating: 0, count: forecasters * entities.count)
    counts = Array(repeating: 0, count: sums.count)
    behaviour = Array(repeating: nil, count: entities.count)
  }

  /// Counts the loss of one forecast; those over shorter horizons are left out.
  mutating func add(
    _ loss: Double, _ forecaster: Int, _ horizon: Int, series: Int, _ kind: BehaviourClass
  ) {
    guard horizon == place else { return }
    sums[forecaster * entities.count + series] += loss
    counts[forecaster * entities.count + series] += 1
    if forecaster == 0 { behaviour[series] = kind }
  }

  /// The first forecaster's worst entities, worst first, the first of equals before the later.
  ///
  /// - Parameter naive: The seasonal naive's place among the forecasters.
  func worst(naive: Int?) -> [BacktestReport.EntityScore] {
    let judged = entities.indices.filter { counts[$0] > 0 }
    let ranked = judged.sorted { (mean(0, $0), $1) > (mean(0, $1), $0) }
    return ranked.prefix(Self.named).compactMap { series in
      behaviour[series].map { kind in
        BacktestReport.EntityScore(
          entity: entities[series], behaviour: kind, horizon: horizon, forecasts: counts[series],
          sql: mean(0, series), sqlSeasonalNaive: naive.map { mean($0, series) })
      }
    }
  }

  private func mean(_ forecaster: Int, _ series: Int) -> Double {
    let index = forecaster * entities.count + series
    return counts[index] > 0 ? sums[index] / Double(counts[index]) : 0
  }
}
