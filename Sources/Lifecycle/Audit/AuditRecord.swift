/// What can happen to a plan.
public enum AuditEvent: String, CaseIterable, Sendable, Codable {
  /// It was made and written to a file.
  case created
  /// Someone signed items off.
  case approved
  /// Someone refused items.
  case rejected
  /// Commands were written for the approved items.
  case exported
  /// Samples taken after the change were compared with the plan.
  case verified
  /// One item's outcome was scored against its confidence.
  case scored
  /// The inverse plan was written.
  case rolledBack = "rolled-back"
  /// Nothing more happens to it.
  case closed
}

/// What happened, before it is chained into the log.
public struct AuditRecord: Sendable, Hashable {
  /// The step in the life of the plan.
  public var event: AuditEvent
  /// The person, or `headroom` for what it did by itself.
  public var actor: String
  /// The id of the plan.
  public var plan: String
  /// The particulars, in words.
  public var details: [String: String]

  /// Creates a record.
  public init(
    _ event: AuditEvent, actor: String, plan: String, details: [String: String] = [:]
  ) {
    (self.event, self.actor, self.plan, self.details) = (event, actor, plan, details)
  }
}
