import Backtesting
import CapacityModel
import Forecasting
import HeadroomBasics
import SeriesStorage

extension TablesRun {
  /// Every VM as `headroom forecast` has it, clusters and the fleet as `--by cluster` and `--by fleet` do.
  mutating func forecast() throws {
    var run = ForecastRun(
      forecaster: PooledRidge.name, levels: request.levels,
      peakLevels: ForecastRequest.planningPeakLevels)
    (run.key, run.weights) = (request.key, request.weights)
    let vms = try run.store(
      request.store, metric: .used, every: .days(1), by: .max, horizon: request.horizon,
      now: range.end)
    let places = Dictionary(
      uniqueKeysWithValues: tables.entities.enumerated().map { ($1.entity, $0) })
    let own = vms.entities.compactMap { places[$0] }
    guard own.count == vms.seriesCount else {
      throw PipelineError.badRequest(
        problem: "samples from before the origin came into \(request.store) while it was read",
        remedy: "export again")
    }
    for (series, place) in own.enumerated() {
      tables.entities[place].behaviour = vms.bases[series].behaviour
    }
    tables.forecasts = [
      .init(
        level: .vm, forecast: vms,
        capacities: own.map { tables.entities[$0].configured })
    ]
    try forecastSums(run)
  }

  private mutating func forecastSums(_ run: ForecastRun) throws {
    let hasClusters = tables.entities.contains { $0.cluster != nil }
    do {
      let sums = try run.store(
        request.store, horizon: request.horizon, now: range.end,
        levels: hasClusters ? [.cluster, .fleet] : [.fleet], inventory: inventory,
        seed: request.seed)
      for (level, sum, history) in sums {
        var part = CapacityTables.LevelForecast(
          level: level, forecast: sum.forecast, capacities: sum.outlooks.map(\.installed))
        part.history = history
        tables.forecasts.append(part)
      }
      tables.provenance.warnings += sums.last?.forecast.warnings ?? []
    } catch ForecastingError.emptyPanel {
      tables.provenance.warnings.append(
        "no entity was seen in the last fortnight, so that there is no forecast of the fleet")
    }
  }

  /// A backtest as `headroom backtest` runs it; `nil`, with a warning, where the history allows none.
  mutating func judged() throws -> BacktestReport? {
    var backtest = BacktestRequest(store: request.store)
    (backtest.key, backtest.now, backtest.seed) = (request.key, range.end, request.seed)
    backtest.weights = request.weights
    do {
      return try BacktestRun.make(backtest)
    } catch let error as BacktestingError {
      tables.provenance.warnings.append("there is no backtest: \(error)")
      return nil
    }
  }
}
