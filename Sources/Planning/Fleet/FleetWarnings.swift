import CapacityModel
import HeadroomBasics

/// What a reviewer should know of the whole plan.
struct FleetWarnings {
  /// The finished items.
  let items: [PlanItem]
  /// The entities and hosts that should be there.
  let inventory: Inventory
  /// What the plan was made from.
  let data: ResizePlan.DataSummary
  /// Entities whose uncertainty was measured less far ahead than the horizon.
  let extended: Int

  /// One sentence each.
  var sentences: [String] {
    [
      data.proxy,
      items.isEmpty ? "No entity was planned; ingest samples first." : nil,
      rejected, coverage,
      share(guardrail: .minimumHistory, ("has", "have"), "too little history to be sized"),
      share(
        guardrail: .censoredDemand, ("was", "were"),
        "cut off by the present size for too long to be sized"),
      withheld, extrapolation, gone, doubted,
    ].compactMap { $0 } + unmatched
  }

  private var rejected: String? {
    data.rejected == 0
      ? nil : "\(PlanText.count(data.rejected, "row")) refused by ingestion: the plan lacks them."
  }

  private var coverage: String? {
    data.coverage < 0.9
      ? "Only \(PlanText.percent(data.coverage)) of the steps have an observation." : nil
  }

  private var withheld: String? {
    let held = items.filter { $0.guardrails.contains { $0.guardrail == .hostCapacity } }
    guard !held.isEmpty else { return nil }
    let moves = held.count { $0.placement?.suggestedMove != nil }
    return "\(PlanText.count(held.count, "growth")) held, as the host cannot take it; "
      + "for \(moves) another host of the cluster can."
  }

  private var gone: String? {
    guard let gone = ResizePlan.Summary.Gone(of: items) else { return nil }
    let parts = [
      gone.poweredOff > 0 ? "\(gone.poweredOff) off" : nil,
      gone.retired > 0 ? "\(gone.retired) no longer seen" : nil,
    ].compactMap { $0 }.joined(separator: ", ")
    return "\(PlanText.count(gone.poweredOff + gone.retired, "entity", plural: "entities")) "
      + "off or gone for two weeks (\(parts)): removing them would free \(PlanText.gibibytes(gone.configured)), "
      + "which no sum of this plan holds."
  }

  private var doubted: String? {
    let held = items.filter { item in
      item.doubts?.contains { $0.effect.holds } ?? false
    }
    return held.isEmpty
      ? nil
      : "The samples of \(PlanText.count(held.count, "entity", plural: "entities")) are doubted, so that "
        + "nothing is taken from them: 'headroom store info --quality' lists why."
  }

  private var extrapolation: String? {
    extended == 0
      ? nil
      : part(extended, ("has", "have"))
        + " too little history to check a forecast as far ahead as the horizon; "
        + (extended == 1 ? "its" : "their") + " uncertainty is extended."
  }

  private func share(
    guardrail: GuardrailName, _ verb: (one: String, many: String), _ what: String
  ) -> String? {
    let count = items.count { $0.guardrails.contains { $0.guardrail == guardrail } }
    return count == 0 ? nil : "\(part(count, verb)) \(what)."
  }

  private func part(_ count: Int, _ verb: (one: String, many: String)) -> String {
    QuantityText.part(count, of: items.count, "entity", "entities", verb: verb)
  }

  private var unmatched: [String] {
    guard !inventory.entities.isEmpty || !inventory.hosts.isEmpty else { return [] }
    let planned = Set(items.map(\.entity))
    let known = Set(inventory.entities.map(\.entity))
    let hosts = Set(inventory.hosts.map(\.name))
    let silent = inventory.entities.map(\.entity).filter { !planned.contains($0) }.map(\.name)
    let strange = items.map(\.entity).filter { !known.contains($0) }.map(\.name)
    let homeless = Set(inventory.entities.compactMap(\.host)).subtracting(hosts)
    return [
      listed(silent, "of the inventory without samples"),
      inventory.entities.isEmpty ? nil : listed(strange, "not in the inventory"),
      inventory.hosts.isEmpty ? nil : listed(Array(homeless), "named as host but not described"),
    ].compactMap { $0 }
  }

  /// A count and the first five names.
  private func listed(_ names: [String], _ what: String) -> String? {
    guard !names.isEmpty else { return nil }
    let shown = names.sorted().prefix(5).joined(separator: ", ")
    return "\(names.count) \(what): \(shown)\(names.count > 5 ? ", …" : "")."
  }
}
