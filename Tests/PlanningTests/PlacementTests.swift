import CapacityModel
import HeadroomBasics
import Planning
import Testing

@Suite struct PlacementTests {
  private func host(_ name: String, _ memory: Int, overcommit: Double? = nil) -> Inventory.Host {
    var host = Inventory.Host(name: name, memory: .gibibytes(Int64(memory)))
    host.overcommitLimit = overcommit
    return host
  }

  @Test("a growth that its host cannot take waits, and where it fits best is said")
  func room() throws {
    let guests: [(Guest, String)] = [
      (.growing("a"), "h1"), (.steady("b", size: 8), "h1"), (.steady("c", size: 8), "h2"),
    ]
    var fixture = PlanFixture(guests, on: [host("h1", 16), host("h2", 20)])
    let item = try fixture.item()
    #expect(item.action == .hold && item.proposed.configured == .gibibytes(4))
    #expect(item.guardrails.map(\.name) == ["host-capacity"])
    #expect(item.explanation?.size == .gibibytes(4))
    #expect(
      item.guardrails[0].effect
        == "kept at 4 GiB instead of 10 GiB: 18 GiB would be configured on h1, which allows 16 GiB; "
        + "move it to h2 of the same cluster, then grow it")
    #expect(item.placement?.host == "h1" && item.placement?.suggestedMove?.host == "h2")
    fixture.inventory.hosts[0].memory = .gibibytes(18)
    #expect(try fixture.item().action == .grow && fixture.item().placement == nil)
  }

  @Test("overcommit lets sizes in, and the sum of peaks must still fit beside the reserve")
  func peaks() throws {
    // 99 % peaks of 9.5 and 7.5 GiB.
    let guests: [(Guest, String)] = [
      (.growing("a"), "h1"), (.steady("b", size: 8, level: 6), "h1"),
    ]
    var fixture = PlanFixture(guests, on: [host("h1", 17, overcommit: 2)])
    #expect(try fixture.item().action == .grow)
    #expect(try fixture.plan().hosts[0].peakAfter == .gibibytes(17))
    fixture.inventory.hosts[0].failoverReserve = .gibibytes(1)
    let item = try fixture.item()
    #expect(item.action == .hold)
    #expect(
      item.guardrails[0].effect.contains(
        "the sum of 99 % peaks on h1 would come to 17 GiB of 16 GiB")
    )
  }

  @Test("a joint peak takes the place of the sum, its entities named or not")
  func jointPeaks() throws {
    let guests: [(Guest, String)] = [
      (.growing("a"), "h1"), (.steady("b", size: 8, level: 6), "h1"),
    ]
    var fixture = PlanFixture(guests, on: [host("h1", 16, overcommit: 2)])
    fixture.hostPeaks = [
      HostPeak(host: "h1", p99: .gibibytes(14), entities: [EntityID("a"), EntityID("b")])
    ]
    var summary = try fixture.plan().hosts[0]
    #expect(try fixture.item().action == .grow)
    #expect(summary.peakBasis == .joint && summary.peakAfter == .gibibytes(14))
    // Before, a could not demand more than its 4 GiB.
    #expect(summary.peakBefore == ByteCount(Int64(11.5 * gib)))
    // Of b the joint peak says nothing, so that its own is added.
    fixture.hostPeaks[0].p99 = .gibibytes(9)
    fixture.hostPeaks[0].entities = [EntityID("a")]
    #expect(try fixture.item().action == .hold)
    fixture.inventory.hosts[0].memory = .gibibytes(17)
    summary = try fixture.plan().hosts[0]
    #expect(try fixture.item().action == .grow && summary.peakAfter == ByteCount(Int64(16.5 * gib)))
    // A joint peak above the sum says less than the sum.
    fixture.hostPeaks[0].p99 = .gibibytes(30)
    #expect(try fixture.plan().hosts[0].peakAfter == .gibibytes(17))
  }

  @Test("best fit goes by predicted peak, not by what is configured")
  func bestFit() throws {
    // After the move h2 has 26 GiB configured and a peak of 13, h3 has 18 and a peak of 17.
    let fixture = PlanFixture(
      [
        (.growing("a"), "h1"), (.steady("b", size: 8), "h1"), (.steady("c", size: 16), "h2"),
        (.steady("d", size: 8, level: 6), "h3"),
      ], on: [host("h1", 16), host("h2", 32), host("h3", 32)])
    let move = try #require(try fixture.item().placement?.suggestedMove)
    #expect(move.host == "h3")
    #expect(
      move.why == "h3 can take it at 10 GiB and is the fullest of the cluster that can: "
        + "the sum of 99 % peaks there then leaves 15 GiB of 32 GiB.")
  }

  @Test("suggestions fit together, and another cluster is none")
  func booked() throws {
    var fixture = PlanFixture(
      [
        (.growing("a"), "h1"), (.growing("b", tier: .critical), "h1"),
        (.steady("c", size: 4), "h1"), (.steady("d", size: 8), "h2"),
      ], on: [host("h1", 12), host("h2", 20), host("h3", 64)])
    fixture.inventory.hosts[2].cluster = "c2"
    // Both need another host, h2 has room for one, and the critical one is first.
    #expect(try fixture.item(1).placement?.suggestedMove?.host == "h2")
    let last = try fixture.item(0)
    #expect(last.action == .hold && last.placement == nil)
    #expect(last.guardrails[0].effect.hasSuffix("add memory or move others away"))
    #expect(
      try fixture.plan().warnings.contains(
        "2 growths held, as the host cannot take it; for 1 another host of the cluster can."))
  }

  @Test("without a cluster nothing tells where to move")
  func noCluster() throws {
    let fixture = PlanFixture(
      [(.growing("a"), "h1"), (.steady("b", size: 8), "h1")],
      on: [host("h1", 16), host("h2", 64)], cluster: nil)
    let item = try fixture.item()
    #expect(item.action == .hold && item.placement?.suggestedMove == nil)
  }

  @Test("a guest larger than any host of its cluster is flagged, growing or not")
  func tooLarge() throws {
    let fixture = PlanFixture(
      [(.growing("a"), "h1"), (.steady("b", size: 12), "h2")],
      on: [host("h1", 8, overcommit: 4), host("h2", 9, overcommit: 4)])
    let item = try fixture.item()
    #expect(item.action == .hold)
    #expect(
      item.guardrails[0].effect.hasSuffix(
        "h1 can give one entity 8 GiB at most; no host of its cluster is large enough for it at all"
      ))
    #expect(
      item.placement?.warning
        == "10 GiB is more than any host of its cluster can give one entity: 9 GiB on h2.")
    #expect(try fixture.item(1).action == .hold)
    #expect(try fixture.item(1).placement?.warning?.hasPrefix("12 GiB is more than any") == true)
  }

  @Test("the critical grow first where there is room for one")
  func urgency() throws {
    let fixture = PlanFixture(
      [(.growing("a"), "h1"), (.growing("b", tier: .critical), "h1")], on: [host("h1", 14)])
    #expect(try fixture.item(0).action == .hold && fixture.item(1).action == .grow)
  }

  @Test("a shrink makes room and is named as a condition, unless it is held back itself")
  func shrinkMakesRoom() throws {
    var fixture = PlanFixture(
      [(.growing("a"), "h1"), (.steady("b", size: 8), "h1")], on: [host("h1", 16)])
    fixture.guests[1].wanted = 3
    let item = try fixture.item()
    #expect(item.action == .grow)
    #expect(
      item.reasons.last
        == "It fits once the shrinks on h1 are made, so make those first: without them 18 GiB would "
        + "be configured on h1, which allows 16 GiB.")
    fixture.guardrails.protected = ["b"]
    #expect(try fixture.item().action == .hold)
  }

  @Test("on a host that carries too much already nothing grows; shrinks go on")
  func alreadyBroken() throws {
    var fixture = PlanFixture(
      [(.growing("a"), "h1"), (.steady("b", size: 32), "h1")], on: [host("h1", 16)])
    fixture.guests[1].wanted = 20
    let plan = try fixture.plan()
    #expect(plan.items.map(\.action) == [.shrink, .hold])
    #expect(
      plan.hosts[0].warning?.contains("24 GiB configured after the plan exceed the 16 GiB") == true)
  }

  @Test("an entity without a forecast counts for all of its size, one without a size for nothing")
  func unforecast() throws {
    var fixture = PlanFixture(
      [(.steady("a", size: 6), "h1"), (.steady("b", size: 8), "h1")], on: [host("h1", 64)])
    fixture.guests[0].isForecast = false
    fixture.guests[1].configured = nil
    let summary = try fixture.plan().hosts[0]
    #expect(summary.configuredAfter == .gibibytes(6))
    #expect(summary.peakBefore == .gibibytes(6) && summary.peakAfter == .gibibytes(6))
    #expect(summary.peakBasis == .sum && summary.warning == "1 size unknown and not in these sums")
  }

  @Test("what is reserved is added up, and not guessed where it is not known")
  func reserved() throws {
    var fixture = PlanFixture(
      [(.growing("a"), "h1"), (.growing("b", tier: .critical), "h1")], on: [host("h1", 64)])
    fixture.guests[0].reservation = 2
    let summary = try fixture.plan().hosts[0]
    // The median of one, 99 % of the other.
    #expect(summary.reservedAfter == ByteCount(Int64(17.5 * gib)) && summary.reservedBefore == nil)
    fixture.guests[1].reservation = 0
    #expect(try fixture.plan().hosts[0].reservedBefore == .gibibytes(2))
    #expect(try fixture.item().current.reservation == .gibibytes(2))
  }

  @Test("a growth whose guarantee its host cannot give waits")
  func guarantee() throws {
    // Critical: 9.5 GiB are reserved for a; of b its present 4, as investigating changes nothing.
    var fixture = PlanFixture(
      [(.growing("a", tier: .critical), "h1"), (.steady("b", size: 4), "h1")],
      on: [host("h1", 13, overcommit: 2)])
    (fixture.guests[1].reservation, fixture.guests[1].hasAnswer) = (4, false)
    #expect(
      try fixture.item().guardrails.last?.effect.contains(
        "13.5 GiB would be reserved on h1, which can guarantee 13 GiB") == true)
    fixture.guests[1].reservation = 3
    #expect(try fixture.item().action == .grow)
  }

  @Test(
    "a growth that waits is promised no more than it has, so that its host can keep what it guarantees"
  )
  func keptReservation() throws {
    // 9.5 GiB are reserved for a, which is let in; b would have 8 and, held at its 4, had 4 of the 13 before.
    var fixture = PlanFixture(
      [(.growing("a", tier: .critical), "h1"), (.growing("b"), "h1")],
      on: [host("h1", 13, overcommit: 2)])
    fixture.hostPeaks = [
      HostPeak(host: "h1", p99: .gibibytes(6), entities: [EntityID("a"), EntityID("b")])
    ]
    fixture.guests[1].reservation = 2
    let plan = try fixture.plan()
    #expect(plan.items.map(\.action) == [.grow, .hold])
    #expect(plan.items[1].proposed.reservation == .gibibytes(2))
    #expect(plan.items[1].reasons.contains { $0.hasPrefix("What is reserved for it stays") })
    #expect(plan.hosts[0].reservedAfter == ByteCount(Int64(11.5 * gib)))
    #expect(plan.hosts[0].warning == nil)
  }

  @Test("a host without entities has nothing to carry, and no name is no placement")
  func empty() throws {
    var fixture = PlanFixture([(.growing("a"), "h9")], on: [host("h1", 8)])
    fixture.inventory.hosts[0].cluster = nil
    let plan = try fixture.plan()
    #expect(plan.items[0].action == .grow && plan.items[0].placement == nil)
    #expect(plan.hosts[0].peakAfter == .zero && plan.hosts[0].reservedBefore == .zero)
  }
}
