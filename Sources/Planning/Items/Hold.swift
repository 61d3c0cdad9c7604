import CapacityModel
import HeadroomBasics

/// Why an entity keeps its size although another would be proposed.
struct Hold {
  /// The guardrail that says so.
  let guardrail: GuardrailName
  /// Why, for people.
  let why: String
}

/// The guardrails that hold sizes back: some for an entity by itself, some by what the rest of the plan does.
struct HoldRules {
  let limits: Guardrails
  let now: Timestamp

  /// What keeps the size of one entity whatever is wanted.
  func hold(of input: PlanInput) -> Hold? {
    if let freeze = limits.freezes.first(where: { $0.range.contains(now) }) {
      return Hold(
        guardrail: .freeze,
        why: "nothing is changed until \(freeze.range.end.dateText): \(freeze.reason)")
    }
    guard
      let pattern = limits.protected.first(where: {
        NamePattern($0).matches(input.history.entity.name)
      })
    else { return nil }
    return Hold(guardrail: .protected, why: "'\(pattern)' is protected")
  }

  /// What keeps sizes of a first plan back, given all of it.
  ///
  /// Confidence goes first; of the shrinks left, the surest go first; of the changes left, those that grow go first on
  /// each host, then the surest, and so in each change window.
  func holds(of items: [PlanItem]) -> [EntityID: Hold] {
    var holds: [EntityID: Hold] = [:]
    for item in items where item.action == .shrink {
      guard let least = limits.minimumConfidence[item.tier.rawValue],
        let score = item.confidence.score, score < least
      else { continue }
      holds[item.entity] = Hold(
        guardrail: .minimumConfidence,
        why: "\(PlanText.percent(score)) sure, and the \(item.tier.rawValue) tier asks for "
          + PlanText.percent(least))
    }
    holdShrinks(items.filter { $0.action == .shrink && holds[$0.entity] == nil }, into: &holds)
    let changes = items.filter { $0.action.changesSize }
    hold(
      changes.filter { $0.host != nil }, by: { $0.host ?? "" }, over: limits.changesPerHost,
      as: .changesPerHost, into: &holds)
    hold(
      changes, by: { $0.window ?? "the time without a change window" },
      over: limits.changesPerWindow, as: .changesPerWindow, into: &holds)
    return holds
  }

  private func holdShrinks(_ shrinks: [PlanItem], into holds: inout [EntityID: Hold]) {
    guard let share = limits.canary, !shrinks.isEmpty else { return }
    let first = max(1, Int((share * Double(shrinks.count)).rounded(.up)))
    for item in shrinks.sorted(by: Self.surer).dropFirst(first) {
      holds[item.entity] = Hold(
        guardrail: .canary,
        why: "\(first) of \(shrinks.count) shrinks go first; this one follows in the next plan")
    }
  }

  /// Holds back what is more than `most` changes in one place, of those that nothing held back before.
  private func hold(
    _ changes: [PlanItem], by place: (PlanItem) -> String, over most: Int?,
    as guardrail: GuardrailName,
    into holds: inout [EntityID: Hold]
  ) {
    guard let most else { return }
    let left = changes.filter { holds[$0.entity] == nil }
    for (place, changes) in Dictionary(grouping: left, by: place) {
      let ordered = changes.sorted { left, right in
        (left.action == .grow) != (right.action == .grow)
          ? left.action == .grow : Self.surer(left, right)
      }
      for item in ordered.dropFirst(most) {
        holds[item.entity] = Hold(
          guardrail: guardrail,
          why:
            "\(place) has \(PlanText.count(changes.count, "change")) and may have \(most) at once")
      }
    }
  }

  private static func surer(_ left: PlanItem, _ right: PlanItem) -> Bool {
    let (a, b) = (left.confidence.score ?? 0, right.confidence.score ?? 0)
    return a != b ? a > b : left.entity < right.entity
  }
}
