public import CapacityModel
internal import HeadroomBasics
internal import LinearAlgebra

/// Forecasts sums of series: each part and each sum by the same engine, made to add up, with quantiles from joint
/// futures of the parts. `docs/methods/hierarchy.md` has the formulas.
public struct HierarchyForecaster: Sendable {
  /// The forecaster of parts and sums.
  public var forecaster: any RecordingForecaster
  /// Whether sums' own forecasts correct those of their parts.
  public var reconciles: Bool
  /// For what no past error tells.
  public var seed: UInt64

  /// Levels that a part's distribution is known by.
  static let partLevels = [
    0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.975, 0.99,
  ]

  /// Creates a forecaster.
  public init(_ forecaster: any RecordingForecaster, reconciles: Bool = true, seed: UInt64 = 0) {
    (self.forecaster, self.reconciles, self.seed) = (forecaster, reconciles, seed)
  }

  /// Forecasts the parts, and prepares what sums need.
  ///
  /// - Parameters:
  ///   - panel: Every series that the hierarchy was made of, natural units.
  ///   - request: Its levels are those that sums are answered at.
  /// - Throws: `ForecastingError` where the request or the panel cannot be served.
  public func forecast(
    _ panel: Panel, hierarchy: Hierarchy, request: ForecastRequest
  ) throws(ForecastingError) -> ReconciledForecast {
    precondition(panel.entities == hierarchy.entities, "the hierarchy is of other series")
    let active = Self.active(panel)
    guard !active.isEmpty else { throw .emptyPanel(series: 0, steps: panel.stepCount) }
    let parts = try forecaster.recorded(
      panel.selecting(active), request: Self.partRequest(for: request))
    return try forecast(
      panel, hierarchy: hierarchy, request: request, active: active, parts: parts,
      sums: try sums(panel, hierarchy: hierarchy, request: request))
  }

  /// What is asked of the forecaster about the parts, so that sums can answer `request`.
  package static func partRequest(for request: ForecastRequest) -> ForecastRequest {
    var request = request
    request.levels = Set(request.levels + partLevels).sorted()
    return request
  }

  /// The sums' own forecasts and their residuals; they depend on the request's horizon and seasons alone.
  package func sums(
    _ panel: Panel, hierarchy: Hierarchy, request: ForecastRequest
  ) throws(ForecastingError) -> (forecast: ForecastPanel, paths: [BacktestPaths]) {
    let names = hierarchy.nodes.map { EntityID("\($0.level.rawValue)/\($0.name)") }
    var request = request
    (request.levels, request.peakLevels) = ([0.5], [])
    return try forecaster.recorded(panel.sums(hierarchy.nodes, named: names), request: request)
  }

  /// Prepares what sums need from forecasts that were made before.
  ///
  /// - Parameters:
  ///   - active: The columns that `parts` covers: `active(panel)`.
  ///   - parts: The forecast of `panel.selecting(active)` for `partRequest(for: request)`, with its residuals.
  ///   - sums: What `sums` gives.
  package func forecast(
    _ panel: Panel, hierarchy: Hierarchy, request: ForecastRequest, active: [Int],
    parts: (forecast: ForecastPanel, paths: [BacktestPaths]),
    sums: (forecast: ForecastPanel, paths: [BacktestPaths])
  ) throws(ForecastingError) -> ReconciledForecast {
    var result = ReconciledForecast(
      parts: parts.forecast, record: BacktestPaths(joining: parts.paths),
      sums: sums.forecast, request: request, hierarchy: hierarchy, active: active,
      isNonNegative: panel.values.allSatisfy { $0 >= 0 },
      seed: seed)
    guard reconciles else { return result }
    do {
      try result.reconcile(sums.forecast, record: BacktestPaths(joining: sums.paths))
    } catch {
      throw .numerical("the reconciliation of \(hierarchy.nodes.count) sums (\(error))")
    }
    return result
  }

  /// Columns seen in the last fortnight, or the last half of a history shorter than four weeks.
  package static func active(_ panel: Panel) -> [Int] {
    let fortnight = Int(14 * Duration.millisecondsPerDay / panel.calendar.step.wholeMilliseconds)
    let span = max(1, min(fortnight, (panel.stepCount + 1) / 2))
    let first = max(0, panel.stepCount - span)
    return (0..<panel.seriesCount).filter { series in
      (first..<panel.stepCount).contains { panel[$0, series] != nil }
    }
  }
}
