import CapacityModel
import Evaluation
import Forecasting
import HeadroomBasics
import Sizing
import Testing

@Suite struct PolicyReplayTests {
  private static let gibibyte = 1_073_741_824.0

  /// Four days of warm-up at 4 GiB, then 4, 4, 8, 4, a gap, 4 GiB.
  private static let panel = BacktestExamples.panel(series: 1, steps: 10) { _, step in
    step == 8 ? nil : (step == 6 ? 8 : 4) * gibibyte
  }

  /// Peaks of 5 GiB, from the origin after six days on of 9 GiB.
  private static let forecaster = FormulaForecaster(
    value: { _, _, _ in 4 * gibibyte },
    peak: { _, range, _ in (range.lowerBound < 6 ? 5 : 9) * gibibyte })

  private func settings() -> BacktestSettings {
    var settings = BacktestExamples.settings(horizons: [1], warmup: 4, stride: 2)
    (settings.minimumObserved, settings.seasons) = (4, [])
    return settings
  }

  private func histories(
    censored: [Int: Set<Int>] = [:], of panel: Panel = panel
  ) -> [EntityHistory] {
    BacktestExamples.histories(of: panel, size: 6 * Self.gibibyte, censored: censored)
  }

  @Test("replayed costs are those computed by hand")
  func costs() throws {
    let report = try Backtester(settings: settings()).run(
      panel: Self.panel, histories: histories(), forecasters: [Self.forecaster],
      policies: [QuantilePolicy(), KeepConfiguredPolicy()])
    let (own, keep) = (report.policies[0], report.policies[1])
    // Usual peak 4 GiB, five observed days. Kept at 6 GiB: slack 8, shortage 2 GiB-days, one event:
    // (8 + 10 × 2) / 4 + 7 = 14 in 5 days.
    #expect(keep.variant == "default" && keep.relativeCost == nil)
    #expect(abs(keep.cost - 14.0 / 5 * 30) < 1e-9)
    #expect(abs(keep.slack - 8.0 / 30) < 1e-12)
    #expect(abs(keep.shortageDaysPerMonth - 6) < 1e-12 && keep.resizesPerMonth == 0)
    // 5, 5, 9, 9, 9, 9 GiB: slack 1 + 1 + 1 + 5 + 5 = 13, one resize: 13 / 4 + 0.05 = 3.3 in 5 days.
    #expect(own.variant == "ours" && own.name == "peak-quantile")
    #expect(abs(own.cost - 3.3 / 5 * 30) < 1e-9)
    #expect(own.shortageDaysPerMonth == 0 && abs(own.resizesPerMonth - 6) < 1e-12)
    let ratio = try #require(own.relativeCost)
    for value in [ratio.value, ratio.low, ratio.high] { #expect(abs(value - 3.3 / 14) < 1e-12) }
    #expect(report.chosen?.policy == "peak-quantile")
    #expect(report.costs == CostModel())
  }

  @Test("a dearer policy of ours is not chosen, nor one that buys its price with shortages")
  func choice() throws {
    func choice(
      peak: Double, against rival: any SizingPolicy, costs: CostModel
    ) throws -> BacktestReport.Choice? {
      var settings = settings()
      settings.costs = costs
      let forecaster = FormulaForecaster(
        value: { _, _, _ in 0 }, peak: { _, _, _ in peak * Self.gibibyte })
      return try Backtester(settings: settings).run(
        panel: Self.panel, histories: histories(), forecasters: [forecaster],
        policies: [QuantilePolicy(), rival]
      ).chosen
    }
    // Last maximum + 20 %: 5, 5, 5, 9.75, … GiB cost (13.5 + 30) / 4 + 7 + 0.05 = 17.925; 20 GiB cost 76 / 4 = 19.
    let dear = try choice(peak: 20, against: LastMaxPolicy(), costs: CostModel())
    #expect(dear?.policy == "last-max")
    // 16 GiB cost 60 / 4 = 15 and never fall short.
    let cheap = try choice(peak: 16, against: LastMaxPolicy(), costs: CostModel())
    #expect(cheap?.policy == "peak-quantile")
    // Where shortage is nearly free, 4.5 GiB are cheaper than 6, at as many shortage-days: one. 8 GiB held at the peak
    // would have none, so a rule that falls short may not replace it.
    let free = CostModel(slack: 1, shortage: 1, event: 0, resize: 0)
    #expect(
      try choice(peak: 4.5, against: KeepConfiguredPolicy(), costs: free)?.policy
        == "peak-quantile")
    let careful = try choice(peak: 4.5, against: FixedPolicy(size: .gibibytes(8)), costs: free)
    #expect(careful?.policy == "fixed")
    #expect(careful?.why.contains("more shortage-days") == true)
  }

  @Test("a policy sees its own past sizes, never those recorded after the first decision")
  func ownSizes() throws {
    let policy = QuantilePolicy()
    var settings = settings()
    settings.confidenceLevels = []
    _ = try Backtester(settings: settings).run(
      panel: Self.panel, histories: histories(), forecasters: [Self.forecaster],
      policies: [policy])
    let contexts = policy.seen.all
    #expect(contexts.map(\.history.peaks.count) == [4, 5, 6, 7, 8, 9])
    #expect(
      contexts.map(\.history.configured) == [6, 5, 5, 9, 9, 9].map { ByteCount.gibibytes($0) })
    let sizes = contexts[5].history.sizes.map { ($0 ?? 0) / Self.gibibyte }
    #expect(sizes == [6, 6, 6, 6, 5, 5, 9, 9, 9])
  }

  @Test("sizes are decided every window and held between")
  func windows() throws {
    let policy = QuantilePolicy()
    var settings = settings()
    (settings.confidenceLevels, settings.decisionWindow) = ([], 3)
    let report = try Backtester(settings: settings).run(
      panel: Self.panel, histories: histories(), forecasters: [Self.forecaster],
      policies: [policy])
    #expect(policy.seen.all.map(\.history.peaks.count) == [4, 7])
    // 5 GiB for days 4 to 6, 9 GiB for 7 to 9. The first window has 1 + 1 slack, 3 shortage and an event of 3 days, the
    // second 5 + 5 slack: (12 + 30) / (3 × 4) + 7 + 0.05 in 5 days.
    #expect(abs(report.policies[0].cost - 10.55 / 5 * 30) < 1e-9)
  }

  @Test("a decision between origins rests on the peak of all steps since the origin")
  func staleForecast() throws {
    let policy = QuantilePolicy()
    var settings = settings()
    (settings.confidenceLevels, settings.stride) = ([], 3)
    let rising = FormulaForecaster(
      value: { _, _, _ in 0 }, peak: { _, range, _ in Double(range.upperBound) * Self.gibibyte })
    _ = try Backtester(settings: settings).run(
      panel: Self.panel, histories: histories(), forecasters: [rising], policies: [policy])
    // Before step t the size must hold for step t alone: the peak reaches to t + 1, whatever the origin.
    let peaks = policy.seen.all.map { $0.peak!.quantile(at: 0.5) / Self.gibibyte }
    #expect(peaks == [5, 6, 7, 8, 9, 10])
  }

  @Test("entities without a size, a warm-up or an observed day take no part, and are counted")
  func unjudged() throws {
    let panel = BacktestExamples.panel(series: 4, steps: 10) { series, step in
      switch series {
      case 1: nil
      case 2: step < 4 ? 4 * Self.gibibyte : nil
      default: 4 * Self.gibibyte
      }
    }
    var histories = histories(of: panel)
    histories[3].sizes = Array(repeating: nil, count: 10)
    let report = try Backtester(settings: settings()).run(
      panel: panel, histories: histories, forecasters: [Self.forecaster],
      policies: [KeepConfiguredPolicy()])
    #expect(report.policies.count == 1 && abs(report.policies[0].slack - 1.0 / 3) < 1e-12)
    #expect(report.warnings.contains { $0.hasPrefix("3 entities took no part in the replay") })
  }
}
