public import CapacityModel
internal import HeadroomBasics

extension PlanComparison {
  /// Compares two plans, the earlier first.
  ///
  /// - Throws: `PlanLifeError.samePlan`.
  public init(from old: ResizePlan, to new: ResizePlan) throws(PlanLifeError) {
    guard old.id != new.id else { throw .samePlan(old.id) }
    let (before, after) = (Self.byName(old), Self.byName(new))
    var differences: [Difference] = []
    for entity in Set(before.keys).union(after.keys).sorted() {
      if let found = Self.difference(of: entity, before[entity], after[entity]) {
        differences.append(found)
      }
    }
    self.init(
      basis: Self.basis(old, new), differences: differences,
      same: Set(before.keys).intersection(after.keys).count
        - differences.count { before[$0.entity] != nil && after[$0.entity] != nil })
  }

  private static func byName(_ plan: ResizePlan) -> [EntityID: PlanItem] {
    Dictionary(plan.items.map { ($0.entity, $0) }, uniquingKeysWith: { first, _ in first })
  }

  private static func basis(_ old: ResizePlan, _ new: ResizePlan) -> [String] {
    var found: [String] = []
    func compare(_ what: String, _ before: String, _ after: String) {
      if before != after { found.append("\(what): \(before) before, \(after) after") }
    }
    compare("origin", QuantityText.instant(old.now), QuantityText.instant(new.now))
    compare("horizon", old.horizon, new.horizon)
    compare(
      "service level", QuantityText.percent(old.serviceLevel),
      QuantityText.percent(new.serviceLevel))
    compare("policy", old.policy.name, new.policy.name)
    compare(
      "samples", NumberText.grouped(old.data.samples), NumberText.grouped(new.data.samples))
    compare(
      "memory when all is done", QuantityText.size(old.summary.after),
      QuantityText.size(new.summary.after))
    return found
  }

  private static func text(of item: PlanItem) -> String {
    let now = QuantityText.size(item.current.configured)
    guard let size = item.proposed.configured else { return item.action.rawValue }
    return item.action == .hold
      ? "hold \(now)" : "\(item.action.rawValue) \(now) to \(QuantityText.size(size))"
  }

  private static func difference(
    of entity: EntityID, _ old: PlanItem?, _ new: PlanItem?
  ) -> Difference? {
    guard let old, let new else {
      return Difference(
        entity: entity, before: old.map(text) ?? "-", after: new.map(text) ?? "-",
        why: [old == nil ? "it is new in the data" : "it is no longer in the data"])
    }
    guard old.action != new.action || old.proposed != new.proposed || old.current != new.current
    else { return nil }
    return Difference(
      entity: entity, before: text(of: old), after: text(of: new), why: why(old, new))
  }

  private static func why(_ old: PlanItem, _ new: PlanItem) -> [String] {
    var found: [String] = []
    func compare(_ what: String, _ before: ByteCount?, _ after: ByteCount?) {
      guard before != after else { return }
      let texts = [before, after].map { $0.map(QuantityText.size) ?? "none" }
      found.append("\(what) \(texts[0]) before, \(texts[1]) after")
    }
    compare("present size", old.current.configured, new.current.configured)
    compare("predicted p99 peak", old.peak.p99, new.peak.p99)
    compare("observed peak", old.peak.observedMax, new.peak.observedMax)
    if old.tier != new.tier {
      found.append("tier \(old.tier.rawValue) before, \(new.tier.rawValue) after")
    }
    if old.serviceLevel != new.serviceLevel {
      found.append(
        "service level \(QuantityText.percent(old.serviceLevel)) before, "
          + "\(QuantityText.percent(new.serviceLevel)) after")
    }
    if let before = old.explanation, let after = new.explanation {
      for (new, old) in zip(after.parts, before.parts) {
        let change = new.size - old.size
        // What rounds to nothing explains nothing.
        if change.gibibytes.magnitude >= 0.005 {
          found.append("\(new.name) \(QuantityText.change(change)) GiB")
        }
      }
    }
    let (names, past) = (Set(new.guardrails.map(\.name)), Set(old.guardrails.map(\.name)))
    for name in names.subtracting(past).sorted() { found.append("guardrail \(name) now acts") }
    for name in past.subtracting(names).sorted() { found.append("guardrail \(name) acts no more") }
    return found.isEmpty ? ["reservation or limit alone"] : found
  }
}
