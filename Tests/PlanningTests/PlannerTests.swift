import CapacityModel
import HeadroomBasics
import Planning
import Testing

private func gibibytes(_ amount: Double) -> ByteCount { ByteCount(Int64(amount * gib)) }

@Suite struct PlannerTests {
  @Test("a shrink is explained byte by byte")
  func shrink() throws {
    // Median peaks at the last of 28 steps: 2 + 28/16 + 0.25 = 4; 95 % peak 5; rounded to 256 MiB: 5.
    let item = try PlanFixture(guests: [Guest(growth: 1.0 / 16, season: 0.25)]).item()
    #expect(item.action == .shrink)
    #expect(item.proposed.configured == .gibibytes(5))
    let parts = try #require(item.explanation)
    #expect(parts.base == .gibibytes(2) && parts.trend == gibibytes(1.75))
    #expect(parts.season == gibibytes(0.25) && parts.other == .zero)
    #expect(parts.tail == .gibibytes(1) && parts.margin == .zero && parts.rounding == .zero)
    #expect(item.confidence.score == 0.95)
    #expect(
      item.confidence.meaning
        == "in 95 of 100 such cases demand stays within 5 GiB until 2013-09-30")
    #expect(
      item.confidence.calibratedOn
        == "decisions of other fleets; no past shrink of this fleet could be checked")
    #expect(
      item.reasons.first
        == "Demand peaked at 2 GiB on 2013-08-03 and the 95 % peak over 4w is 5 GiB; "
        + "the present size is 8 GiB.")
    #expect(item.breach == PlanItem.Breach())
  }

  @Test("a confidence names the past decisions of its action, a held one those of holds")
  func calibratedOn() throws {
    var fixture = PlanFixture(guests: [Guest(name: "a"), Guest(name: "b", configured: nil)])
    for turn in 0..<12 { fixture.decisions.add(.shrink, promised: 0.04, missed: turn == 3) }
    fixture.decisions.add(.hold, promised: 0.02, missed: false)
    #expect(
      try fixture.item().confidence.calibratedOn
        == "12 past shrinks of this fleet: 0.5 misses promised, 1 came")
    #expect(
      try fixture.item(1).confidence.calibratedOn == "nothing, since no size is proposed")
    fixture.guardrails.protected = ["a"]
    let held = try fixture.item()
    #expect(held.action == .hold)
    #expect(
      held.confidence.calibratedOn == "1 past hold of this fleet: 0 misses promised, 0 came")
  }

  @Test("what the policy adds to the quantile is margin, and the step is rounding")
  func margin() throws {
    let item = try PlanFixture(guests: [Guest(wanted: 4.1)]).item()
    let parts = try #require(item.explanation)
    #expect(item.proposed.configured == gibibytes(4.25))
    #expect(parts.tail == .gibibytes(1))
    #expect(abs(parts.margin.gibibytes - 1.1) < 1e-8)
    #expect(parts.size == gibibytes(4.25))
    #expect(item.guardrails.map(\.name) == ["size-step"])
  }

  @Test("a size never falls below a peak of the last month unless that is allowed")
  func observedPeak() throws {
    var peaks = Array(repeating: 2 as Double?, count: 40)
    peaks[10] = 6
    var fixture = PlanFixture(guests: [Guest(peaks: peaks)])
    var item = try fixture.item()
    #expect(item.proposed.configured == .gibibytes(6))
    #expect(item.guardrails.map(\.name) == ["observed-peak"])
    #expect(item.explanation?.margin == .gibibytes(3))
    fixture.guardrails.allowBelowObservedPeak = true
    item = try fixture.item()
    #expect(item.proposed.configured == .gibibytes(3) && item.replay.shortageDaysAfter == 1)
    // Day 9 lies 31 days back, outside the month.
    peaks[9] = 7
    peaks[10] = 2
    fixture = PlanFixture(guests: [Guest(peaks: peaks)])
    #expect(try fixture.item().proposed.configured == .gibibytes(3))
  }

  @Test("a change below the dead band is held, and the difference is named")
  func deadBand() throws {
    var fixture = PlanFixture(guests: [Guest(configured: 8, wanted: 7.75)])
    let item = try fixture.item()
    #expect(item.action == .hold && item.proposed.configured == .gibibytes(8))
    #expect(item.guardrails.map(\.name) == ["dead-band"])
    #expect(item.explanation?.size == .gibibytes(8))
    fixture.guardrails.deadBand = 0.03
    #expect(try fixture.item().action == .shrink)
  }

  @Test("neither floor nor step makes a size grow that demand fits into")
  func noSilentGrowth() throws {
    let small = Guest(
      configured: 0.25, peaks: Array(repeating: 0.1, count: 40), level: 0.1,
      spread: [0, 0.01, 0.02, 0.03])
    var item = try PlanFixture(guests: [small]).item()
    #expect(item.action == .hold && item.proposed.configured == gibibytes(0.25))
    #expect(item.guardrails.last?.name == "size-step")
    item = try PlanFixture(guests: [Guest(configured: 3.1, wanted: 3.05)]).item()
    #expect(item.action == .hold && item.proposed.configured == gibibytes(3.1))
  }

  @Test("step, floor and cap of the inventory beat the guardrails'")
  func inventoryBounds() throws {
    var entry = Inventory.Entity(entity: EntityID("vm"))
    (entry.sizeStep, entry.minimumSize) = (.gibibytes(2), .gibibytes(5))
    var fixture = PlanFixture(guests: [Guest(configured: 12)])
    fixture.inventory = Inventory(entities: [entry], hosts: [])
    let item = try fixture.item()
    #expect(item.proposed.configured == .gibibytes(6))
    #expect(item.guardrails.map(\.name) == ["size-step", "floor"])
    #expect(item.explanation?.rounding == .gibibytes(3))
  }

  @Test("a shrink that the cap makes less sure than promised says so")
  func cap() throws {
    var entry = Inventory.Entity(entity: EntityID("vm"))
    entry.maximumSize = gibibytes(2.5)
    var fixture = PlanFixture(guests: [Guest()])
    fixture.inventory = Inventory(entities: [entry], hosts: [])
    let item = try fixture.item()
    #expect(item.action == .shrink && item.proposed.configured == gibibytes(2.5))
    #expect(item.confidence.score == 0.9)
    #expect(
      item.reasons.contains(
        "At 2.5 GiB demand fits with probability 90 %, below the service level of 95 %."))
    // A cap below what was seen last month takes nothing away.
    fixture.guests[0].peaks[39] = 3
    #expect(try fixture.item().action == .hold)
  }

  @Test("growth dates the breach of the present size")
  func breach() throws {
    // Peak quantiles rise by 0.25 GiB a day from 2 (50 %), 2.5 (90 %), 3 (95 %); the size is 4.
    let guest = Guest(configured: 4, growth: 0.25)
    let item = try PlanFixture(guests: [guest]).item()
    #expect(item.action == .grow && item.proposed.configured == .gibibytes(10))
    // 90 % quantile 2.5 + 0.25 k > 4 at k = 7, the median 2 + 0.25 k > 4 at k = 9.
    #expect(item.breach.p10?.dateText == "2013-09-08")
    #expect(item.breach.p50?.dateText == "2013-09-10")
    // Below its lowest level the distribution falls in proportion: 0.5 × 4 / 9 stays above 0.1.
    #expect(item.breach.p90 == nil)
    #expect(item.needsRestart == nil)
  }

  @Test("the dates of a breach end at the curve's probability, whatever the forecast's own is")
  func breachByCurve() throws {
    // The forecast passes 4 GiB by the end with 0.77; the decision's curve says 0.3, then 0.6, then 0.95.
    var fixture = PlanFixture(guests: [Guest(configured: 4, growth: 0.25)])
    var dates: [PlanItem.Breach] = []
    for risk in [0.05, 0.3, 0.6, 0.95] {
      fixture.guests[0].curve = PeakCurve(
        sizes: [2, 4, 16, 32].map { $0 * gib }, exceedance: [1, risk, 0.001, 0])
      let item = try fixture.item()
      dates.append(item.breach)
      #expect(try #require(item.peak.p50) > .gibibytes(4) || item.breach.p50 == nil)
    }
    #expect(dates[0] == PlanItem.Breach())
    #expect(dates[1].p10 != nil && dates[1].p50 == nil)
    #expect(dates[2].p50 != nil && dates[2].p90 == nil)
    #expect(dates[3].p90 != nil)
    // The larger the risk, the sooner each share of it is reached.
    let tens = dates.compactMap(\.p10)
    #expect(tens.count == 3 && tens == tens.sorted(by: >) && tens.first != tens.last)
    // Where the forecast sees no risk at all the curve's is spread evenly: more than 0.1 of 0.3 after 10 of 28 days.
    fixture.guests = [Guest(configured: 4, level: 1, spread: [0, 0.1, 0.2, 0.3])]
    fixture.guests[0].curve = PeakCurve(
      sizes: [2, 4, 16, 32].map { $0 * gib }, exceedance: [1, 0.3, 0.001, 0])
    #expect(try fixture.item().breach == PlanItem.Breach(p10: PlanFixture.now + .days(9)))
  }

  @Test("parts add up within the curve: the median of a day is no more than that of the peak")
  func partsWithinCurve() throws {
    // The forecast's median comes to 9 GiB; the decision's peak has its median at 5 GiB.
    var fixture = PlanFixture(guests: [Guest(configured: 32, growth: 0.25)])
    fixture.guests[0].curve = PeakCurve(
      sizes: [4, 5, 6, 7].map { $0 * gib }, exceedance: [1, 0.5, 0.05, 0])
    let parts = try #require(try fixture.item().explanation)
    #expect(parts.base + parts.trend + parts.season + parts.other == .gibibytes(5))
    #expect(parts.tail == .gibibytes(1))
  }

  @Test("the order is widest change, then investigate, then hold; names break ties")
  func order() throws {
    let plan = try PlanFixture(guests: [
      Guest(name: "hold", configured: 3), Guest(name: "b", configured: 8),
      Guest(name: "unknown", configured: nil), Guest(name: "wide", configured: 64),
      Guest(name: "a", configured: 8), Guest(name: "grow", configured: 1),
    ]).plan()
    #expect(
      plan.items.map(\.entity.name) == ["wide", "a", "b", "grow", "unknown", "hold"])
    #expect(
      plan.summary.counts == ["grow": 1, "shrink": 3, "hold": 1, "investigate": 1])
    #expect(plan.summary.before == .gibibytes(84) && plan.summary.after == .gibibytes(15))
    #expect(plan.summary.risk == 0.2)
  }

  @Test(
    "a shrink needs a restart where the platform's commands power the guest off",
    arguments: [("off", true), ("live", nil), ("unheard-of", nil)] as [(String, Bool?)])
  func shrinksOffline(platform: String, needsRestart: Bool?) throws {
    var entry = Inventory.Entity(entity: EntityID("vm"))
    (entry.platform, entry.hotAdd) = (platform, true)
    var fixture = PlanFixture(guests: [Guest()])
    fixture.inventory = Inventory(entities: [entry], hosts: [])
    fixture.platforms = [
      "off": PlatformTraits(shrinksLive: false), "live": PlatformTraits(shrinksLive: true),
    ]
    let item = try #require(try fixture.plan().items.first)
    #expect(item.action == .shrink && item.needsRestart == needsRestart)
  }

  @Test("hosts are warned where the plan leaves more configured than allowed")
  func hosts() throws {
    var entry = Inventory.Entity(entity: EntityID("vm"))
    (entry.host, entry.hotAdd) = ("h1", true)
    var host = Inventory.Host(name: "h1", memory: .gibibytes(4))
    host.failoverReserve = .gibibytes(2)
    var fixture = PlanFixture(guests: [Guest()])
    fixture.inventory = Inventory(
      entities: [entry, Inventory.Entity(entity: EntityID("ghost"))],
      hosts: [host])
    fixture.pricePerGibibyteMonth = 2.5
    let plan = try fixture.plan()
    let summary = try #require(plan.hosts.first)
    #expect(summary.configuredBefore == .gibibytes(8))
    #expect(summary.configuredAfter == .gibibytes(3))
    #expect(
      try #require(summary.warning).contains("3 GiB configured after the plan exceed the 2 GiB"))
    #expect(plan.summary.costBefore == 20 && plan.summary.costAfter == 7.5)
    #expect(plan.warnings.contains("1 of the inventory without samples: ghost."))
    fixture.inventory.hosts[0].overcommitLimit = 1.25
    // What may be configured need not be there when it is asked for.
    #expect(
      try fixture.plan().hosts[0].warning
        == "the sum of 99 % peaks after the plan, 3 GiB, exceeds the 2 GiB that the host has beside "
        + "its failover reserve; before it was 3.5 GiB")
    fixture.inventory.hosts[0].failoverReserve = .gibibytes(1)
    #expect(try fixture.plan().hosts[0].warning == nil)
  }
}
