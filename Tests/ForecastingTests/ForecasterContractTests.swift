import CapacityModel
import Forecasting
import HeadroomBasics
import TestSupport
import Testing

/// What every registered forecaster promises, on panels as odd as they come.
@Suite struct ForecasterContractTests {
  static let panels: [(name: String, panel: Panel)] = {
    var generator = SplitMix64(state: 11)
    let walk = SampleFleets.randomWalks(6, steps: 40, seed: 3)
    func fleet(_ count: Int, _ steps: Int, _ value: (Int, Int) -> Double?) -> [[Double?]] {
      (0..<count).map { series in (0..<steps).map { value(series, $0) } }
    }
    var sparse = walk.map { $0.map(Optional.some) }
    for series in sparse.indices {
      for step in sparse[series].indices where Double.random(in: 0..<1, using: &generator) < 0.95 {
        sparse[series][step] = nil
      }
    }
    return [
      ("one step of one series", SampleFleets.panel([[3.5]])),
      ("two steps", SampleFleets.panel([[1, 2], [2, 1]])),
      ("one series", SampleFleets.panel([SampleFleets.weekly(1, steps: 60, seed: 5)[0]])),
      ("constant", SampleFleets.panel(fleet(4, 40) { series, _ in Double(series) })),
      ("all zero", SampleFleets.panel(fleet(3, 30) { _, _ in 0 })),
      ("nothing observed", SampleFleets.panel(fleet(2, 12) { _, _ in nil })),
      (
        "one series never observed", SampleFleets.panel(fleet(2, 20) { $0 == 0 ? nil : Double($1) })
      ),
      ("95 % missing", SampleFleets.panel(sparse)),
      ("huge", SampleFleets.panel(fleet(3, 40) { 1e300 * Double(($0 + $1) % 5) })),
      ("tiny", SampleFleets.panel(fleet(3, 40) { 1e-307 * Double(($0 + $1) % 5) })),
      ("negative", SampleFleets.panel(walk.map { $0.map { 990 - $0 } })),
      (
        "gap at the end", SampleFleets.panel(fleet(5, 50) { $1 > 40 ? nil : Double(($0 + 1) * $1) })
      ),
      ("late start", SampleFleets.panel(fleet(5, 50) { $1 < 10 * $0 ? nil : 5 + Double($1 % 7) })),
      ("one burst", SampleFleets.panel(fleet(4, 60) { $1 == 55 && $0 == 0 ? 1e6 : 1 })),
      ("minutes", SampleFleets.panel(fleet(2, 90) { Double($0 + $1 % 12) }, step: .seconds(300))),
      ("hours", SampleFleets.panel(fleet(3, 120) { Double($0 + $1 % 24) }, step: .seconds(3600))),
      ("weeks", SampleFleets.panel(fleet(3, 40) { Double($0 + $1 % 4) }, step: .weeks(1))),
    ]
  }()

  @Test(
    "any panel gets a finite, ordered answer of the shape asked for",
    arguments: Forecasters.all.map { $0.name }, [1, 7, 60])
  func contract(name: String, horizon: Int) throws {
    let forecaster = try Forecasters.named(name).init()
    for (label, panel) in Self.panels {
      for seasons in [[], [7], [24, 168]] {
        let request = ForecastRequest(
          horizon: horizon, seasons: seasons, peakLevels: ForecastRequest.planningPeakLevels)
        let answer = try forecaster.forecast(panel, request: request)
        check(answer, of: panel, request: request, name: name, label: "\(label), \(seasons)")
      }
    }
  }

  @Test(
    "random panels get answers that keep the contract", arguments: Forecasters.all.map { $0.name })
  func randomPanels(name: String) throws {
    let forecaster = try Forecasters.named(name).init()
    var generator = SplitMix64(state: 2026)
    let steps: [Duration] = [.seconds(300), .seconds(3600), .days(1), .weeks(1), .days(30)]
    for trial in 0..<40 {
      let panel = Self.randomPanel(step: steps[trial % steps.count], using: &generator)
      let season = Int.random(in: 2..<40, using: &generator)
      let request = ForecastRequest(
        horizon: Int.random(in: 1..<40, using: &generator),
        seasons: trial % 3 == 0 ? [] : [season, 3 * season],
        peakLevels: ForecastRequest.planningPeakLevels)
      let answer = try forecaster.forecast(panel, request: request)
      check(answer, of: panel, request: request, name: name, label: "trial \(trial)")
    }
  }

  /// Any number of series and steps, any size and sign, steps, bursts, cycles and gaps.
  private static func randomPanel(
    step: Duration, using generator: inout SplitMix64
  ) -> Panel {
    let (count, length) = (
      Int.random(in: 1..<9, using: &generator), Int.random(in: 1..<90, using: &generator)
    )
    let missing = Double.random(in: 0..<1, using: &generator)
    var columns: [[Double?]] = []
    for _ in 0..<count {
      let sizes: [Double] = [1e-9, 1, 1e12, 1e200, -5]
      let size: Double = sizes.randomElement(using: &generator) ?? 1
      var level = Double.random(in: 0..<2, using: &generator)
      var column: [Double?] = []
      for index in 0..<length {
        if Double.random(in: 0..<1, using: &generator) < 0.05 { level *= 3 * generator.normal() }
        let burst: Double = Double.random(in: 0..<1, using: &generator) < 0.02 ? 50 : 0
        let cycle = Double(index % 7) / 10
        let shape: Double = max(0, level + cycle + burst)
        let value: Double = size * shape
        let isGap = Double.random(in: 0..<1, using: &generator) < missing * missing
        column.append(isGap ? nil : value)
      }
      columns.append(column)
    }
    return SampleFleets.panel(columns, step: step)
  }

  @Test("the same input gives the same bytes", arguments: Forecasters.all.map { $0.name })
  func determinism(name: String) throws {
    let forecaster = try Forecasters.named(name).init()
    let panel = SampleFleets.panel(SampleFleets.randomWalks(8, steps: 80, seed: 9))
    let request = ForecastRequest(horizon: 10, seasons: [7], peakLevels: [0.5, 0.99])
    let first = try forecaster.forecast(panel, request: request)
    let second = try forecaster.forecast(panel, request: request)
    #expect(first.mean.map(\.bitPattern) == second.mean.map(\.bitPattern))
    #expect(first.quantiles == second.quantiles)
    #expect(first.peakQuantiles == second.peakQuantiles)
    #expect(first.bases == second.bases)
  }

  @Test(
    "a larger unit of memory changes nothing but the unit",
    arguments: Forecasters.all.map { $0.name })
  func units(name: String) throws {
    let forecaster = try Forecasters.named(name).init()
    let columns = SampleFleets.weekly(6, steps: 70, seed: 21)
    let request = ForecastRequest(horizon: 7, seasons: [7], peakLevels: [0.5, 0.95])
    let small = try forecaster.forecast(SampleFleets.panel(columns), request: request)
    let bytes = columns.map { $0.map { $0 * 1_073_741_824 } }
    let large = try forecaster.forecast(SampleFleets.panel(bytes), request: request)
    for (one, other) in zip(small.mean, large.mean) {
      #expect(abs(other / 1_073_741_824 - one) <= 1e-9 * abs(one))
    }
  }

  private func check(
    _ answer: ForecastPanel, of panel: Panel, request: ForecastRequest, name: String, label: String
  ) {
    let size = panel.seriesCount * request.horizon
    #expect(answer.forecaster == name && answer.entities == panel.entities, "\(label)")
    #expect(answer.calendar == panel.calendar.following(request.horizon), "\(label)")
    #expect(answer.mean.count == size && answer.mean.allSatisfy { $0.isFinite }, "\(label)")
    for matrices in [answer.quantiles, answer.peakQuantiles] {
      let finite = matrices.joined().allSatisfy { $0.isFinite }
      #expect(finite, "\(label)")
      for (lower, upper) in zip(matrices, matrices.dropFirst()) {
        #expect(zip(lower, upper).allSatisfy { $0 <= $1 }, "\(label): levels out of order")
      }
    }
    for peaks in answer.peakQuantiles {
      let ordered = (panel.seriesCount..<max(size, panel.seriesCount)).allSatisfy {
        peaks[$0] >= peaks[$0 - panel.seriesCount]
      }
      #expect(ordered, "\(label): a peak descends with the step")
    }
    if zip(panel.values, panel.mask).allSatisfy({ !$1 || $0 >= 0 }) {
      let all = answer.mean + answer.quantiles.joined() + answer.peakQuantiles.joined()
      #expect(all.allSatisfy { $0 >= 0 }, "\(label): negative where data never were")
    }
    for basis in answer.bases {
      #expect(basis.trend.count == request.horizon && basis.season.count == request.horizon)
      let parts = basis.trend + basis.season + [basis.level]
      #expect(parts.allSatisfy { $0.isFinite }, "\(label)")
      #expect(basis.calibratedSteps <= request.horizon && basis.origins >= 0, "\(label)")
    }
  }
}
