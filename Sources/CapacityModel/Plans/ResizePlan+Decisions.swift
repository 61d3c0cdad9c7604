extension ResizePlan {
  /// The last decision on each item; items that nobody decided on are not in it.
  public var lastDecisions: [EntityID: PlanDecision] {
    Dictionary((approvals ?? []).map { ($0.entity, $0) }, uniquingKeysWith: { $1 })
  }
}
