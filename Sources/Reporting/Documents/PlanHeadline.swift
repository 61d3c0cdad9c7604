internal import CapacityModel
internal import HeadroomBasics

/// What a person must know first of a plan: what could not be judged, who needs memory and does not get it, and how much is
/// expected to go wrong. Every format shows it as its first sentence.
struct PlanHeadline {
  private let horizon: String
  private let entities: Int
  private let unjudged: Int
  private let short: Int
  private let held: Int
  private let doubted: Int
  private let changed: (count: Int, misses: Double)
  private let kept: (count: Int, misses: Double)

  /// Counts the items of a plan.
  init(of plan: ResizePlan) {
    horizon = plan.horizon
    entities = plan.items.count
    unjudged = plan.items.count { $0.action == .investigate }
    let kept = plan.items.filter { $0.action == .hold }
    short = kept.count(where: \.needsMoreMemory)
    held = kept.count { $0.withheld != nil && !$0.needsMoreMemory }
    doubted = kept.count { item in
      item.doubts?.contains { $0.effect.holds } ?? false
    }
    changed = (plan.items.count(where: \.action.changesSize), plan.summary.risk)
    self.kept = (kept.count, plan.heldRisk.misses)
  }

  /// Whether every entity was judged and every size is as it should be, so that nothing is to be done.
  var isSettled: Bool {
    entities > 0 && unjudged == 0 && short == 0 && held == 0 && doubted == 0 && changed.count == 0
  }

  /// The sentence.
  var sentence: String {
    guard entities > 0 else { return "No entity was planned." }
    var parts: [String] = []
    if isSettled {
      parts.append("Nothing to change: \(judged), and none needs more memory")
    } else {
      parts.append(
        unjudged > 0
          ? "\(NumberText.grouped(unjudged)) of "
            + "\(QuantityText.count(entities, "entity", "entities")) could not be judged"
          : judged)
      if short > 0 {
        parts.append(
          QuantityText.count(
            short, "needs more memory and does not get it", "need more memory and do not get it"))
      }
      if held > 0 {
        parts.append(
          QuantityText.count(held, "other change is held back", "other changes are held back"))
      }
    }
    if doubted > 0 {
      parts.append(
        QuantityText.count(
          doubted, "keeps its size as its samples are doubted",
          "keep their sizes as their samples are doubted"))
    }
    let misses = [
      misses(changed, "changed size", "changed sizes"), misses(kept, "kept size", "kept sizes"),
    ].compactMap { $0 }
    if !misses.isEmpty {
      parts.append("expected misses within \(horizon): \(misses.joined(separator: ", "))")
    }
    let text = parts.joined(separator: "; ")
    return "\(text.prefix(1).uppercased())\(text.dropFirst())."
  }

  private var judged: String {
    entities == 1
      ? "the one entity was judged" : "all \(NumberText.grouped(entities)) entities were judged"
  }

  private func misses(
    _ sizes: (count: Int, misses: Double), _ singular: String, _ plural: String
  ) -> String? {
    guard sizes.count > 0 else { return nil }
    return "\(NumberText.fixed(sizes.misses, places: 1)) at "
      + QuantityText.count(sizes.count, singular, plural)
  }
}

extension ResizePlan {
  /// What a person must know first.
  var headline: PlanHeadline { PlanHeadline(of: self) }
}
