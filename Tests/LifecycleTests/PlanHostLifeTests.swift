import CapacityModel
import HeadroomBasics
import Lifecycle
import Testing

@Suite struct PlanHostLifeTests {
  /// On h1 `a` grows thanks to what `b` gives; on h2 `c` grows by itself.
  private let items = [
    SmallPlan.item("a", 4, to: 10, base: 8, on: "h1"), SmallPlan.item("b", 8, on: "h1"),
    SmallPlan.item("c", 4, to: 10, base: 8, on: "h2"),
  ]
  private let hosts = [
    Inventory.Host(name: "h1", memory: .gibibytes(16)),
    Inventory.Host(name: "h2", memory: .gibibytes(16)),
  ]

  private func plan() throws -> ResizePlan { try SmallPlan.plan(items, on: hosts) }

  private func check(approving names: [String]) throws {
    var review = try PlanReview(of: plan())
    try review.decide(
      .approved, on: names.map { EntityID($0) }, by: "Ada", at: SmallPlan.now)
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
    let plan = try self.plan()
    func changes(_ change: (inout Inventory) -> Void) -> [String] {
      let entities = items.map { item in
        var entity = Inventory.Entity(entity: item.entity)
        entity.host = item.host
        return entity
      }
      var inventory = Inventory(entities: entities, hosts: hosts)
      change(&inventory)
      var state = PresentState(
        entities: [:], asOf: SmallPlan.now, samplesBefore: plan.data.samples,
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
