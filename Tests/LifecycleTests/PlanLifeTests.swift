import CapacityModel
import Foundation
import HeadroomBasics
import Lifecycle
import TestSupport
import Testing

@Suite struct PlanLifeTests {
  private let time = Timestamp(seconds: 1_378_083_600)
  private let plan: ResizePlan
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    plan = try SmallPlan.plan([
      SmallPlan.item("a", 8), SmallPlan.item("b", 16), SmallPlan.item("c", 3),
    ])
  }

  private func approved() throws -> PlanReview {
    var review = try PlanReview(of: plan)
    try review.decide(.approved, on: nil, by: "Ada", at: time)
    return review
  }

  private func state(
    _ sizes: [MemoryMetric: ByteCount], demand: ByteCount? = nil, sampled: Bool = true
  ) -> PresentState {
    let entity = PresentState.Entity(
      sizes: sizes, demand: demand, lastSample: sampled ? time : nil)
    return PresentState(
      entities: ["a": entity, "b": entity, "c": entity].reduce(into: [:]) {
        $0[EntityID($1.key)] = $1.value
      }, asOf: time, samplesBefore: plan.data.samples)
  }

  private func log(of review: PlanReview) throws -> AuditLog {
    let log = AuditLog(path: folder.file("log"))
    try log.append(
      (review.plan.approvals ?? []).map { PlanLife.record(of: $0, plan: review.plan) }, at: time)
    return log
  }

  @Test("a decision of nobody is refused, whatever kind of nothing the name is")
  func nobody() throws {
    for name in ["", " ", "\t\n", "\u{200B}", "\u{00A0}\u{202E}"] {
      var review = try PlanReview(of: plan)
      #expect(throws: PlanLifeError.nobody) {
        try review.decide(.approved, on: nil, by: name, at: time)
      }
    }
    #expect(try PlanReview.checked("  Ada Lovelace ") == "Ada Lovelace")
  }

  @Test("decisions name items of the plan that change something; the last word counts")
  func items() throws {
    var review = try PlanReview(of: plan)
    #expect(review.changes.map(\.entity.name) == ["b", "a"])
    #expect(throws: PlanLifeError.noSuchItem(EntityID("x"), nearest: EntityID("b"))) {
      try review.decide(.approved, on: [EntityID("x")], by: "Ada", at: time)
    }
    #expect(throws: PlanLifeError.nothingToDecide(EntityID("c"), action: .hold)) {
      try review.decide(.approved, on: [EntityID("c")], by: "Ada", at: time)
    }
    #expect(throws: PlanLifeError.noItemsNamed) {
      try review.decide(.approved, on: [], by: "Ada", at: time)
    }
    try review.decide(.approved, on: nil, by: "Ada", at: time)
    try review.decide(.rejected, on: [EntityID("a")], by: "Bo", at: time)
    #expect(review.approved.map(\.entity.name) == ["b"])
    try PlanIdentity.verify(review.plan)
  }

  @Test("a plan changed by hand is refused, its approvals are not part of its id")
  func changedByHand() throws {
    var changed = try approved().plan
    changed.items[0].proposed.configured = .gibibytes(1)
    #expect(throws: PlanIdentityError.self) { try PlanReview(of: changed) }
  }

  @Test("approvals that the log does not know are refused; those that only it knows are taken over")
  func forged() throws {
    let review = try approved()
    #expect { try PlanLife(of: review.plan, in: []).mayAct("export") } throws: {
      guard case PlanLifeError.unrecorded = $0 else { return false }
      return true
    }
    var rejected = review
    try rejected.decide(.rejected, on: nil, by: "Bo", at: time)
    let log = try log(of: rejected)
    // Bo's word was cut out of the file.
    #expect(throws: PlanLifeError.nothingApproved(step: "export")) {
      try PlanLife(of: review.plan, in: try log.entries()).mayAct("export")
    }
  }

  @Test("a plan that was rolled back keeps its way back, until it is closed")
  func wayBack() throws {
    let review = try approved()
    let log = try log(of: review)
    try log.append([AuditRecord(.rolledBack, actor: "Ada", plan: plan.id)], at: time)
    let over = PlanLife(of: review.plan, in: try log.entries())
    try over.mayAct("export", isWayBack: true)
    #expect(throws: PlanLifeError.self) { try over.mayAct("export") }
    try log.append([AuditRecord(.closed, actor: "Ada", plan: plan.id)], at: time)
    let closed = PlanLife(of: review.plan, in: try log.entries())
    #expect(throws: PlanLifeError.self) { try closed.mayAct("export", isWayBack: true) }
  }

  @Test("each wrong order is refused")
  func order() throws {
    let review = try approved()
    let log = try log(of: review)
    #expect(throws: PlanLifeError.nothingApproved(step: "export")) {
      try PlanLife(of: plan, in: []).mayAct("export")
    }
    try PlanLife(of: review.plan, in: try log.entries()).mayAct("export")
    func refuses(_ step: () throws -> Void) -> Bool {
      do { try step() } catch PlanLifeError.tooLate { return true } catch {}
      return false
    }
    try log.append([AuditRecord(.exported, actor: "Ada", plan: plan.id)], at: time)
    let exported = PlanLife(of: review.plan, in: try log.entries())
    #expect(refuses { try exported.mayDecide(.rejected) })
    try exported.mayDecide(.approved)
    #expect(exported.state == .exported)
    try log.append([AuditRecord(.closed, actor: "Ada", plan: plan.id)], at: time)
    let closed = PlanLife(of: review.plan, in: try log.entries())
    #expect(refuses { try closed.mayDecide(.approved) } && refuses { try closed.mayAct("verify") })
    #expect(refuses { try closed.mayClose() })
  }

  @Test("a plan is stale where sizes, samples, demand, inventory or time have moved, and says what")
  func stale() throws {
    var now = state([.configured: .gibibytes(8)])
    now.entities[EntityID("b")]?.sizes = [.configured: .gibibytes(16)]
    #expect(now.changes(since: plan, end: nil) == [])
    now.samplesBefore += 1
    #expect(now.changes(since: plan, end: nil).count == 1)
    now.samplesBefore -= 1
    now.entities[EntityID("a")]?.sizes = [.configured: .gibibytes(9)]
    #expect(now.changes(since: plan, end: nil) == ["'a' has 9 GiB and not 8 GiB"])
    now.entities[EntityID("a")] = nil
    #expect(now.changes(since: plan, end: nil) == ["'a' is not in the store"])
    now.entities[EntityID("a")] = PresentState.Entity(demand: .gibibytes(7))
    #expect(now.changes(since: plan, end: time).count == 2)
  }

  @Test("a change is landed, partly landed with its rung, or not visible")
  func landing() throws {
    func outcome(
      _ sizes: [MemoryMetric: ByteCount], sampled: Bool = true
    ) throws -> PlanVerification.Outcome {
      let found = PlanVerification(
        of: try approved(), state: state(sizes, demand: .gibibytes(3), sampled: sampled), end: nil)
      return try #require(found.outcomes.first { $0.entity.name == "a" })
    }
    // Proposed: 3 GiB.
    let size = ByteCount.gibibytes(3)
    let landed = try outcome([.configured: size, .guestTotal: .mebibytes(2970), .assigned: size])
    #expect(
      landed.sighting.landing == .landed && landed.sighting.rung == nil && landed.since.held == true
    )
    #expect(landed.since.behaviour.contains("between the predicted p90 and p99"))
    let guest = try outcome([.configured: size, .guestTotal: .gibibytes(8)])
    #expect(guest.sighting.landing == .partly && guest.sighting.rung == "guest")
    let limited = try outcome([.configured: size, .limit: .gibibytes(2)])
    #expect(limited.sighting.landing == .partly && limited.sighting.rung == "cgroup")
    let none = try outcome([.configured: .gibibytes(8)])
    #expect(none.sighting.landing == .notVisible && none.sighting.rung == "persisted")
    let fields = try #require(
      JSONSerialization.jsonObject(with: JSONEncoder().encode(guest)) as? [String: Any])
    #expect(
      Set(fields.keys) == [
        "entity", "landing", "rung", "evidence", "proposed", "demand", "behaviour", "held", "score",
        "serviceLevel",
      ])
    #expect(
      try JSONDecoder().decode(
        PlanVerification.Outcome.self, from: JSONEncoder().encode(guest)) == guest)
    #expect(try outcome([.configured: size], sampled: false).sighting.landing == .notVisible)
  }

  @Test("the record counts final outcomes of landed changes, each once")
  func record() throws {
    let log = AuditLog(path: folder.file("log"))
    func score(_ entity: Int, held: Bool, final: Bool = true, landing: String = "landed") throws {
      try log.append(
        [
          AuditRecord(
            .scored, actor: "Ada", plan: "p",
            details: [
              "entity": "\(entity)", "held": "\(held)", "final": "\(final)", "landing": landing,
              "serviceLevel": "0.95",
            ])
        ], at: time)
    }
    for entity in 0..<9 { try score(entity, held: true) }
    try score(9, held: true, final: false)
    try score(9, held: false)
    try score(10, held: false, final: false)
    try score(11, held: false, landing: "not-visible")
    #expect(
      PlanRecord(of: try log.entries()).sentences == [
        "Of the last 10 changes at 95 %, 90 % held.",
        "1 earlier change still within the horizon: 1 needed more than proposed so far.",
      ])
    #expect(PlanRecord(of: []).sentences.isEmpty)
  }

  @Test("the inverse plan restores each approved size, explained to the byte, under its own id")
  func inverse() throws {
    var review = try PlanReview(of: plan)
    try review.decide(.approved, on: [EntityID("b")], by: "Ada", at: time)
    let back = try PlanInverse.plan(of: review, created: time)
    #expect(back.items.map(\.entity.name) == ["b"] && back.rollbackOf == plan.id)
    #expect(back.id != plan.id && back.approvals == nil)
    let item = back.items[0]
    #expect(item.action == .grow && item.proposed.configured == .gibibytes(16))
    #expect(item.explanation?.size == .gibibytes(16))
    #expect(try #require(item.confidence.score) > 0.98)
    try PlanIdentity.verify(back)
  }

  @Test("a comparison names what changed in basis and items, and why")
  func comparison() throws {
    let other = try SmallPlan.plan([
      SmallPlan.item("a", 8, to: 5, base: 4), SmallPlan.item("d", 8),
    ])
    let comparison = try PlanComparison(from: plan, to: other)
    #expect(comparison.differences.map(\.entity.name) == ["a", "b", "c", "d"])
    #expect(comparison.differences[0].why.contains("base +2 GiB"))
    #expect(comparison.basis.contains { $0.hasPrefix("samples: 120 before") })
    #expect(throws: PlanLifeError.samePlan(plan.id)) { try PlanComparison(from: plan, to: plan) }
  }
}
