internal import Application
internal import ArgumentParser
internal import CapacityModel
internal import HeadroomBasics
internal import Lifecycle
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

  /// The log of a store, and its key.
  func trail(beside store: StoreOptions) -> AuditTrail {
    AuditTrail(
      at: audit, beside: store.path, signingKey: signingKey, clock: { ProcessClock.now })
  }
}

/// What every step in the life of a plan takes.
struct PlanStepOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("The plan's file.", valueName: "plan"))
  var file: String

  @OptionGroup var store: StoreOptions

  @Option(
    help: ArgumentHelp(
      "The present that the step is taken at. Later samples are hidden, and the audit log records the clock's time beside it (default: the clock, and all samples).",
      valueName: "time"),
    transform: Arguments.time)
  var now: Timestamp?

  @Option(
    help: ArgumentHelp(
      "Entities and hosts as they are now. A change of them makes the plan stale.",
      valueName: "file"))
  var inventory: String?

  @OptionGroup var audit: AuditOptions

  /// The log, and its key.
  var trail: AuditTrail { audit.trail(beside: store) }

  /// The plan and its life.
  var plan: PlanLifecycle {
    PlanLifecycle(
      of: file, recordedIn: trail,
      present: PlanLifecycle.Present(
        time: now ?? ProcessClock.now, now: now,
        inventory: inventory, storePath: store.path, store: { try store.open(.read) }))
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
