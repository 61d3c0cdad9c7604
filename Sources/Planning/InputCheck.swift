import CapacityModel

/// Whether the parts of a plan fit together, before any of it is made.
struct InputCheck {
  /// What is asked for.
  let settings: PlanSettings
  /// What is known of entities and hosts.
  let inventory: Inventory
  /// The bounds on proposed sizes.
  let guardrails: Guardrails

  /// Checks everything but the forecast, which is checked where it is read.
  func check(_ inputs: [PlanInput]) throws(PlanningError) {
    try checkLevel(settings.serviceLevel, of: nil)
    try checkGuardrails()
    try checkInventory()
    var seen: Set<EntityID> = []
    for input in inputs {
      guard seen.insert(input.entity).inserted else { throw .duplicateInput(input.entity) }
      guard input.decision.entity == input.entity else {
        throw .decisionOfAnother(entity: input.entity, decided: input.decision.entity)
      }
      try checkLevel(input.serviceLevel, of: input.entity)
    }
  }

  private func checkLevel(_ level: Double, of entity: EntityID?) throws(PlanningError) {
    guard level > 0, level < 1 else {
      throw .serviceLevelOutOfRange(entity: entity, level: level)
    }
  }

  private func checkGuardrails() throws(PlanningError) {
    let shares = [
      ("minimumHistoryDays", guardrails.minimumHistoryDays),
      ("maximumCensoredDays", guardrails.maximumCensoredDays),
      ("deadBand", guardrails.deadBand),
    ]
    for (name, value) in shares {
      guard value >= 0, value.isFinite else { throw .invalidGuardrail(name: name, value: value) }
    }
    do throws(SizeBoundsError) {
      _ = try SizeBounds(of: nil, guardrails: guardrails)
    } catch {
      throw PlanningError(error)
    }
  }

  private func checkInventory() throws(PlanningError) {
    var entities: Set<EntityID> = []
    for entry in inventory.entities {
      guard entities.insert(entry.entity).inserted else {
        throw .duplicateInventoryEntry(entry.entity.name)
      }
    }
    var hosts: Set<String> = []
    for host in inventory.hosts {
      guard hosts.insert(host.name).inserted else { throw .duplicateInventoryEntry(host.name) }
    }
  }
}
