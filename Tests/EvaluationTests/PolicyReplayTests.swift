import CapacityModel
import Evaluation
import Forecasting
import HeadroomBasics
import Sizing
import TestSupport
import Testing

/// The daily replay of policies with their documented knobs.
@Suite struct PolicyReplayTests {
  private static let gib = DemandExamples.gib

  /// Peaks of 5 GiB, from the origin after six days on of 9 GiB.
  private static let rising = FormulaForecaster(
    value: { _, _, _ in 4 * gib }, peak: { _, range, _ in (range.lowerBound < 6 ? 5 : 9) * gib })

  /// Four days of warm-up at 4 GiB, then 4, 4, 8, 4, a gap, 4 GiB.
  private func record(size: Double = 6) -> DemandRecord {
    let peaks: [Double?] = (0..<10).map { $0 == 8 ? nil : ($0 == 6 ? 8 : 4) * Self.gib }
    return DemandRecord(
      history: DemandExamples.history(peaks, size: size * Self.gib), warmup: 4)
  }

  private func evaluate(
    _ record: DemandRecord, _ policies: [String], window: Int = 1, costs: CostModel = CostModel(),
    forecaster: FormulaForecaster = rising
  ) throws -> PolicyEvaluation {
    var settings = EvaluationSettings()
    (settings.warmup, settings.window, settings.policies) = (4, window, policies)
    (settings.minimumDays, settings.minimumWarmupDays, settings.resamples) = (5, 4, 100)
    settings.costs = CostSchedule(standard: costs)
    let calendar = StepCalendar(start: Timestamp(seconds: 0), step: .days(1), count: 10)
    let peaks = try PeakForecasts(
      [record], on: calendar, schedule: settings.schedule, forecaster: forecaster, coverages: [0.9],
      loop: .serial)
    return try PolicyEvaluation([record], settings: settings, peaks: peaks, loop: .serial)
  }

  @Test("replayed costs are those computed by hand")
  func costs() throws {
    let evaluation = try evaluate(record(), ["peak-quantile", "keep-configured", "krr"])
    let scores = Dictionary(uniqueKeysWithValues: evaluation.scores.map { ($0.name, $0) })
    // Usual peak 4 GiB, five observed days. Kept at 6 GiB: slack 8, shortage 2 GiB-days, one event:
    // (8 + 10 × 2) / 4 + 7 = 14 in 5 days.
    let keep = try #require(scores["keep-configured"])
    #expect(keep.variant == "default" && abs(keep.cost - 14.0 / 5 * 30) < 1e-9)
    #expect(abs(keep.slack - 8.0 / 30) < 1e-12 && keep.resizesPerMonth == 0)
    #expect(abs(keep.shortageDaysPerMonth - 6) < 1e-12 && keep.relativeCost?.value == 1)
    // 4.75 GiB for three days, then 9.25: slack 0.75 × 2 + 5.25 × 2 = 12, shortage 3.25, an event and a resize:
    // (12 + 32.5) / 4 + 7 + 0.05 = 18.175.
    #expect(abs(try #require(scores["krr"]).cost - 18.175 / 5 * 30) < 1e-9)
    // 5, 5, 9, 9, 9, 9 GiB: slack 1 + 1 + 1 + 5 + 5 = 13, one resize: 13 / 4 + 0.05 = 3.3.
    let own = try #require(scores["peak-quantile"])
    #expect(own.variant == "ours" && own.knobs["coverage"] == 0.9)
    #expect(abs(own.cost - 3.3 / 5 * 30) < 1e-9 && own.shortageDaysPerMonth == 0)
    #expect(abs((own.relativeCost?.value ?? 0) - 3.3 / 14) < 1e-12)
    // 4 GiB, 8 on the one day that needs them: two resizes.
    let bound = try #require(scores["hindsight"])
    #expect(bound.variant == "bound" && abs(bound.cost - 0.1 / 5 * 30) < 1e-9)
    #expect(abs((keep.regret ?? 0) - 139) < 1e-6)
    #expect(evaluation.choice?.policy == "peak-quantile")
    #expect(evaluation.choice?.why.contains("on the judged days") == true)
  }

  @Test("a dearer policy of ours is not chosen, nor one that buys its price with shortages")
  func choice() throws {
    func choice(
      peak: Double, against rival: String, size: Double = 6, costs: CostModel = CostModel()
    ) throws -> BacktestReport.Choice? {
      try evaluate(
        record(size: size), ["peak-quantile", rival], costs: costs,
        forecaster: FormulaForecaster(
          value: { _, _, _ in 0 }, peak: { _, _, _ in peak * Self.gib })
      ).choice
    }
    // Last maximum + 20 %: 5, 5, 5, 9.75, … GiB cost (13.5 + 30) / 4 + 7 + 0.05 = 17.925; 20 GiB cost 76 / 4 = 19.
    #expect(try choice(peak: 20, against: "last-max")?.policy == "last-max")
    // 16 GiB cost 60 / 4 = 15 and never fall short.
    #expect(try choice(peak: 16, against: "last-max")?.policy == "peak-quantile")
    // Where shortage is nearly free, 4.5 GiB are cheaper than 6, at as many shortage-days: one. 8 GiB held at the peak
    // would have none, so a rule that falls short may not replace it.
    let free = CostModel(slack: 1, shortage: 1, event: 0, resize: 0)
    #expect(
      try choice(peak: 4.5, against: "keep-configured", costs: free)?.policy == "peak-quantile")
    let careful = try choice(peak: 4.5, against: "keep-configured", size: 8, costs: free)
    #expect(careful?.policy == "keep-configured")
    #expect(careful?.why.contains("more shortage-days") == true)
  }

  @Test("sizes are decided every window and held between")
  func windows() throws {
    let evaluation = try evaluate(record(), ["peak-quantile"], window: 3)
    // 5 GiB for days 4 to 6, 9 GiB for 7 to 9: slack 1 + 1 + 5 + 5, shortage 3, an event and a resize.
    let own = try #require(evaluation.scores.first { $0.variant == "ours" })
    #expect(abs(own.cost - (42.0 / 4 + 7.05) / 5 * 30) < 1e-9)
    #expect(evaluation.choice?.why == "no other rule took part")
  }

  @Test("nothing is tuned: each policy has one set of knobs, the documented one")
  func documented() throws {
    let names = PolicyCatalogue.replayed(isTuned: false)
    let evaluation = try evaluate(record(), names)
    #expect(
      evaluation.contenders.map(\.policy) == names.dropFirst() + ["peak-quantile", "hindsight"])
    for contender in evaluation.contenders where contender.variant == .default {
      let knobs = try SizingPolicies.named(contender.policy).knobs
      // A margin of 20 % becomes a factor and a margin again.
      #expect(contender.knobs.count == 1 && contender.knobs[0].keys == knobs.keys)
      #expect(
        knobs.allSatisfy { abs((contender.knobs[0][$0.key] ?? .nan) - $0.value) < 1e-12 },
        "\(contender.policy)")
    }
  }

  @Test("policies that the replay cannot judge are refused with the reason")
  func catalogue() throws {
    try PolicyCatalogue.check(PolicyCatalogue.replayed(isTuned: false), isTuned: false)
    try PolicyCatalogue.check(PolicyCatalogue.replayed(isTuned: true), isTuned: true)
    for (name, isTuned, reason) in [
      ("exceedance", false, "exceedance has to learn before it is judged; say with --train-until"),
      ("horizon-exceedance", false, "horizon-exceedance decides for a plan's horizon"),
      ("horizon-exceedance", true, "horizon-exceedance decides for a plan's horizon"),
      ("vpaa", true, "there is no sizing policy 'vpaa'; choose one of keep-configured"),
    ] {
      let error = #expect(throws: (any Error).self) {
        try PolicyCatalogue.check(["vpa", name], isTuned: isTuned)
      }
      #expect("\(try #require(error))".hasPrefix(reason))
    }
  }

  @Test("origins lie a stride apart, from the first or back from the last")
  func origins() {
    let schedule = OriginSchedule(first: 28, stride: 7)
    #expect(schedule.origins(through: 49) == [28, 35, 42, 49])
    #expect((0..<50).filter(schedule.contains) == schedule.origins(through: 49))
    #expect(schedule.origins(through: 27) == [])
    #expect(OriginSchedule.latest(3, from: 14, through: 50, stride: 7) == [36, 43, 50])
    #expect(OriginSchedule.latest(9, from: 40, through: 50, stride: 7) == [43, 50])
    #expect(OriginSchedule.latest(9, from: 51, through: 50, stride: 7) == [])
  }
}
