public import CapacityModel
internal import Configuration
internal import Forecasting
internal import HeadroomBasics
internal import Ingestion
internal import LinearAlgebra

extension ForecastRun {
  /// Forecasts the nodes of one level from a store; the horizon and the rest as in `store`.
  ///
  /// - Parameters:
  ///   - workspace: The store, the origin, and which series run where.
  ///   - seed: Seed for simulated futures of sums.
  public func store(
    _ workspace: Workspace, metric: MemoryMetric, every step: Duration,
    by aggregation: Aggregation, horizon: Duration, level: HierarchyLevel, seed: UInt64
  ) throws -> HierarchyForecast {
    let panel = try Self.panel(of: workspace, metric: metric, every: step, by: aggregation)
    let sizes = metric == .used ? try workspace.sizes(every: step) : [:]
    var result = try forecast(
      panel, horizon: Self.steps(horizon, of: step), seasons: nil, level: level,
      hierarchy: Hierarchy(of: panel.entities, in: workspace.inventory).falling(backOn: sizes),
      seed: seed)
    let standings = try Self.standings(of: panel.entities, metric: metric, in: workspace)
    result.warnings += [standings.sentence(of: standings.count)].compactMap { $0 }
    if level == .vm {
      result.forecast = Self.told(result.forecast, of: panel, metric: metric)
      let known = Dictionary(
        standings.map { ($0.entity, $0) }, uniquingKeysWith: { first, _ in first })
      let all = result.forecast.entities.compactMap { known[$0] }
      if all.count == result.forecast.seriesCount { result.forecast.standings = all }
    } else if metric.isBytes {
      result.forecast.unit = "bytes"
    }
    return result
  }

  /// Forecasts the nodes of one level from a file of series; the rest as in `file`.
  public func file(
    _ path: String, format: String, step: Duration, horizon: Int, seasons: [Int]?,
    level: HierarchyLevel, inventory: Inventory, seed: UInt64
  ) throws -> HierarchyForecast {
    let panel = try SeriesFiles.read(path: path, format: format, step: step)
    return try forecast(
      panel, horizon: horizon, seasons: seasons, level: level,
      hierarchy: Hierarchy(of: panel.entities, in: inventory), seed: seed)
  }

  private func forecast(
    _ panel: Panel, horizon: Int, seasons: [Int]?, level: HierarchyLevel, hierarchy: Hierarchy,
    seed: UInt64
  ) throws -> HierarchyForecast {
    let planned = try scenario.map { path in
      try ScenarioFile(
        entities: panel.entities, hierarchy: hierarchy, calendar: panel.calendar.following(horizon)
      ).read(path)
    }
    var result = try reconciled(
      panel, hierarchy: hierarchy, horizon: horizon, seasons: seasons, seed: seed
    )
    .forecast(of: level, in: planned)
    result.pictures = DemandPicture.nodes(of: result, panel: panel, hierarchy, at: level)
    return result
  }

  func reconciled(
    _ panel: Panel, hierarchy: Hierarchy, horizon: Int, seasons: [Int]?, seed: UInt64
  ) throws -> ReconciledForecast {
    try BLASRuntime.prepare()
    guard let recording = try weights.forecaster(named: forecaster) as? any RecordingForecaster
    else {
      throw ApplicationError.badRequest(
        problem: "'\(forecaster)' keeps no record of its past errors, which forecasts of sums need",
        remedy: "choose --forecaster \(PooledRidge.name)")
    }
    return try HierarchyForecaster(recording, seed: seed)
      .forecast(
        panel, hierarchy: hierarchy,
        request: request(panel, horizon: horizon, seasons: seasons))
  }
}
