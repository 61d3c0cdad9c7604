public import CapacityModel
internal import Forecasting
public import HeadroomBasics
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

  /// Forecasts the nodes of some levels from the largest daily demand of a store, all of one set of joint futures;
  /// with the sums of the past that they were learned from.
  func store(
    _ path: String, horizon: Duration, now: Timestamp?, levels: [HierarchyLevel],
    inventory: Inventory, seed: UInt64
  ) throws -> [(level: HierarchyLevel, forecast: HierarchyForecast, history: Panel)] {
    let step = Duration.days(1)
    let panel = try panel(ofStore: path, metric: .used, every: step, by: .max, now: now)
    let hierarchy = Hierarchy(of: panel.entities, in: inventory)
    let joint = try reconciled(
      panel, hierarchy: hierarchy, horizon: Self.steps(horizon, of: step), seasons: nil, seed: seed)
    return levels.map { level in
      let nodes = hierarchy.nodes(at: level)
      return (
        level, joint.forecast(of: level), panel.sums(nodes, named: nodes.map { EntityID($0.name) })
      )
    }
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
    let hierarchy = Hierarchy(of: panel.entities, in: inventory)
    let planned = try scenario.map { path in
      try ScenarioFile(
        entities: panel.entities, hierarchy: hierarchy, calendar: panel.calendar.following(horizon)
      ).read(path)
    }
    return try reconciled(
      panel, hierarchy: hierarchy, horizon: horizon, seasons: seasons, seed: seed
    )
    .forecast(of: level, in: planned)
  }

  private func reconciled(
    _ panel: Panel, hierarchy: Hierarchy, horizon: Int, seasons: [Int]?, seed: UInt64
  ) throws -> ReconciledForecast {
    try BLASRuntime.prepare()
    guard let recording = try weights.forecaster(named: forecaster) as? any RecordingForecaster
    else {
      throw PipelineError.badRequest(
        problem: "'\(forecaster)' keeps no record of its past errors, so that sums cannot be made",
        remedy: "choose --forecaster \(PooledRidge.name)")
    }
    return try HierarchyForecaster(recording, seed: seed)
      .forecast(
        panel, hierarchy: hierarchy,
        request: request(panel, horizon: horizon, seasons: seasons))
  }
}
