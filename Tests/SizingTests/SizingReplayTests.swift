import CapacityModel
import HeadroomBasics
import Sizing
import Testing

private let gib = 1_073_741_824.0

private func score(
  _ peaks: [Double?], _ sizes: [Double], censored: Set<Int> = [], before: Double? = nil,
  stepsPerWindow: Int = 1, step: Duration = .days(1), costs: CostModel = CostModel()
) -> ReplayOutcome {
  SizingReplay.score(
    peaks: peaks.map { $0.map { $0 * gib } }, censored: peaks.indices.map(censored.contains),
    sizes: sizes.map { $0 * gib }, sizeBefore: before.map { $0 * gib }, step: step,
    stepsPerWindow: stepsPerWindow, costs: costs, usualPeak: 2 * gib)
}

@Suite struct SizingReplayTests {
  @Test("slack, shortage, event and resize cost what the formula says")
  func byHand() {
    // Usual peak 2 GiB. Day 1: 4 − 1 = 3 GiB slack → 1.5. Day 2: 5 − 4 = 1 GiB short → 10 × 0.5, event 7.
    // Day 3: resized to 6 (0.05), slack 6 − 2 = 4 → 2.
    let outcome = score([1, 5, 2], [4, 4, 6])
    #expect(abs(outcome.cost - (1.5 + 5 + 7 + 0.05 + 2)) < 1e-12)
    #expect(outcome.slackGibibyteDays == 7 && outcome.shortageGibibyteDays == 1)
    #expect(outcome.sizeGibibyteDays == 14 && outcome.demandGibibyteDays == 8)
    #expect(outcome.shortageDays == 1 && outcome.resizes == 1 && outcome.days == 3)
    #expect(outcome.slackShare == 0.5 && outcome.resizesPerMonth == 10)
  }

  @Test("a peak equal to the size fits")
  func exactFit() {
    let outcome = score([4], [4])
    #expect(outcome.cost == 0 && outcome.shortageDays == 0)
  }

  @Test("gaps are free; a capped day is neither a fit nor a shortage")
  func leftOut() {
    let outcome = score([nil, 4, 9, 1], [4, 4, 4, 4], censored: [1, 2])
    #expect(outcome.days == 1 && outcome.censoredDays == 2 && outcome.shortageDays == 0)
    #expect(outcome.sizeGibibyteDays == 4 && outcome.slackGibibyteDays == 3)
    #expect(score([nil, nil], [4, 4]).costPerMonth == nil)
  }

  @Test("the first size is free unless the size before it is known")
  func firstResize() {
    #expect(score([1], [4]).resizes == 0)
    #expect(score([1], [4], before: 4).resizes == 0)
    #expect(score([1, 1], [4, 4], before: 5).resizes == 1)
  }

  @Test("several misses within a window are one event; six-hour steps weigh a quarter of a day")
  func window() {
    let outcome = score(
      [5, 5, 1, 1], [4, 4, 4, 4], stepsPerWindow: 4, step: .seconds(21_600),
      costs: CostModel(slack: 0, shortage: 0, event: 7, resize: 0))
    #expect(outcome.cost == 7 && outcome.shortageDays == 1 && outcome.days == 1)
    #expect(outcome.shortageGibibyteDays == 0.5 && outcome.slackGibibyteDays == 1.5)
  }

  @Test("outcomes add up over entities and over time")
  func additive() {
    var sum = score([1, 5], [4, 4])
    sum += score([2], [6], before: 4)
    let whole = score([1, 5, 2], [4, 4, 6])
    #expect(abs(sum.cost - whole.cost) < 1e-12)
    #expect(sum.resizes == whole.resizes && sum.days == whole.days)
    #expect(sum + .zero == sum)
  }

  @Test("the usual peak is the mean of the days seen, at least a quarter of a GiB")
  func usualPeak() {
    #expect(SizingReplay.usualPeak(of: [gib, nil, 3 * gib]) == 2 * gib)
    #expect(SizingReplay.usualPeak(of: [1, nil]) == 0.25 * gib)
    #expect(SizingReplay.usualPeak(of: []) == 0.25 * gib)
  }
}
