public import CapacityModel
internal import HeadroomBasics
internal import LinearAlgebra

/// Forecasts sums of series: each part and each sum by the same engine, made to add up, with quantiles from joint
/// futures of the parts. `docs/methods/hierarchy.md` has the formulas.
public struct HierarchyForecaster: Sendable {
  /// What predicts.
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
    var partRequest = request
    partRequest.levels = Set(request.levels + Self.partLevels).sorted()
    let part = try forecaster.recorded(panel.selecting(active), request: partRequest)
    let names = hierarchy.nodes.map { EntityID("\($0.level.rawValue)/\($0.name)") }
    var sumRequest = request
    (sumRequest.levels, sumRequest.peakLevels) = ([0.5], [])
    let sums = try forecaster.recorded(
      panel.sums(hierarchy.nodes, named: names), request: sumRequest)
    var result = ReconciledForecast(
      parts: part.forecast, record: BacktestPaths(joining: part.paths),
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
  private static func active(_ panel: Panel) -> [Int] {
    let fortnight = Int(14 * 86_400_000 / panel.calendar.step.wholeMilliseconds)
    let span = max(1, min(fortnight, (panel.stepCount + 1) / 2))
    let first = max(0, panel.stepCount - span)
    return (0..<panel.seriesCount).filter { series in
      (first..<panel.stepCount).contains { panel[$0, series] != nil }
    }
  }
}
