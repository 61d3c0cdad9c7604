public import CapacityModel
public import HeadroomBasics
public import LinearAlgebra
internal import Sizing

extension PolicyEvaluation {
  /// The central prices and their neighbours: shortage times 5, events cheap and dear, resizes dear.
  public static func priceGrid(around costs: CostModel) -> [CostModel] {
    var grid: [CostModel] = []
    for shortage in [1.0, 5] {
      for event in [3.0 / 7, 1, 30.0 / 7] {
        for resize in [1.0, 4] {
          var prices = costs
          prices.shortage *= shortage
          prices.event *= event
          prices.resize *= resize
          prices.restart *= resize
          grid.append(prices)
        }
      }
    }
    return grid
  }

  /// Which policy wins at each of `grid`, every policy tuned for it: whether the choice hangs on a number.
  public func sensitivity(
    over grid: [CostModel], loop: ParallelLoop
  ) throws(LinearAlgebraError) -> [BacktestReport.PriceRegion] {
    var regions: [BacktestReport.PriceRegion] = []
    for prices in grid {
      let schedule = CostSchedule(standard: prices)
      let offered = try contenders(at: schedule, loop: loop).filter { $0.variant != "bound" }
      let priced = offered.map { contender in
        (contender, costs(of: contender, at: schedule).reduce(0, +))
      }.sorted { $0.1 < $1.1 }
      let rival = priced.first { $0.0.variant == "tuned" || $0.0.variant == "default" }
      guard let first = priced.first, let rival, rival.1 > 0 else { continue }
      var ranking: [String] = []
      for (contender, _) in priced where !ranking.contains(contender.policy) {
        ranking.append(contender.policy)
      }
      regions.append(
        .init(
          costs: prices, cheapest: first.0.policy, overRival: first.1 / rival.1, ranking: ranking))
    }
    return regions
  }
}
