internal import Application
internal import ArgumentParser
internal import CapacityModel
internal import Foundation
internal import HeadroomBasics
internal import Planning
internal import SeriesStorage

/// Where decisions are recorded, and by which key they are signed.
struct AuditOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The audit log (default: the store's path with '.audit.jsonl').", valueName: "file"))
  var audit: String?

  @Option(
    help: ArgumentHelp(
      "A private Ed25519 key (PEM) that signs what is recorded.", valueName: "file"))
  var signingKey: String?

  /// The log for a store.
  func log(beside store: StoreOptions) -> AuditLog {
    AuditLog(path: audit ?? "\(store.path).audit.jsonl")
  }

  /// Records what happened.
  func record(_ records: [AuditRecord], in log: AuditLog, at time: Timestamp) throws {
    guard !records.isEmpty else { return }
    try log.append(records, at: time, key: try signingKey.map { try AuditKey(file: $0) })
  }
}

/// What every step in the life of a plan takes.
struct PlanStepOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("The plan's file.", valueName: "plan"))
  var file: String

  @OptionGroup var store: StoreOptions

  @Option(
    help: ArgumentHelp(
      "The present: the recorded time. Later samples are hidden (default: the clock, and all samples).",
      valueName: "time"),
    transform: Arguments.time)
  var now: Timestamp?

  @Option(
    help: ArgumentHelp(
      "Entities and hosts as they are now. A change of them makes the plan stale.",
      valueName: "file"))
  var inventory: String?

  @OptionGroup var audit: AuditOptions

  /// The log.
  var log: AuditLog { audit.log(beside: store) }

  /// The time that is recorded, whole seconds, as plans write it.
  var time: Timestamp { now ?? Timestamp(seconds: Int64(Date().timeIntervalSince1970)) }

  /// The plan, where its decisions are recorded and allow a step.
  func review(for step: String, isWayBack: Bool = false) throws -> PlanReview {
    let life = PlanLife(of: try PlanFile.read(file).plan, in: try log.entries())
    try life.mayAct(step, isWayBack: isWayBack)
    return try PlanReview(of: life.plan)
  }

  /// What became of the plan's entities.
  func state(of plan: ResizePlan) throws -> PresentState {
    let known = try inventory.map { try InventoryFile.read($0) }
    return try PresentStateRun.read(
      for: plan, from: try store.open(.read), now: now, inventory: known)
  }

  /// Refuses a plan whose data or sizes are no longer what it was made from.
  func refuseStale(_ plan: ResizePlan) throws {
    let changes = try state(of: plan).changes(since: plan, end: plan.end)
    guard changes.isEmpty else { throw PlanLifeError.stale(plan: plan.id, changes: changes) }
    if now == nil, let end = plan.end, time > end {
      // Plans of the past are replayed and rehearsed, too; what is meant for today must not look as if it were.
      Console.warning(
        "the plan's horizon ended on \(end.dateText), before today; the samples of \(store.path) end earlier; check "
          + "that samples still arrive, or pass the intended time with --now")
    }
  }

  /// Records one event.
  func record(
    _ event: AuditEvent, of plan: ResizePlan, by name: String, details: [String: String] = [:]
  ) throws {
    try audit.record(
      [AuditRecord(event, actor: name, plan: plan.id, details: details)], in: log, at: time)
  }
}

/// Who takes a step.
struct ActorOption: ParsableArguments {
  @Option(
    name: .customLong("as"),
    help: ArgumentHelp("The person who does this, recorded in the audit log.", valueName: "name"))
  var person: String

  /// The name.
  ///
  /// - Throws: `PlanLifeError.nobody`.
  var name: String { get throws { try PlanReview.checked(person) } }
}

extension ResizePlan {
  /// The end of the horizon, whole days as plans count them.
  var end: Timestamp? { Duration(parsing: horizon).map { now + $0 } }

  /// The plan as it is written to a file.
  var fileText: String { get throws { try CanonicalJSON.file(of: self) } }
}
