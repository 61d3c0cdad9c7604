import CapacityModel
import Forecasting
import HeadroomBasics
import TestSupport
import Testing

/// Sums of joint futures against what theory says of independent and of equal series.
@Suite struct JointPathsTests {
  private let request = ForecastRequest(
    horizon: 14, levels: [0.1, 0.5, 0.9], peakLevels: [0.5, 0.9])

  private func forecast(_ panel: Panel, reconciles: Bool = false) throws -> ReconciledForecast {
    try HierarchyForecaster(Naive(), reconciles: reconciles).forecast(
      panel, hierarchy: Hierarchy(of: panel.entities, in: .empty), request: request)
  }

  /// q0.9 − q0.1 at the last step of each series.
  private func widths(_ forecast: ForecastPanel) -> [Double] {
    let last = (forecast.horizon - 1) * forecast.seriesCount
    return (0..<forecast.seriesCount).map {
      forecast.quantiles[2][last + $0] - forecast.quantiles[0][last + $0]
    }
  }

  @Test(
    "the width of a sum of 32 independent series is the root of the sum of squares, within 25 %")
  func independent() throws {
    let panel = SampleFleets.panel(SampleFleets.autoregressive(32, steps: 160, seed: 3))
    let result = try forecast(panel)
    let parts = widths(result.forecast(of: .vm).forecast)
    let root = parts.reduce(0) { $0 + $1 * $1 }.squareRoot()
    let sum = widths(result.forecast(of: .fleet).forecast)[0]
    #expect(abs(sum / root - 1) < 0.25, "\(sum) against \(root)")
    #expect(sum < 0.5 * parts.reduce(0, +))
  }

  @Test("widths of series that move as one add up, within 3 %")
  func dependent() throws {
    let one = SampleFleets.autoregressive(1, steps: 160, seed: 5)[0]
    let panel = SampleFleets.panel((1...8).map { scale in one.map { Double(scale) * $0 } })
    let result = try forecast(panel)
    let parts = widths(result.forecast(of: .vm).forecast).reduce(0, +)
    let sum = widths(result.forecast(of: .fleet).forecast)[0]
    #expect(abs(sum / parts - 1) < 0.03, "\(sum) against \(parts)")
  }

  @Test("a fleet of one has that one's quantiles, within 3 % of their width")
  func marginal() throws {
    let panel = SampleFleets.panel(SampleFleets.autoregressive(1, steps: 160, seed: 9))
    let result = try forecast(panel)
    let (part, fleet) = (result.forecast(of: .vm).forecast, result.forecast(of: .fleet).forecast)
    for step in 0..<14 {
      let width = part.quantiles[2][step] - part.quantiles[0][step]
      for level in 0..<3 {
        #expect(abs(part.quantiles[level][step] - fleet.quantiles[level][step]) < 0.03 * width)
      }
    }
  }

  @Test(
    "what is installed is passed where the peak's quantile is above it, also where no step's quantile is"
  )
  func passes() throws {
    let panel = SampleFleets.panel(SampleFleets.autoregressive(4, steps: 160, seed: 7))
    let fleet = try forecast(panel).forecast(of: .fleet).forecast
    let step = try #require(fleet.quantiles[2].max())
    let peak = try #require(fleet.peakQuantiles[1].last)
    #expect(peak > step)
    for (installed, isPassed) in [
      (0.5 * step, true), (0.5 * (step + peak), true), (1.01 * peak, false),
    ] {
      // The panel's numbers are too small for whole bytes.
      let scaled = SampleFleets.panel(
        (0..<panel.seriesCount).map { series in
          panel.column(series).compactMap { $0.map { $0 * 1_048_576 } }
        })
      var host = Inventory.Host(
        name: "h", memory: ByteCount(Int64(installed * 1_048_576)))
      host.cluster = "c"
      let inventory = Inventory(
        entities: scaled.entities.map { entity in
          var listed = Inventory.Entity(entity: entity)
          listed.host = "h"
          return listed
        }, hosts: [host])
      let outlook = try HierarchyForecaster(Naive(), reconciles: false).forecast(
        scaled, hierarchy: Hierarchy(of: scaled.entities, in: inventory), request: request
      ).forecast(of: .fleet).outlooks[0]
      #expect((outlook.passes != nil) == isPassed, "\(installed)")
      #expect((outlook.peak > host.memory) == isPassed)
      #expect(
        outlook.sentence(until: scaled.calendar.range.end).contains("stays within") != isPassed)
    }
  }

  @Test("a sum's peak quantile is never below that of any step, and rises with the step")
  func peaks() throws {
    let panel = SampleFleets.panel(SampleFleets.weekly(6, steps: 160, seed: 1))
    let fleet = try forecast(panel, reconciles: true).forecast(of: .fleet).forecast
    for step in 0..<14 {
      #expect(fleet.peakQuantiles[1][step] >= fleet.quantiles[2][step] - 1e-9)
      if step > 0 { #expect(fleet.peakQuantiles[1][step] >= fleet.peakQuantiles[1][step - 1]) }
    }
  }

  @Test("levels add up: hosts' means sum to their cluster's and all to the fleet's")
  func coherent() throws {
    let panel = SampleFleets.panel(SampleFleets.weekly(6, steps: 160, seed: 1))
    var inventory = Inventory.empty
    for (index, name) in panel.entities.enumerated() {
      var entity = Inventory.Entity(entity: name)
      (entity.host, entity.cluster) = ("h\(index / 2)", "c\(index / 4)")
      inventory.entities.append(entity)
    }
    let result = try HierarchyForecaster(Naive()).forecast(
      panel, hierarchy: Hierarchy(of: panel.entities, in: inventory), request: request)
    let fleet = result.forecast(of: .fleet).forecast.mean
    for level in [HierarchyLevel.host, .cluster, .vm] {
      let forecast = result.forecast(of: level).forecast
      for step in 0..<14 {
        let sum = (0..<forecast.seriesCount).reduce(0) {
          $0 + forecast.mean[step * forecast.seriesCount + $1]
        }
        #expect(abs(sum - fleet[step]) < 1e-6 * fleet[step])
      }
    }
  }

  @Test("a series gone for a fortnight adds nothing, and the reader is told")
  func retired() throws {
    var columns = SampleFleets.weekly(2, steps: 160, seed: 1).map { $0.map(Optional.some) }
    for step in 140..<160 { columns[1][step] = nil }
    let result = try forecast(SampleFleets.panel(columns))
    #expect(result.active == [0])
    #expect(result.forecast(of: .fleet).warnings.contains { $0.contains("retired") })
  }

  @Test("two steps of history give sums as wide as if all rose together, and say so")
  func unmeasured() throws {
    let result = try forecast(SampleFleets.panel([[4, 5], [7, 6]]))
    let fleet = result.forecast(of: .fleet)
    #expect(fleet.warnings.contains { $0.contains("too short") })
    #expect(fleet.forecast.quantiles.allSatisfy { $0.allSatisfy(\.isFinite) })
  }
}
