import CapacityModel
import Foundation
import HeadroomBasics
import Sizing
import TestSupport
import Testing

/// What a decision does with a given curve.
@Suite struct SizeDeciderTests {
  private let gib = 1_073_741_824.0

  /// Prices by which the sums beside the tests are made, whatever the defaults are.
  private static let prices: Guardrails = {
    var limits = Guardrails()
    (limits.missCost, limits.growthCost) = (25, 6)
    return limits
  }()

  /// Daily peaks in GiB up to the origin, the size in force and P(peak > size) at sizes in GiB.
  private struct Case {
    var peaks: [Double?] = Array(repeating: 2, count: 60)
    var size: Double? = 8
    var censored: Set<Int> = []
    var curve: [(size: Double, exceedance: Double)]
    var tier = Tier.standard
    var horizon = 28
    var limits = SizeDeciderTests.prices
    var wanted: Double?
    var isSilent = false
  }

  private func decide(_ item: Case) throws -> SizeDecision {
    let gib = gib
    var history = DemandExamples.history(
      item.peaks.map { $0.map { $0 * gib } }, size: item.size.map { $0 * gib })
    for day in item.censored { history.censoredMilliseconds[day] = 43_200_000 }
    var wanted = item.wanted.map {
      Recommendation(
        entity: history.entity, size: ByteCount(Int64($0 * gib)), serviceLevel: 0.95)
    }
    if item.isSilent {
      wanted = Recommendation(
        entity: history.entity, size: nil, serviceLevel: nil, reasons: ["It has no answer."])
    }
    return SizeDecider.decide(
      DecisionContext(
        history: history, now: history.start + .days(Int64(item.peaks.count)),
        horizon: item.horizon, tier: item.tier, serviceLevel: item.tier.serviceLevel,
        bounds: try SizeBounds(of: nil, guardrails: item.limits), limits: item.limits,
        wanted: wanted),
      curve: PeakCurve(
        sizes: item.curve.map { $0.size * gib }, exceedance: item.curve.map(\.exceedance)))
  }

  private func names(_ decision: SizeDecision) -> [String] { decision.guardrails.map(\.name) }

  @Test("of the sizes that are sure enough a shrink takes the one whose expected cost is least")
  func shrink() throws {
    // From 3 GiB, 5 % risk, a quarter GiB more takes 1.25 of the hundred off. At a price of 25 that is worth
    // 25 × 30 / 28 × 0.0125 = 0.335 GiB, so it pays as far as 4 GiB; from there to 8 GiB nothing is gained.
    let decision = try decide(Case(curve: [(2, 0.5), (3, 0.05), (4, 0), (16, 0)]))
    #expect(decision.size == .gibibytes(4) && decision.action == .shrink)
    #expect(decision.score == 1)
    // At twice the slope's length it does not pay: 0.167 GiB a quarter.
    let flat = try decide(Case(curve: [(2, 0.5), (3, 0.05), (5, 0), (16, 0)]))
    #expect(flat.size == .gibibytes(3) && flat.score == 0.95)
    // For batch work, whose misses cost a quarter, the first does not pay either.
    let batch = try decide(Case(curve: [(2, 0.5), (3, 0.05), (4, 0), (16, 0)], tier: .batch))
    #expect(batch.size ?? .zero < .gibibytes(4) && batch.action == .shrink)
  }

  @Test("a size grows only where its score is below the service level and the growth pays")
  func growth() throws {
    let high = Array(repeating: 7.5 as Double?, count: 60)
    // At 97 % of 8 GiB, where the size cuts demand off, the risk is 90 %: 24 GiB of misses against 1.25 GiB more memory
    // and the growth's price of 6.4.
    let pays = try decide(Case(peaks: high, curve: [(7, 0.9), (8, 0.9), (9, 0.01), (16, 0)]))
    #expect(pays.action == .grow && pays.score ?? 0 >= 0.9)
    #expect(pays.size == .mebibytes(9472))
    // The same drop over 592 GiB costs more than it saves.
    let dear = try decide(Case(peaks: high, curve: [(7, 0.9), (8, 0.9), (600, 0.01), (700, 0)]))
    #expect(dear.action == .hold && dear.score ?? 1 < 0.11)
    // Where the service level is met there is nothing to grow for.
    let met = try decide(
      Case(peaks: high, curve: [(7.4, 0.2), (7.7, 0.045), (8, 0.04), (9, 0), (16, 0)]))
    #expect(met.action == .hold && met.score == 0.96)
    // The price of a growth decides between the two.
    var free = Case(peaks: high, curve: [(7, 0.9), (8, 0.1), (11, 0.001), (16, 0)])
    #expect(try decide(free).action == .hold)
    free.limits.growthCost = 0
    #expect(try decide(free).action == .grow)
  }

  @Test("a size that cut demand off grows by a quarter, whatever lies beyond")
  func staged() throws {
    let high = Array(repeating: 7.9 as Double?, count: 60)
    let curve = [(7.0, 1.0), (8, 0.95), (20, 0.3), (40, 0.001), (64, 0)]
    var item = Case(peaks: high, curve: curve, wanted: 30)
    item.limits.maximumCensoredDays = 3
    #expect(try decide(item).size == .gibibytes(30))
    item.censored = [58]
    let staged = try decide(item)
    #expect(staged.size == .gibibytes(10) && names(staged).contains("staged-growth"))
    // A second price is not paid by a size below the stage, and more days than allowed call for a look.
    item.wanted = 9
    #expect(try decide(item).size == .gibibytes(9))
    item.censored = Set(45..<60)
    let capped = try decide(item)
    #expect(capped.action == .investigate && capped.size == nil && capped.score == nil)
    #expect(capped.obstacles.map(\.guardrail) == [.censoredDemand])
  }

  @Test("what another policy wants is bounded like everything else")
  func wanted() throws {
    let curve = [(1.0, 0.9), (2, 0.04), (4, 0.01), (16, 0)]
    let low = try decide(Case(curve: curve, wanted: 1))
    #expect(low.size == .gibibytes(2) && names(low) == ["observed-peak"])
    let odd = try decide(Case(curve: curve, wanted: 3.1))
    #expect(odd.size == .mebibytes(3328) && names(odd) == ["size-step"])
    #expect(odd.rounding == .mebibytes(3328) - ByteCount(Int64(3.1 * gib)))
    var free = Case(curve: curve, wanted: 1)
    free.limits.allowBelowObservedPeak = true
    // The 95 % peak, 1.99 GiB, rounded up.
    let sure = try decide(free)
    #expect(sure.size == .gibibytes(2) && names(sure) == ["service-level", "size-step"])
    // What is more than sure enough does not grow, whoever wants it.
    let more = try decide(Case(curve: curve, wanted: 12))
    #expect(more.action == .hold && names(more) == ["growth-cost"])
    let silent = try decide(Case(curve: curve, isSilent: true))
    #expect(
      silent.action == .investigate && silent.obstacles.map(\.reason) == ["It has no answer."])
  }

  @Test("a week and a day without samples are a reason to look, not to shrink")
  func silence() throws {
    let curve = [(1.0, 0.9), (2, 0.04), (4, 0.01), (16, 0)]
    func peaks(_ silent: Int) -> [Double?] {
      Array(repeating: 1.5, count: 60 - silent) + Array(repeating: nil, count: silent)
    }
    #expect(try decide(Case(peaks: peaks(7), curve: curve)).action == .shrink)
    let silent = try decide(Case(peaks: peaks(8), curve: curve))
    #expect(silent.action == .investigate)
    #expect(silent.obstacles.map(\.reason).contains { $0.contains("still sampled") })
  }

  @Test("nothing is decided where something stands in the way, and the curve is kept")
  func obstacles() throws {
    let curve = [(1.0, 0.9), (2, 0.1), (4, 0.01)]
    let young = try decide(Case(peaks: Array(repeating: 2, count: 10), curve: curve))
    #expect(young.obstacles.map(\.guardrail) == [.minimumHistory] && young.curve != nil)
    #expect(try decide(Case(size: nil, curve: curve)).action == .investigate)
    #expect(
      try decide(Case(peaks: Array(repeating: nil, count: 60), curve: curve)).action
        == .investigate)
  }

  @Test("a held decision keeps its present size and says by what")
  func held() throws {
    let decision = try decide(Case(curve: [(2, 0.5), (3, 0.05), (4, 0), (16, 0)]))
    let held = decision.held(by: .freeze, because: "of the launch")
    #expect(held.action == .hold && held.size == decision.current)
    #expect(held.guardrails.last?.name == "freeze")
    #expect(held.held(by: .canary, because: "twice") == held)
  }

  @Test("whatever comes in, the rules of a decision hold", arguments: [1, 2, 3, 4] as [UInt64])
  func properties(seed: UInt64) throws {
    var random = SeededNumbers(seed: seed)
    var actions: [PlanItem.Action: Int] = [:]
    for turn in 0..<400 {
      let level = 0.05 + 20 * random.unit()
      var (size, chance) = (level * (0.3 + random.unit()), 0.7 + 0.3 * random.unit())
      var curve: [(Double, Double)] = []
      for _ in 0..<20 {
        curve.append((size, chance))
        size *= 1.02 + 0.3 * random.unit()
        chance *= 0.3 + 0.7 * random.unit()
      }
      var item = Case(
        peaks: (0..<60).map { _ in random.unit() < 0.1 ? nil : level * (0.5 + 0.6 * random.unit())
        },
        size: level * (0.4 + 2 * random.unit()), curve: curve)
      if turn % 5 == 0 { item.censored = [57] }
      if turn % 3 == 0 { item.wanted = 30 * random.unit() }
      item.tier = [Tier.critical, .standard, .batch][turn % 3]
      item.horizon = [7, 28, 91][turn % 3]
      item.limits.deadBand = 0.2 * random.unit()
      item.limits.cap = .gibibytes(24)
      item.limits.allowBelowObservedPeak = seed == 4
      if turn % 4 == 0 { item.limits.maximumShrink = 0.3 }
      try check(try decide(item), item, "seed \(seed), turn \(turn)")
      actions[try decide(item).action, default: 0] += 1
    }
    // The draw must test something.
    #expect(actions[.grow] ?? 0 > 20 && actions[.shrink] ?? 0 > 20 && actions[.hold] ?? 0 > 20)
  }

  private func check(_ decision: SizeDecision, _ item: Case, _ place: String) throws {
    guard let size = decision.size, let current = decision.current else {
      #expect(decision.action == .investigate && !decision.obstacles.isEmpty)
      return
    }
    let curve = try #require(decision.curve)
    let change = size - current
    let month = item.peaks.suffix(30).compactMap { $0 }.max() ?? 0
    if change != .zero {
      #expect(size.bytes % item.limits.sizeStep.bytes == 0, "\(place)")
      // What one plan may take away can end above the cap.
      #expect(
        item.limits.floor <= size
          && (size <= item.limits.cap || item.limits.maximumShrink != nil), "\(place)")
      // The stage of a size that cut demand off, and the cap, may end below what was seen.
      if !item.limits.allowBelowObservedPeak, change < .zero || item.censored.isEmpty,
        size < item.limits.cap
      {
        #expect(Double(size.bytes) >= month * gib, "\(place): \(size) of \(month)")
      }
    }
    if item.limits.maximumShrink != nil {
      #expect(Double(size.bytes) >= 0.7 * Double(current.bytes), "\(place)")
    }
    if !item.censored.isEmpty, change > .zero {
      let stage = max(1.25 * Double(current.bytes), Double(item.limits.floor.bytes))
      #expect(Double(size.bytes) < stage + Double(item.limits.sizeStep.bytes), "\(place)")
    }
    let score = try #require(decision.score)
    let promised = curve.probability(ofPeakAtMost: Double(size.bytes))
    #expect(abs(score - promised) <= 0.000_05, "\(place)")
    guard item.wanted == nil else { return }
    if change > .zero {
      let cutOff = EntityHistory.cutOffShare * Double(current.bytes)
      #expect(curve.probability(ofPeakAtMost: cutOff) < decision.serviceLevel)
      // A stage may stop short of where the growth pays.
      if item.censored.isEmpty {
        #expect(cost(of: size, item, curve) < cost(of: current, item, curve), "\(place)")
      }
    }
    if change < .zero { #expect(score >= decision.serviceLevel - 0.000_05, "\(place)") }
  }

  /// Memory and expected shortages, GiB over the horizon; a size is short where it cuts demand off.
  private func cost(of size: ByteCount, _ item: Case, _ curve: PeakCurve) -> Double {
    let prices: [Tier: Double] = [.critical: 4, .standard: 1, .batch: 0.25]
    let tier = prices[item.tier] ?? 0
    let miss = item.limits.missCost * tier * max(1, 30 / Double(item.horizon))
    let kept = curve.probability(ofPeakAtMost: EntityHistory.cutOffShare * Double(size.bytes))
    return Double(size.bytes) / gib - miss * log(max(kept, 0.000_1))
  }
}
