import Application
import CapacityModel
import Configuration
import Foundation
import HeadroomBasics
import Lifecycle
import TestSupport
import Testing

@Suite struct PlanLifecycleTests {
  private let folder: TemporaryFolder
  private let file: String
  private let time = Timestamp(seconds: 1_378_083_600)
  private let plan: ResizePlan

  init() throws {
    folder = try TemporaryFolder()
    let item = PlanItem(
      entity: EntityID("web\u{7F}\u{9B}1"), tier: .standard, serviceLevel: 0.95, action: .shrink,
      current: .init(configured: .gibibytes(8)), proposed: .init(configured: .gibibytes(3)),
      confidence: .init(score: 0.95, meaning: "it fits", calibratedOn: "past"),
      replay: .init(days: 40, shortageDaysBefore: 0, shortageDaysAfter: 0))
    var plan = ResizePlan(
      created: time, now: time, horizon: "4w", serviceLevel: 0.95,
      policy: .init(name: "p", parameters: [:], seed: 0),
      data: .init(
        store: "s", range: nil, series: 1, samples: 40, coverage: 1, rejected: 0, proxy: nil),
      summary: .init(of: [item]), items: [item])
    plan.id = try PlanIdentity.id(of: plan)
    self.plan = plan
    file = try folder.write(try PlanFile.text(of: plan), to: "plan.json")
  }

  /// The life of the plan; no step of these tests may open a store.
  private func life(
    signingKey: String? = nil, clock: Timestamp = Timestamp(seconds: 1_378_083_600)
  ) -> PlanLifecycle {
    struct Opened: Error {}
    return PlanLifecycle(
      of: file,
      recordedIn: AuditTrail(
        at: folder.file("log"), beside: "s", signingKey: signingKey,
        clock: { clock }),
      present: PlanLifecycle.Present(
        time: time, now: nil, inventory: nil, storePath: "s", store: { throw Opened() }))
  }

  private var text: String { get throws { try String(contentsOfFile: file, encoding: .utf8) } }

  @Test(
    "a decision is in the file and in the log, and the file is written as plans are first written")
  func decision() throws {
    let decided = try life().decide(.rejected, on: nil, by: "Ada", comment: "not now")
    #expect(decided.count == 1 && decided.warnings.isEmpty)
    #expect(try text == PlanFile.text(of: decided.review.plan))
    #expect(try text.contains(#""web\u007f\u009b1""#))
    let read = try JSONDecoder().decode(ResizePlan.self, from: Data(try text.utf8))
    #expect(read.id == plan.id && read.lastDecisions[plan.items[0].entity]?.name == "Ada")
    let entries = try AuditLog(path: folder.file("log")).entries()
    #expect(entries.map(\.event) == [.rejected] && entries[0].details["comment"] == "not now")
    #expect(entries[0].details["recorded"] == nil)
  }

  @Test(
    "a step as of another time keeps the clock's time in the log, and changes no byte of the plan")
  func backdated() throws {
    let late = Timestamp(seconds: 1_400_000_000)
    _ = try life().decide(.rejected, on: nil, by: "Ada", comment: nil)
    let present = try text
    _ = try folder.write(try PlanFile.text(of: plan), to: "plan.json")
    try FileManager.default.removeItem(atPath: folder.file("log"))
    try FileManager.default.removeItem(atPath: folder.file("log.head"))
    _ = try life(clock: late).decide(.rejected, on: nil, by: "Ada", comment: nil)
    #expect(try text == present)
    let entries = try AuditLog(path: folder.file("log")).entries()
    #expect(entries.map(\.time) == [time])
    #expect(entries[0].details["recorded"] == "\(late)")
    let read = try PlanReview(of: plan)
    #expect(PlanLife(of: read.plan, in: entries).state == .rejected)
  }

  @Test("a decision that cannot be recorded is not in the file")
  func unrecorded() throws {
    #expect(throws: AuditError.self) {
      try life(signingKey: folder.file("no-key.pem")).decide(
        .rejected, on: nil, by: "Ada", comment: nil)
    }
    #expect(try text == PlanFile.text(of: plan))
  }

  @Test("an approval asks the store whether the plan is stale; a refusal does not")
  func approval() throws {
    #expect { try life().decide(.approved, on: nil, by: "Ada", comment: nil) } throws: {
      "\($0)".hasPrefix("Opened")
    }
    #expect(try AuditLog(path: folder.file("log")).entries().isEmpty)
  }

  @Test("a plan is closed once, and says what it was")
  func closing() throws {
    let closed = try life().close(by: "Ada", comment: nil)
    #expect(closed.plan == plan.id && closed.state == .draft)
    #expect(throws: PlanLifeError.self) { try life().close(by: "Ada", comment: nil) }
    #expect(try life().standing().text == "closed; 0 of 1 change approved, 1 not decided on")
  }

  @Test("nothing is verified or taken back of a plan that nobody approved")
  func unapproved() throws {
    #expect(throws: PlanLifeError.nothingApproved(step: "verify")) {
      try life().verify(by: "Ada")
    }
    #expect(throws: PlanLifeError.nothingApproved(step: "roll back")) {
      try life().rollBack(by: "Ada") { _ in Issue.record("a plan was written") }
    }
  }
}
