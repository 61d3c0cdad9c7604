internal import CapacityModel
internal import Forecasting
internal import HeadroomBasics

/// The forecast of a panel, and the joint forecasts of sums of its series, all from one back-test.
///
/// Where some series were not seen lately, sums are made of the others, which are then forecast a second time on their own.
final class RecordedForecast {
  /// The series, calendar and settings of a forecast.
  struct Subject: Hashable {
    var calendar: StepCalendar
    var entities: [EntityID]
    var request: ForecastRequest
    var weights: ForecasterWeights
  }

  /// The forecast of every series.
  let forecast: ForecastPanel
  private let panel: Panel
  private let forecaster: PooledRidge
  private let active: [Int]
  /// Requests about sums with the forecasts of their parts.
  private let parts: [(request: ForecastRequest, forecast: ForecastPanel)]
  private let paths: [BacktestPaths]
  /// The sums' own forecasts, by the hierarchy that they are of.
  private var sums: [Hierarchy: (forecast: ForecastPanel, paths: [BacktestPaths])] = [:]

  /// Forecasts.
  ///
  /// - Parameters:
  ///   - request: The request for single series.
  ///   - sums: The requests for sums, over the same horizon and with the same seasons. Sums hold what was measured, doubted or
  ///     not.
  ///   - doubted: Series that teach the others nothing where each is forecast on its own.
  /// - Throws: `ForecastingError`.
  init(
    _ panel: Panel, request: ForecastRequest, sums: [ForecastRequest], forecaster: PooledRidge,
    doubting doubted: Set<EntityID>
  ) throws(ForecastingError) {
    (self.panel, self.forecaster) = (panel, forecaster)
    active = sums.isEmpty ? [] : HierarchyForecaster.active(panel)
    guard !active.isEmpty else {
      forecast = try forecaster.forecast(panel, request: request, doubting: doubted)
      (parts, paths) = ([], [])
      return
    }
    let wanted = sums.map { HierarchyForecaster.partRequest(for: $0) }
    let answers: [ForecastPanel]
    if active.count == panel.seriesCount {
      let all = try forecaster.recorded(panel, requests: [request] + wanted)
      var own = all.forecasts[0]
      try forecaster.correct(&own, of: panel, request: request, doubting: doubted)
      (forecast, answers, paths) = (own, Array(all.forecasts.dropFirst()), all.paths)
    } else {
      forecast = try forecaster.forecast(panel, request: request, doubting: doubted)
      (answers, paths) = try forecaster.recorded(panel.selecting(active), requests: wanted)
    }
    parts = Array(zip(sums, answers))
  }

  /// Whether the parts of all these sums are forecast, or none of them runs.
  func answers(_ requests: [ForecastRequest]) -> Bool {
    requests.allSatisfy { request in parts.contains { $0.request == request } }
  }

  /// The joint forecast of a hierarchy of the panel's series.
  ///
  /// - Parameters:
  ///   - request: One of those that the forecast was made for.
  ///   - reconciles: Whether sums' own forecasts correct those of their parts.
  ///   - seed: Seed for series without past errors.
  /// - Throws: `ForecastingError`; `.emptyPanel` where no series was seen lately.
  func joint(
    _ hierarchy: Hierarchy, request: ForecastRequest, reconciles: Bool = true, seed: UInt64 = 0
  ) throws(ForecastingError) -> ReconciledForecast {
    guard let part = parts.first(where: { $0.request == request }) else {
      throw .emptyPanel(series: 0, steps: panel.stepCount)
    }
    let joined = HierarchyForecaster(forecaster, reconciles: reconciles, seed: seed)
    let own: (forecast: ForecastPanel, paths: [BacktestPaths])
    if let known = sums[hierarchy] {
      own = known
    } else {
      own = try joined.sums(panel, hierarchy: hierarchy, request: request)
      sums[hierarchy] = own
    }
    return try joined.forecast(
      panel, hierarchy: hierarchy, request: request, active: active,
      parts: (part.forecast, paths), sums: own)
  }
}
