import CapacityModel
import HeadroomBasics
import Planning
import Testing

@Suite struct PlanHostLifeTests {
  /// On h1 `a` grows thanks to what `b` gives; on h2 `c` grows by itself.
  private func fixture() -> PlanFixture {
    var fixture = PlanFixture(
      [(.growing("a"), "h1"), (.steady("b", size: 8), "h1"), (.growing("c"), "h2")],
      on: [
        Inventory.Host(name: "h1", memory: .gibibytes(16)),
        Inventory.Host(name: "h2", memory: .gibibytes(16)),
      ])
    fixture.guests[1].wanted = 3
    return fixture
  }

  private func check(approving names: [String]) throws {
    var review = try PlanReview(of: fixture().plan())
    try review.decide(
      .approved, on: names.map { EntityID($0) }, by: "Ada", at: PlanFixture.now)
    try review.checkHosts()
  }

  @Test("a growth without the shrink that makes room for it is not exported")
  func subset() throws {
    try check(approving: ["a", "b", "c"])
    try check(approving: ["b", "c"])
    let broken = PlanLifeError.hostsOverloaded(["18 GiB on h1, which allows 16 GiB"])
    #expect(throws: broken) { try check(approving: ["a", "c"]) }
    #expect("\(broken)".contains("approve the shrinks on them too, or reject growths"))
  }

  @Test("a plan is stale where a host is gone, has other memory or allows something else")
  func stale() throws {
    let plan = try fixture().plan()
    func changes(_ change: (inout Inventory) -> Void) -> [String] {
      var inventory = fixture().inventory
      change(&inventory)
      var state = PresentState(
        entities: [:], asOf: PlanFixture.now, samplesBefore: plan.data.samples,
        inventory: inventory)
      for item in plan.items { state.entities[item.entity] = PresentState.Entity() }
      return state.changes(since: plan, end: nil)
    }
    #expect(changes { _ in } == [])
    #expect(changes { $0.hosts[0].memory = .gibibytes(15) } == ["host 'h1' has 15 GiB, not 16 GiB"])
    #expect(
      changes { $0.hosts[1].overcommitLimit = 1.5 } == [
        "host 'h2' allows 24 GiB configured, not 16 GiB"
      ])
    #expect(
      changes { $0.hosts.remove(at: 1) } == ["host 'h2' is no longer in the inventory"])
    // A table of entities lists no hosts and denies none.
    #expect(changes { $0.hosts = [] } == [])
  }
}
