import CapacityModel
import Forecasting
import HeadroomBasics
import Testing

@Suite struct ForecastRequestTests {
  static let panel = SampleFleets.panel([[1, 2, 3]])

  @Test("an empty panel is an error, not a crash", arguments: Forecasters.all.map { $0.name })
  func emptyPanel(name: String) throws {
    let forecaster = try Forecasters.named(name).init()
    let calendar = StepCalendar(start: Timestamp(seconds: 0), step: .days(1), count: 5)
    #expect(throws: ForecastingError.emptyPanel(series: 0, steps: 5)) {
      _ = try forecaster.forecast(
        Panel(entities: [], calendar: calendar), request: ForecastRequest(horizon: 1))
    }
    #expect(throws: ForecastingError.emptyPanel(series: 1, steps: 0)) {
      _ = try forecaster.forecast(Self.panel.prefix(0), request: ForecastRequest(horizon: 1))
    }
  }

  @Test("a horizon below one step is refused", arguments: [0, -3])
  func horizon(steps: Int) {
    #expect(throws: ForecastingError.horizonNotPositive(steps)) {
      _ = try Naive().forecast(Self.panel, request: ForecastRequest(horizon: steps))
    }
  }

  @Test(
    "levels must rise strictly between 0 and 1",
    arguments: [[0.5, 0.5], [0.9, 0.1], [0, 0.5], [0.5, 1], [.nan]])
  func levels(levels: [Double]) {
    #expect(throws: ForecastingError.self) {
      _ = try Naive().forecast(Self.panel, request: ForecastRequest(horizon: 1, levels: levels))
    }
    #expect(throws: ForecastingError.self) {
      _ = try Naive().forecast(Self.panel, request: ForecastRequest(horizon: 1, peakLevels: levels))
    }
  }

  @Test("names are unique and the standard forecaster is registered")
  func registry() throws {
    let names = Forecasters.all.map { $0.name }
    #expect(Set(names).count == names.count)
    #expect(try Forecasters.named(Forecasters.standard.name).name == Forecasters.standard.name)
    #expect(Forecasters.standard.name == "pooled-ridge")
    let known = Forecasters.all.map { $0.name }
    #expect(throws: ForecastingError.unknownForecaster(name: "crystal-ball", known: known)) {
      try Forecasters.named("crystal-ball")
    }
    #expect(Forecasters.all.allSatisfy { !$0.summary.isEmpty })
  }
}
