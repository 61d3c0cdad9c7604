import CapacityModel
import Forecasting
import HeadroomBasics
import Testing

/// Several requests about one panel share its back-test.
@Suite struct SharedBacktestTests {
  @Test("each of several requests gets what it gets alone, to the bit")
  func requests() throws {
    let columns = SampleFleets.weekly(6, steps: 150, seed: 3)
    let panel = SampleFleets.panel(columns.map { column in column.map { Optional($0) } })
    let requests = [
      ForecastRequest(
        horizon: 14, seasons: [7], peakLevels: ForecastRequest.planningPeakLevels),
      ForecastRequest(horizon: 14, seasons: [7], levels: [0.5]),
      ForecastRequest(
        horizon: 14, seasons: [7], levels: [0.01, 0.3, 0.99], peakLevels: [0.5, 0.9]),
    ]
    let (forecasts, paths) = try PooledRidge().recorded(panel, requests: requests)
    #expect(forecasts.count == 3 && paths.count == 1)
    for (request, forecast) in zip(requests, forecasts) {
      let alone = try PooledRidge().forecast(panel, request: request)
      #expect(forecast.levels == request.levels && forecast.mean == alone.mean)
      #expect(forecast.quantiles == alone.quantiles)
      #expect(forecast.peakQuantiles == alone.peakQuantiles)
    }
  }
}
