import CapacityModel
import FoundationEssentials
import HeadroomBasics
import Planning
import Testing

@Suite struct PlanIdentityTests {
  private let guests = [Guest(name: "a/b", growth: 0.01), Guest(name: "c", configured: nil)]

  @Test("the same inputs give the same bytes; created does not count, any size does")
  func stable() throws {
    var fixture = PlanFixture(guests: guests)
    let plan = try fixture.plan()
    #expect(try fixture.plan() == plan)
    #expect(plan.id.count == 64)
    fixture.created = Timestamp(seconds: 1)
    #expect(try fixture.plan().id == plan.id)
    fixture.guests[0].configured = 9
    #expect(try fixture.plan().id != plan.id)
  }

  @Test("a plan survives JSON and verifies; a changed one does not")
  func tampering() throws {
    let plan = try PlanFixture(guests: guests).plan()
    let read = try JSONDecoder().decode(ResizePlan.self, from: JSONEncoder().encode(plan))
    #expect(read == plan)
    try PlanIdentity.verify(read)
    var changed = read
    changed.items[0].proposed.configured = .gibibytes(1)
    #expect(throws: PlanIdentityError.self) { try PlanIdentity.verify(changed) }
    changed = read
    changed.warnings.append("approved")
    #expect(throws: PlanIdentityError.self) { try PlanIdentity.verify(changed) }
  }

  @Test("the canonical JSON holds every field but id and created, keys sorted, slashes plain")
  func canonical() throws {
    var plan = try PlanFixture(guests: guests).plan()
    plan.clusters = [cluster]
    let text = String(decoding: try PlanIdentity.canonicalJSON(of: plan), as: UTF8.self)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Every field of the type as it encodes, so that a new one cannot be left out of the id.
    let whole = String(decoding: try encoder.encode(plan), as: UTF8.self)
    let expected =
      whole.replacing("\"created\":\"\(plan.created)\",", with: "", maxReplacements: 1)
      .replacing("\"id\":\"\(plan.id)\",", with: "", maxReplacements: 1)
    #expect(text == expected)
    #expect(text.hasPrefix("{\"clusters\":") && text.contains("\"a/b\""))
  }

  @Test("clusters are a part of the id; a plan whose id was made without them still verifies")
  func clusters() throws {
    var plan = try PlanFixture(guests: guests).plan()
    // The id of the same plan without clusters is what versions before 0.2 called it.
    plan.clusters = [cluster]
    let former = plan.id
    try PlanIdentity.verify(plan)
    plan.id = try PlanIdentity.id(of: plan)
    #expect(plan.id != former)
    try PlanIdentity.verify(plan)
    plan.clusters?[0].expected = .gibibytes(9)
    #expect(throws: PlanIdentityError.self) { try PlanIdentity.verify(plan) }
    plan.id = former
    plan.items[0].proposed.configured = .gibibytes(1)
    #expect(throws: PlanIdentityError.self) { try PlanIdentity.verify(plan) }
  }

  private var cluster: ResizePlan.ClusterOutlook {
    .init(
      cluster: "c", usable: .gibibytes(8), expected: .gibibytes(4),
      leads: [
        .init(until: PlanFixture.now + .weeks(4), peak: .gibibytes(6), amount: .gibibytes(2))
      ], passes: nil)
  }
}
