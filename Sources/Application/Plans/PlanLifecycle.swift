public import Actuation
public import CapacityModel
internal import Configuration
public import HeadroomBasics
public import Lifecycle
public import SeriesStorage

/// The life of a plan that is in a file.
///
/// Every step checks whether it may be taken, and is recorded in the audit log. What a step returns is for the caller to show;
/// files that it writes for others are the caller's too.
public struct PlanLifecycle {
  /// What is known when a step is taken. The store and the inventory are opened only by steps that ask for them.
  public struct Present {
    /// The time that is recorded, whole seconds, as plans write it.
    public var time: Timestamp
    /// Later samples are hidden; just after the last sample when absent.
    public var now: Timestamp?
    /// A file of entities and hosts as they are now; when absent, nothing is compared with it.
    public var inventory: String?
    /// The path of the plan's store.
    public var storePath: String
    /// Opens that store for reading.
    public var store: () throws -> SeriesStore

    /// Creates a present.
    public init(
      time: Timestamp, now: Timestamp?, inventory: String?, storePath: String,
      store: @escaping () throws -> SeriesStore
    ) {
      (self.time, self.now, self.inventory) = (time, now, inventory)
      (self.storePath, self.store) = (storePath, store)
    }
  }

  private let file: String
  private let trail: AuditTrail
  private let present: Present

  /// Names a plan's file and its log; nothing is read yet.
  public init(of file: String, recordedIn trail: AuditTrail, present: Present) {
    (self.file, self.trail, self.present) = (file, trail, present)
  }

  /// What came of a decision.
  public struct Decided {
    /// The plan with the decision.
    public let review: PlanReview
    /// Items that were decided on.
    public let count: Int
    /// What the user should know, one sentence each.
    public let warnings: [String]
  }

  /// Takes a decision: it is checked, recorded, and written into the plan's file.
  ///
  /// - Parameters:
  ///   - verdict: An approval of a stale plan is refused.
  ///   - entities: The items; all that change a size where `nil`.
  ///   - name: Who decides.
  ///   - comment: Why.
  /// - Throws: `PlanLifeError`, `PlanIdentityError`, `AuditError`, `ConfigurationError`, `StorageError`.
  public func decide(
    _ verdict: PlanDecision.Verdict, on entities: [EntityID]?, by name: String, comment: String?
  ) throws -> Decided {
    let life = try life()
    var review = try PlanReview(of: life.plan)
    let decisions = try review.decide(
      verdict, on: entities, by: name, at: present.time, comment: comment)
    try life.mayDecide(verdict)
    let warnings = verdict == .approved ? try refuseStale(life.plan) : []
    // The log first: a decision that only the log knows is taken over from there, one that nobody logged is refused.
    try trail.record(decisions.map { PlanLife.record(of: $0, plan: life.plan) }, at: present.time)
    try OutputFile.write(try PlanFile.text(of: review.plan), to: file, replacing: true)
    return Decided(review: review, count: decisions.count, warnings: warnings)
  }

  /// Commands for the approved items.
  public struct Script {
    /// The plan whose items the script changes.
    public let plan: ResizePlan
    /// The script's text.
    public let text: String
    /// Approved items that the format cannot carry.
    public let left: [EntityID]
    /// What the user should know, one sentence each.
    public let warnings: [String]
  }

  /// The commands that apply, verify or take back the approved items; `recordExport` is to follow when they are delivered.
  ///
  /// - Parameters:
  ///   - format: The registered name of a script format.
  ///   - part: What the commands do; those that apply are refused for a stale plan, and where what is approved breaks a host.
  ///   - platform: The platform of items whose own is unknown.
  /// - Throws: `PlanLifeError`, `PlatformError`, `AuditError`, `ConfigurationError`, `StorageError`.
  public func script(as format: String, part: ScriptPart, platform: String?) throws -> Script {
    let review = try review(for: "export", isWayBack: part != .apply)
    var warnings: [String] = []
    if part == .apply {
      try review.checkHosts()
      warnings = try refuseStale(review.plan)
    }
    let (text, left) = try ScriptFormats.text(
      of: review.approved, plan: review.plan.id, as: format, part: part, platform: platform)
    return Script(plan: review.plan, text: text, left: left, warnings: warnings)
  }

  /// Records that commands were delivered.
  ///
  /// - Throws: `AuditError`.
  public func recordExport(
    of script: Script, as format: String, part: ScriptPart, by name: String
  ) throws {
    try record(
      .exported, of: script.plan, by: name,
      details: ["format": format, "part": part.rawValue, "left": "\(script.left.count)"])
  }

  /// The plan as it is, and where it is in its life, for readers.
  ///
  /// - Throws: `AuditError`, `ConfigurationError`, `PlanIdentityError`.
  public func standing() throws -> (plan: ResizePlan, text: String) {
    try Self.standing(of: file, recordedIn: trail)
  }

  /// As `standing()`; asks for no store.
  ///
  /// - Throws: `AuditError`, `ConfigurationError`, `PlanIdentityError`.
  public static func standing(
    of file: String, recordedIn trail: AuditTrail
  ) throws -> (plan: ResizePlan, text: String) {
    let life = PlanLife(of: try PlanReview(file: file).plan, in: try trail.log.entries())
    let review = try PlanReview(of: life.plan)
    return (review.plan, "\(life.state.text); \(review.standing)")
  }

  /// Compares the approved items with samples taken since, and records the outcomes.
  ///
  /// - Throws: `PlanLifeError`, `AuditError`, `ConfigurationError`, `StorageError`.
  public func verify(by name: String) throws -> PlanVerification {
    let review = try review(for: "verify")
    let verification = PlanVerification(
      of: review, state: try state(of: review.plan), end: review.plan.end)
    try trail.record(verification.records(by: name), at: present.time)
    return verification
  }

  /// Hands the plan that takes this one back to `deliver`, and records both.
  ///
  /// - Throws: `PlanLifeError`, `AuditError`, `ConfigurationError`, and what `deliver` throws.
  public func rollBack(by name: String, deliver: (ResizePlan) throws -> Void) throws {
    let review = try review(for: "roll back")
    let inverse = try PlanInverse.plan(of: review, created: present.time)
    try deliver(inverse)
    try record(.rolledBack, of: review.plan, by: name, details: ["inverse": inverse.id])
    try record(.created, of: inverse, by: name, details: ["rollbackOf": review.plan.id])
  }

  /// Ends the plan's life.
  ///
  /// - Returns: The plan's id, and where it was in its life.
  /// - Throws: `PlanLifeError`, `AuditError`, `ConfigurationError`.
  public func close(by name: String, comment: String?) throws -> (
    plan: String, state: PlanLife.State
  ) {
    let life = try life()
    try life.mayClose()
    let state = life.state
    var details = ["state": state.rawValue]
    details["comment"] = comment
    try record(.closed, of: life.plan, by: name, details: details)
    return (life.plan.id, state)
  }

  private func life() throws -> PlanLife {
    PlanLife(of: try PlanReview(file: file).plan, in: try trail.log.entries())
  }

  /// The plan, where its decisions are recorded and allow a step.
  private func review(for step: String, isWayBack: Bool = false) throws -> PlanReview {
    let life = try life()
    try life.mayAct(step, isWayBack: isWayBack)
    return try PlanReview(of: life.plan)
  }

  /// What became of the plan's entities.
  private func state(of plan: ResizePlan) throws -> PresentState {
    let known = try present.inventory.map { try InventoryFile.read($0) }
    return try PresentStateRun.read(
      for: plan, from: try present.store(), now: present.now, inventory: known)
  }

  /// Refuses a plan whose data or sizes are no longer what it was made from.
  ///
  /// - Returns: Warnings.
  private func refuseStale(_ plan: ResizePlan) throws -> [String] {
    try state(of: plan).refuseStale(plan)
    guard present.now == nil, let end = plan.end, present.time > end else { return [] }
    // Plans of the past are replayed and rehearsed, too; what is meant for today must not look as if it were.
    return [
      "the plan's horizon ended on \(end.dateText), before today; the samples of \(present.storePath) end earlier, so "
        + "make sure that they still come in, or give the time that is meant with --now"
    ]
  }

  private func record(
    _ event: AuditEvent, of plan: ResizePlan, by name: String, details: [String: String]
  ) throws {
    try trail.record(
      [AuditRecord(event, actor: name, plan: plan.id, details: details)], at: present.time)
  }
}

extension PlanReview {
  /// Opens the plan of a file and checks that its content is what its id says.
  ///
  /// - Throws: `ConfigurationError`, `PlanIdentityError.mismatch`.
  public init(file path: String) throws { try self.init(of: try PlanFile.read(path)) }
}
