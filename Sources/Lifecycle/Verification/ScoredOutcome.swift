import CapacityModel
import HeadroomBasics

/// What became of one change, as a line of the audit log keeps it.
struct ScoredOutcome {
  /// The plan's id.
  let plan: String
  /// The entity's name.
  let entity: String
  /// Whether the change can be seen; `nil` where the line says something else.
  let landing: PlanVerification.Landing?
  /// Whether demand stayed within the proposed size.
  let held: Bool
  /// Whether the horizon was over.
  let isFinal: Bool
  /// The probability that was aimed at; `nil` where the line names no number.
  let serviceLevel: Double?

  private enum Key {
    static let entity = "entity"
    static let landing = "landing"
    static let held = "held"
    static let score = "score"
    static let serviceLevel = "serviceLevel"
    static let isFinal = "final"
  }

  /// Reads a line; `nil` where it scores nothing.
  init?(_ entry: AuditEntry) {
    guard entry.event == .scored else { return nil }
    let details = entry.details
    plan = entry.plan
    entity = details[Key.entity] ?? ""
    landing = details[Key.landing].flatMap { PlanVerification.Landing(rawValue: $0) }
    (held, isFinal) = (details[Key.held] == "true", details[Key.isFinal] == "true")
    serviceLevel = details[Key.serviceLevel].flatMap { Double($0) }
  }

  /// The line of an outcome; `nil` where no demand was sampled or nothing was promised.
  static func record(
    of outcome: PlanVerification.Outcome, plan: String, isFinal: Bool, by actor: String
  ) -> AuditRecord? {
    guard let held = outcome.since.held, let score = outcome.score else { return nil }
    return AuditRecord(
      .scored, actor: actor, plan: plan,
      details: [
        Key.entity: outcome.entity.name, Key.landing: outcome.sighting.landing.rawValue,
        Key.held: "\(held)", Key.score: "\(score)",
        Key.serviceLevel: "\(outcome.serviceLevel)", Key.isFinal: "\(isFinal)",
      ])
  }
}
