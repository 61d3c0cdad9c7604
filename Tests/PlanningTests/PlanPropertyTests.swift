import CapacityModel
import FoundationEssentials
import HeadroomBasics
import Planning
import TestSupport
import Testing

@Suite struct PlanPropertyTests {
  private func guest(
    _ number: Int, using generator: inout SplitMix64
  ) -> Guest {
    func draw(_ range: ClosedRange<Double>) -> Double { .random(in: range, using: &generator) }
    let level = draw(0.01...20)
    let steps = [0.0, draw(0...3), draw(3...5), draw(5...9)]
    var guest = Guest(
      name: "vm\(number)", configured: draw(0.1...32),
      peaks: (0..<45).map { _ in draw(0...1) < 0.1 ? nil : draw(0...level * 1.3) })
    (guest.level, guest.growth) = (level, draw(-0.1...0.4))
    (guest.season, guest.spread) = (draw(-0.01...1), steps)
    guest.serviceLevel = [0.9, 0.95, 0.97, 0.99][number % 4]
    if number % 3 == 0 { guest.wanted = draw(0.01...30) }
    guest.isCheapest = number % 5 == 1
    // A decision does not ask the forecast: half of the curves are their own.
    if number % 2 == 0 {
      var (size, chance) = (level * draw(0.3...1), 1.0)
      var (sizes, exceedance): ([Double], [Double]) = ([], [])
      for _ in 0..<20 {
        sizes.append(size * gib)
        exceedance.append(chance)
        size *= draw(1.02...1.4)
        chance *= draw(0.3...1)
      }
      guest.curve = PeakCurve(sizes: sizes, exceedance: exceedance)
    }
    return guest
  }

  @Test("whatever comes in, the rules of a plan hold", arguments: [1, 2, 3, 4] as [UInt64])
  func rules(seed: UInt64) throws {
    var generator = SplitMix64(state: seed)
    var fixture = PlanFixture(guests: [])
    for number in 0..<100 { fixture.guests.append(guest(number, using: &generator)) }
    fixture.guardrails.deadBand = .random(in: 0...0.2, using: &generator)
    fixture.guardrails.allowBelowObservedPeak = seed == 4
    let plan = try fixture.plan()
    var changes: [UInt64] = []
    for item in plan.items where !isDoubted(item) {
      let (size, current) = (
        try #require(item.proposed.configured), try #require(item.current.configured)
      )
      #expect(item.explanation?.size == size)
      #expect((item.action == .hold) == (size == current))
      if item.action == .hold { continue }
      changes.append((size - current).bytes.magnitude)
      #expect(size.bytes % fixture.guardrails.sizeStep.bytes == 0)
      #expect(fixture.guardrails.floor <= size && size <= fixture.guardrails.cap)
    }
    #expect(changes == changes.sorted(by: >) && !changes.isEmpty)
    try check(plan, fixture)
    try PlanIdentity.verify(plan)
    #expect(try JSONDecoder().decode(ResizePlan.self, from: JSONEncoder().encode(plan)) == plan)
  }

  @Test("no plan makes a host carry more than it may", arguments: [1, 2, 3, 4] as [UInt64])
  func hosts(seed: UInt64) throws {
    var generator = SplitMix64(state: seed)
    let names = (0..<8).map { "h\($0)" }
    let guests = (0..<100).map { number in
      (guest(number, using: &generator), names.randomElement(using: &generator)!)
    }
    let hosts = names.map { name in
      var host = Inventory.Host(
        name: name, memory: .gibibytes(.random(in: 150...400, using: &generator)))
      host.overcommitLimit = .random(in: 1...1.5, using: &generator)
      host.failoverReserve = .gibibytes(.random(in: 0...40, using: &generator))
      return host
    }
    let plan = try PlanFixture(guests, on: hosts).plan()
    var (withheld, moves) = (0, 0)
    for (host, summary) in zip(hosts, plan.hosts) {
      let grown = plan.items.filter { $0.host == host.name && $0.action == .grow }
      let usable = host.memory - host.failoverReserve!
      let allowed =
        Double(host.memory.bytes) * host.overcommitLimit! - Double(host.failoverReserve!.bytes)
      #expect(
        grown.isEmpty
          || (Double(summary.configuredAfter.bytes) <= allowed
            && summary.peakAfter! <= usable && summary.reservedAfter! <= usable)
      )
    }
    for item in plan.items where item.guardrails.contains(where: { $0.name == "host-capacity" }) {
      withheld += 1
      #expect(item.action == .hold)
      guard let move = item.placement?.suggestedMove else { continue }
      moves += 1
      #expect(move.host != item.host && names.contains(move.host))
    }
    // The draw must test something.
    #expect(withheld > 0 && plan.summary.counts["grow"]! > 0 && (moves > 0 || seed > 1))
  }

  /// Whether nothing is proposed as its draw looks like a wrong sample.
  private func isDoubted(_ item: PlanItem) -> Bool {
    item.action == .investigate && item.doubts?.first?.effect == .investigate
  }

  private func check(_ plan: ResizePlan, _ fixture: PlanFixture) throws {
    for item in plan.items where !isDoubted(item) {
      let column = try #require(fixture.guests.firstIndex { $0.name == item.entity.name })
      let size = try #require(item.proposed.configured)
      let forecast = PeakCurve(try #require(fixture.forecast.peak(of: column)))
      let promised = (fixture.guests[column].curve ?? forecast)
        .probability(ofPeakAtMost: Double(size.bytes))
      let score = try #require(item.confidence.score)
      #expect((0...1).contains(score) && abs(score - promised) <= 0.000_05)
      if !fixture.guardrails.allowBelowObservedPeak, item.action == .shrink || item.action == .grow
      {
        #expect(size >= item.peak.observedMax ?? .zero)
      }
      checkContradictions(item, score: score)
      let dates = [item.breach.p10, item.breach.p50, item.breach.p90]
      let known = dates.compactMap { $0 }
      // A later date is never known where an earlier one is not.
      #expect(dates.prefix(known.count).allSatisfy { $0 != nil } && known == known.sorted())
      #expect(item.reasons.allSatisfy { $0.hasSuffix(".") })
    }
  }

  /// What no reader should have to explain: sizes, quantiles, dates and scores are of one distribution.
  private func checkContradictions(_ item: PlanItem, score: Double) {
    guard let p50 = item.peak.p50, let p90 = item.peak.p90, let p99 = item.peak.p99,
      let size = item.proposed.configured, let current = item.current.configured
    else {
      Issue.record("\(item.entity) has no quantiles or sizes")
      return
    }
    #expect(p50 <= p90 && p90 <= p99)
    if size >= p99 { #expect(score >= 0.985) }
    if size < p90 { #expect(score <= 0.915) }
    #expect((p50 > current) == (item.breach.p50 != nil))
    #expect((p90 > current) == (item.breach.p10 != nil))
  }
}
