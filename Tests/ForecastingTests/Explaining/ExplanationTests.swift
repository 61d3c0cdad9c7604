import CapacityModel
import Forecasting
import HeadroomBasics
import TestSupport
import Testing

@Suite("Explanations of forecasts")
struct ExplanationTests {
  private static let panel: Panel = {
    var random = SplitMix64(state: 5)
    var panel = Panel(
      entities: (0..<30).map { EntityID("vm\($0)") },
      calendar: StepCalendar(start: Timestamp(seconds: 0), step: .days(1), count: 120))
    for series in 0..<30 {
      for step in 0..<120 {
        let level = 40.0 + Double(series) + (series == 3 && step >= 70 ? 20 : 0)
        panel[step, series] = level + Double(step % 7) + Double.random(in: 0...2, using: &random)
      }
    }
    return panel
  }()

  private static func explained(_ names: [String]) throws -> ForecastPanel {
    var request = ForecastRequest(horizon: 14, seasons: [7])
    request.explained = Set(names.map { EntityID($0) })
    return try PooledRidge().forecast(panel, request: request)
  }

  @Test("parts add up to the forecast's own quantiles")
  func parts() throws {
    let forecast = try Self.explained(["vm7"])
    let explanation = try #require(forecast.explanations.first)
    #expect(forecast.explanations.count == 1 && explanation.entity == EntityID("vm7"))
    let (median, top) = (forecast.levels.firstIndex(of: 0.5)!, forecast.levels.count - 1)
    #expect(explanation.parts.first?.step == 1 && explanation.parts.last?.step == 14)
    for part in explanation.parts {
      let place = (part.step - 1) * forecast.seriesCount + 7
      #expect(abs(part.median - forecast.quantiles[median][place]) < 1e-9)
      #expect(abs(part.median + part.tail - forecast.quantiles[top][place]) < 1e-9)
    }
  }

  @Test("the members' weights add up to 1 in each part of the horizon")
  func members() throws {
    let explanation = try #require(try Self.explained(["vm7"]).explanations.first)
    let parts = Dictionary(grouping: explanation.members) { $0.from }
    #expect(!parts.isEmpty)
    for part in parts.values {
      #expect(abs(part.reduce(0) { $0 + $1.weight } - 1) < 1e-9)
      #expect(part.map(\.weight) == part.map(\.weight).sorted(by: >))
    }
  }

  @Test("the one shift is told with its date and its size, and others have none")
  func shifts() throws {
    let explanations = try Self.explained(["vm3", "vm7"]).explanations
    #expect(explanations.map(\.entity.name) == ["vm3", "vm7"])
    let shift = try #require(explanations[0].shifts.first)
    #expect(explanations[0].shifts.count == 1 && explanations[1].shifts.isEmpty)
    let late = shift.at.milliseconds - Self.panel.calendar.instant(70).milliseconds
    #expect(abs(late) <= 2 * 86_400_000)
    #expect(abs(shift.after - shift.before - 20) < 1)
  }

  @Test("earlier origins are told with what was observed after them")
  func origins() throws {
    let explanation = try #require(try Self.explained(["vm7"]).explanations.first)
    #expect(explanation.origins.count >= 4)
    for origin in explanation.origins {
      #expect(origin.steps > 0 && abs(origin.observed - 51) < 3)
      #expect(origin.error >= abs(origin.bias) - 1e-12 && origin.error < 5)
    }
    #expect(explanation.origins.map(\.at) == explanation.origins.map(\.at).sorted())
  }

  @Test("to explain changes nothing of the forecast")
  func unchanged() throws {
    let plain = try PooledRidge().forecast(
      Self.panel, request: ForecastRequest(horizon: 14, seasons: [7]))
    let explained = try Self.explained(["vm0"])
    #expect(plain.mean == explained.mean && plain.quantiles == explained.quantiles)
    #expect(plain.explanations.isEmpty)
  }
}
