import CapacityModel
import HeadroomBasics
import Planning
import Testing

private func gibibytes(_ amount: Double) -> ByteCount { ByteCount(Int64(amount * gib)) }

@Suite struct ReservationTests {
  @Test("critical is guaranteed its 99 % peak, standard its median, batch nothing")
  func tiers() throws {
    // Level 2 GiB; the peak's quantiles lie 0, 0.5, 1 and 1.5 GiB above it; the size is 3 GiB.
    let guests = Tier.allCases.map { Guest(name: "vm-\($0.rawValue)", tier: $0) }
    let items = try PlanFixture(guests: guests).plan().items
    func reservation(_ tier: Tier) throws -> ByteCount? {
      try #require(items.first { $0.tier == tier }).proposed.reservation
    }
    // 3.5 GiB is wanted for critical, and cut to the size.
    #expect(try reservation(.critical) == .gibibytes(3))
    #expect(try reservation(.standard) == .gibibytes(2))
    #expect(try reservation(.batch) == nil)
    #expect(items.allSatisfy { $0.reasons.last?.contains("reserved") == true })
  }

  @Test("a host whose reservations leave no failover reserve is named")
  func host() throws {
    var entry = Inventory.Entity(entity: EntityID("vm"))
    entry.host = "esx"
    var host = Inventory.Host(name: "esx", memory: .gibibytes(16))
    host.failoverReserve = .gibibytes(15)
    host.overcommitLimit = 4
    let fixture = PlanFixture(
      guests: [Guest()], inventory: Inventory(entities: [entry], hosts: [host]))
    let warning = try #require(try fixture.plan().hosts.first?.warning)
    #expect(warning.contains("2 GiB reserved after the plan exceed the 1 GiB"))
  }

  @Test("each threshold has its date and probability, and is silent below a tenth")
  func thresholds() throws {
    // Grows from 2 GiB by 0.25 a day; 80 % of 8 GiB is 6.4, passed by the median on the 18th day ahead.
    let item = try PlanFixture(guests: [Guest(growth: 0.25)]).item()
    let passed = try #require(item.thresholds)
    #expect(passed.map(\.percent) == [80, 90, 95])
    #expect(passed[0].date == PlanFixture.now + .days(17))
    #expect(passed[1].date == PlanFixture.now + .days(20))
    #expect(passed.allSatisfy { $0.probability > 0.5 && $0.probability <= 1 })
    #expect(zip(passed, passed.dropFirst()).allSatisfy { $0.probability >= $1.probability })
    #expect(try PlanFixture(guests: [Guest()]).item().thresholds == nil)
  }

  @Test("what a threshold advises agrees with what happens to the size")
  func advice() throws {
    func advice(_ guest: Guest, _ limits: (inout Guardrails) -> Void = { _ in }) throws -> [String]
    {
      var fixture = PlanFixture(guests: [guest])
      limits(&fixture.guardrails)
      return try #require(try fixture.item().thresholds).map(\.action)
    }
    let growing = Guest(growth: 0.25, wanted: 12, tier: .critical)
    #expect(Set(try advice(growing)) == ["grow as proposed"])
    let held = try advice(growing) { $0.protected = ["vm"] }
    #expect(
      held.last
        == "free memory inside the guest, or enlarge it by hand; protected holds the growth to 12 GiB"
    )
    #expect(held.allSatisfy { !$0.contains("grow ") && !$0.contains("grow now") })
    let shrinking = Guest(configured: 8, growth: 0.16, wanted: 7)
    #expect(try advice(shrinking).allSatisfy { $0.hasPrefix("nothing: demand fits the proposed") })
    let sure = Guest(configured: 8, growth: 0.16, wanted: 8)
    #expect(try advice(sure).allSatisfy { $0 == "watch; the size is as sure as its tier asks" })
    let relief = try advice(Guest(configured: 8, growth: 0.25, wanted: 8))
    #expect(
      relief.first == "compress or reclaim memory inside the guest; a growth costs more than its "
        + "misses: weigh its tier")
    // No balloon is sampled anywhere, and no move helps a guest whose own size is too small.
    #expect(relief.allSatisfy { !$0.contains("balloon") && !$0.contains("migrate") })
  }

  @Test("a share that demand has passed already is passed now, and surely")
  func inUse() throws {
    var guest = Guest(configured: 8, peaks: Array(repeating: 7, count: 40), level: 2, wanted: 8)
    var passed = try #require(try PlanFixture(guests: [guest]).item().thresholds)
    #expect(passed.map(\.percent) == [80] && passed[0].probability == 1)
    #expect(passed[0].date == PlanFixture.now)
    // One day alone may have been a burst.
    guest.peaks[39] = 2
    passed = try PlanFixture(guests: [guest]).item().thresholds ?? []
    #expect(passed.allSatisfy { $0.probability < 1 })
  }

  @Test("a site switches rules off")
  func switches() throws {
    var fixture = PlanFixture(guests: [Guest(growth: 0.25)])
    fixture.thresholds = ThresholdRule.all.filter { $0.percent == 90 }
    #expect(try fixture.item().thresholds?.map(\.percent) == [90])
    fixture.thresholds = []
    #expect(try fixture.item().thresholds == nil)
  }
}
