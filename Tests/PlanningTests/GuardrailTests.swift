import CapacityModel
import HeadroomBasics
import Planning
import Testing

/// Guardrails that hold sizes back; floor, cap, step and dead band stand in `PlannerTests`.
@Suite struct GuardrailTests {
  private func names(_ item: PlanItem) -> [String] { item.guardrails.map(\.name) }

  @Test("a shrink goes no further than it may at once, in whole steps, and the parts still add up")
  func shrink() throws {
    var fixture = PlanFixture(guests: [Guest(configured: 8, wanted: 3)])
    fixture.guardrails.maximumShrink = 0.3
    let item = try fixture.item()
    // 70 % of 8 GiB is 5.6, up to the next quarter.
    #expect(item.action == .shrink && item.proposed.configured == .mebibytes(5888))
    #expect(names(item) == ["maximum-shrink"] && item.explanation?.size == .mebibytes(5888))
    // The confidence is that of the size proposed, not of the one wanted.
    #expect(item.confidence.score ?? 0 >= 0.99)
  }

  @Test("a growth goes no further than it may at once, and the confidence says what that costs")
  func growth() throws {
    var fixture = PlanFixture(guests: [Guest(configured: 4, level: 8, wanted: 10)])
    let free = try fixture.item()
    fixture.guardrails.maximumStep = 0.5
    let item = try fixture.item()
    #expect(free.proposed.configured == .gibibytes(10))
    #expect(item.action == .grow && item.proposed.configured == .gibibytes(6))
    #expect(names(item) == ["maximum-step"] && item.explanation?.size == .gibibytes(6))
    #expect((item.confidence.score ?? 1) < (free.confidence.score ?? 0))
  }

  @Test("protected names and patterns keep their size, others do not")
  func protected() throws {
    var fixture = PlanFixture(guests: [
      Guest(name: "db-1", wanted: 3), Guest(name: "vault", wanted: 3),
      Guest(name: "web-1", wanted: 3),
    ])
    fixture.guardrails.protected = ["db-*", "vault"]
    for index in 0..<2 {
      let item = try fixture.item(index)
      #expect(item.action == .hold && names(item) == ["protected"])
      #expect(item.explanation?.size == .gibibytes(8) && item.proposed.configured == .gibibytes(8))
    }
    #expect(try fixture.item(2).action == .shrink)
  }

  @Test("a freeze holds while the plan's origin lies in it, its end excluded")
  func freeze() throws {
    var fixture = PlanFixture(guests: [Guest(wanted: 3)])
    let now = PlanFixture.now
    fixture.guardrails.freezes = [
      .init(range: TimeRange(start: now - .days(1), end: now + .days(1)), reason: "launch")
    ]
    let item = try fixture.item()
    #expect(item.action == .hold && names(item) == ["freeze"])
    #expect(item.guardrails[0].effect.contains("launch"))
    fixture.guardrails.freezes = [
      .init(range: TimeRange(start: now - .days(2), end: now), reason: "over")
    ]
    #expect(try fixture.item().action == .shrink)
  }

  @Test("a tier that asks for more confidence keeps sizes from shrinking, not from growing")
  func confidence() throws {
    var fixture = PlanFixture(guests: [
      Guest(name: "a", wanted: 2.5), Guest(name: "b", wanted: 2.5, tier: .batch),
      Guest(name: "c", configured: 4, level: 8, wanted: 10),
    ])
    fixture.guardrails.minimumConfidence = ["standard": 0.99]
    #expect(try names(fixture.item(0)) == ["service-level", "minimum-confidence"])
    #expect(try fixture.item(0).action == .hold && fixture.item(1).action == .shrink)
    #expect(try fixture.item(2).action == .grow)
  }

  @Test("the surest shrinks go first, one at least")
  func canary() throws {
    var fixture = PlanFixture(
      guests: (0..<5).map { Guest(name: "vm\($0)", wanted: 2.5 + 0.25 * Double($0)) })
    fixture.guardrails.canary = 0.3
    let plan = try fixture.plan()
    #expect(plan.items.filter { $0.action == .shrink }.map(\.entity.name) == ["vm3", "vm4"])
    #expect(plan.items.count { $0.guardrails.last?.name == "canary" } == 3)
    fixture.guardrails.canary = 0.01
    #expect(try fixture.plan().summary.counts["shrink"] == 1)
  }

  @Test("a host has no more changes at once than it may, growths first")
  func host() throws {
    var fixture = PlanFixture(guests: [
      Guest(name: "a", wanted: 3), Guest(name: "b", wanted: 3.5),
      Guest(name: "c", configured: 4, level: 8, wanted: 10), Guest(name: "d", wanted: 3),
    ])
    fixture.inventory.hosts = [.init(name: "h1", memory: .gibibytes(64))]
    fixture.inventory.entities = ["a", "b", "c"].map { name in
      var entity = Inventory.Entity(entity: EntityID(name))
      entity.host = "h1"
      return entity
    }
    fixture.guardrails.changesPerHost = 2
    let plan = try fixture.plan()
    let actions = plan.items.map { "\($0.entity.name) \($0.action.rawValue)" }.sorted()
    #expect(actions == ["a hold", "b shrink", "c grow", "d shrink"])
  }

  @Test("a change window has no more changes than it may; those without a window count together")
  func window() throws {
    var fixture = PlanFixture(guests: [
      Guest(name: "a", wanted: 3), Guest(name: "b", wanted: 3.5),
      Guest(name: "c", configured: 4, level: 8, wanted: 10), Guest(name: "d", wanted: 3),
      Guest(name: "e", wanted: 3.5), Guest(name: "f", wanted: 4),
    ])
    fixture.inventory.entities = ["a", "b", "c"].map { name in
      var entity = Inventory.Entity(entity: EntityID(name))
      entity.window = "Sun 02:00-05:00 UTC"
      return entity
    }
    fixture.guardrails.changesPerWindow = 2
    let plan = try fixture.plan()
    let changed = plan.items.filter { $0.action != .hold }.map(\.entity.name).sorted()
    // The surest go first: the larger the size that is wanted, the surer.
    #expect(changed == ["b", "c", "e", "f"])
    let held = plan.items.filter { $0.action == .hold }
    #expect(held.allSatisfy { names($0) == ["changes-per-window"] })
    #expect(
      held.map { $0.guardrails[0].effect.contains("Sun 02:00-05:00 UTC has 3 changes") }.sorted {
        $0 && !$1
      } == [true, false])
  }

  @Test("what a host holds back takes no place in a window")
  func hostBeforeWindow() throws {
    var fixture = PlanFixture(guests: [
      Guest(name: "a", wanted: 3.25), Guest(name: "b", wanted: 3.5), Guest(name: "c", wanted: 3),
    ])
    fixture.inventory.entities = [("a", "h1"), ("b", "h1"), ("c", "h2")].map { name, host in
      var entity = Inventory.Entity(entity: EntityID(name))
      (entity.host, entity.window) = (host, "Sun")
      return entity
    }
    (fixture.guardrails.changesPerHost, fixture.guardrails.changesPerWindow) = (1, 2)
    let plan = try fixture.plan()
    #expect(plan.items.filter { $0.action == .shrink }.map(\.entity.name) == ["c", "b"])
  }
}
