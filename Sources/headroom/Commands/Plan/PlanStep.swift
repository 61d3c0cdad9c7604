internal import Application
internal import ArgumentParser
internal import CapacityModel
internal import Foundation
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
    AuditTrail(at: audit, beside: store.path, signingKey: signingKey)
  }
}

/// What every step in the life of a plan takes.
struct PlanStepOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("The plan's file.", valueName: "plan"))
  var file: String

  @OptionGroup var store: StoreOptions
  @OptionGroup var audit: AuditOptions

  @Option(
    help: ArgumentHelp(
      "The present: the time that is recorded; later samples are hidden (default: the clock, and all samples).",
      valueName: "time"),
    transform: Arguments.time)
  var now: Timestamp?

  @Option(
    help: ArgumentHelp(
      "Entities and hosts as they are now; what changed there makes the plan stale.",
      valueName: "file"))
  var inventory: String?

  /// The log, and its key.
  var trail: AuditTrail { audit.trail(beside: store) }

  /// The plan and its life.
  var plan: PlanLifecycle {
    PlanLifecycle(
      of: file, recordedIn: trail,
      present: PlanLifecycle.Present(
        time: now ?? Timestamp(seconds: Int64(Date().timeIntervalSince1970)), now: now,
        inventory: inventory, storePath: store.path, store: { try store.open(.read) }))
  }
}

/// Who takes a step.
struct ActorOption: ParsableArguments {
  @Option(help: ArgumentHelp("Who does this.", valueName: "name"))
  var by: String

  /// The name.
  ///
  /// - Throws: `PlanLifeError.nobody`.
  var name: String { get throws { try PlanReview.checked(by) } }
}
