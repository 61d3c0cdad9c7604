import CapacityModel
import HeadroomBasics
import Sizing
import Testing

private let gib = 1_073_741_824.0

private func history(_ peaks: [Double?], configured: ByteCount? = .gibibytes(8)) -> EntityHistory {
  let count = peaks.count
  return EntityHistory(
    entity: EntityID("vm"), configured: configured, peaks: peaks,
    sizes: Array(repeating: configured.map { Double($0.bytes) }, count: count), step: .days(1),
    start: Timestamp(seconds: 0), peakInstants: (0..<count).map { Int64($0) * 86_400_000 },
    censoredMilliseconds: Array(repeating: 0, count: count),
    offMilliseconds: Array(repeating: 0, count: count), samples: count)
}

private let peak = PeakDistribution(
  levels: [0.5, 0.9, 0.95, 0.99], values: [2 * gib, 3 * gib, 4 * gib, 6 * gib])

@Suite struct SizingPolicyTests {
  @Test(
    "an empty history gives no size and a reason", arguments: SizingPolicies.all.map { $0.name })
  func emptyHistory(name: String) throws {
    for peaks in [[], [nil, nil]] as [[Double?]] {
      let answer = try SizingPolicies.named(name).recommendation(
        for: SizingContext(history: history(peaks), peak: peak, serviceLevel: 0.95))
      #expect(answer.size == nil)
      #expect(answer.reasons == ["No demand was ever observed."])
    }
  }

  @Test("a size is positive and repeatable", arguments: SizingPolicies.all.map { $0.name })
  func positive(name: String) throws {
    let policy = try SizingPolicies.named(name)
    let idle = PeakDistribution(levels: [0.5, 0.9], values: [0, 0])
    var context = SizingContext(history: history([gib, 2 * gib]), peak: idle, serviceLevel: 0.95)
    context.curve = PeakCurve(sizes: [gib, 4 * gib], exceedance: [0.5, 0.01])
    let answer = policy.recommendation(for: context)
    #expect(try #require(answer.size) > .zero)
    #expect(answer == policy.recommendation(for: context))
  }

  @Test("peak-quantile buys the quantile at the service level, not another")
  func serviceLevel() {
    for (level, expected) in [(0.95, 4 * gib), (0.97, 5 * gib), (0.9, 3 * gib)] {
      let answer = PeakQuantilePolicy().recommendation(
        for: SizingContext(history: history([gib]), peak: peak, serviceLevel: level))
      // 0.97 is interpolated half-way between 0.95 and 0.99; a byte of rounding up is allowed.
      #expect(abs(Double(answer.size?.bytes ?? 0) - expected) <= 1)
      #expect(answer.serviceLevel == level)
    }
  }

  @Test("the critical ratio takes the service level's place only when asked for")
  func criticalRatio() {
    let context = SizingContext(
      history: history([gib]), peak: peak, serviceLevel: 0.95, costs: CostModel(shortage: 9))
    let answer = PeakQuantilePolicy(target: .criticalRatio).recommendation(for: context)
    // 9 / (9 + 1) = 0.9.
    #expect(answer.serviceLevel == 0.9)
    #expect(answer.size == .gibibytes(3))
    #expect(PeakQuantilePolicy(target: .criticalRatio).knobs == ["criticalRatio": 1])
    #expect(PeakQuantilePolicy.criticalRatio(of: CostModel(slack: 0, shortage: 0)) == nil)
  }

  @Test("peak-quantile without a forecast says so")
  func noForecast() {
    let answer = PeakQuantilePolicy().recommendation(
      for: SizingContext(history: history([gib]), peak: nil, serviceLevel: 0.95))
    #expect(answer.size == nil)
    #expect(answer.reasons == ["No forecast of the peak was made."])
  }

  @Test("last-max adds a fifth to the largest peak of 30 days and forgets older ones")
  func lastMax() {
    let old = [9 * gib] + Array(repeating: gib as Double?, count: 29) + [2 * gib]
    let answer = LastMaxPolicy().recommendation(
      for: SizingContext(history: history(old), peak: nil, serviceLevel: 0.95))
    #expect(answer.size == ByteCount(Int64((2.4 * gib).rounded(.up))))
    let wider = LastMaxPolicy(margin: 0, windowDays: 31).recommendation(
      for: SizingContext(history: history(old), peak: nil, serviceLevel: 0.95))
    #expect(wider.size == .gibibytes(9))
  }

  @Test("last-max has no answer where its window saw nothing")
  func lastMaxGap() {
    let gap = [gib] + Array(repeating: nil as Double?, count: 30)
    let answer = LastMaxPolicy().recommendation(
      for: SizingContext(history: history(gap), peak: nil, serviceLevel: 0.95))
    #expect(answer.size == nil && answer.reasons.count == 1)
  }

  @Test("keep-configured keeps, and has no answer where no size is known")
  func keep() {
    let policy = KeepConfiguredPolicy()
    let known = SizingContext(history: history([gib]), peak: nil, serviceLevel: 0.95)
    #expect(policy.recommendation(for: known).size == .gibibytes(8))
    let unknown = SizingContext(
      history: history([gib], configured: nil), peak: nil, serviceLevel: 0.95)
    #expect(policy.recommendation(for: unknown).size == nil)
  }

  @Test("an unknown policy is refused with the known ones")
  func unknown() {
    #expect(throws: SizingError.self) { try SizingPolicies.named("guess") }
    #expect(SizingPolicies.all.first?.name == "horizon-exceedance")
  }
}
