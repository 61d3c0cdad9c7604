public import CapacityModel
internal import Forecasting
internal import Ingestion
internal import LinearAlgebra

extension ForecastRun {
  /// Forecasts the nodes of one level from a store; the horizon and the rest as in `store`.
  ///
  /// - Parameters:
  ///   - inventory: Which series run where, and what is installed there.
  ///   - seed: For what no past error tells.
  public func store(
    _ path: String, metric: MemoryMetric, every step: Duration, by aggregation: Aggregation,
    horizon: Duration, now: Timestamp?, level: HierarchyLevel, inventory: Inventory, seed: UInt64
  ) throws -> HierarchyForecast {
    let panel = try panel(ofStore: path, metric: metric, every: step, by: aggregation, now: now)
    return try forecast(
      panel, horizon: Self.steps(horizon, of: step), seasons: nil, level: level,
      inventory: inventory, seed: seed)
  }

  /// Forecasts the nodes of one level from a file of series; the rest as in `file`.
  public func file(
    _ path: String, format: String, step: Duration, horizon: Int, seasons: [Int]?,
    level: HierarchyLevel, inventory: Inventory, seed: UInt64
  ) throws -> HierarchyForecast {
    let panel = try SeriesFiles.read(path: path, format: format, step: step)
    return try forecast(
      panel, horizon: horizon, seasons: seasons, level: level, inventory: inventory, seed: seed)
  }

  private func forecast(
    _ panel: Panel, horizon: Int, seasons: [Int]?, level: HierarchyLevel, inventory: Inventory,
    seed: UInt64
  ) throws -> HierarchyForecast {
    try BLASRuntime.prepare()
    guard let recording = try weights.forecaster(named: forecaster) as? any RecordingForecaster
    else {
      throw PipelineError.badRequest(
        problem: "'\(forecaster)' keeps no record of its past errors, so that sums cannot be made",
        remedy: "choose --forecaster \(PooledRidge.name)")
    }
    let hierarchy = Hierarchy(of: panel.entities, in: inventory)
    let planned = try scenario.map { path in
      try ScenarioFile(
        entities: panel.entities, hierarchy: hierarchy, calendar: panel.calendar.following(horizon)
      ).read(path)
    }
    return try HierarchyForecaster(recording, seed: seed)
      .forecast(
        panel, hierarchy: hierarchy,
        request: request(panel, horizon: horizon, seasons: seasons)
      )
      .forecast(of: level, in: planned)
  }
}
