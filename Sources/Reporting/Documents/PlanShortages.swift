internal import CapacityModel
internal import HeadroomBasics

extension ResizePlan {
  /// Rows of a list that is read from top to bottom; a page has all.
  private static let readable = 30

  /// The items that need more memory and do not get it, the least sure first: what they need, what holds the growth, and
  /// what a person can do. The plan's first sentence counts them.
  var shortageSection: Document.Section {
    let short = items.filter(\.needsMoreMemory).sorted { left, right in
      let (a, b) = (left.confidence.score ?? 0, right.confidence.score ?? 0)
      return a != b ? a < b : left.entity < right.entity
    }
    guard !short.isEmpty else { return .init(title: Self.shortageTitle) }
    let shown = short.prefix(Self.readable)
    let cut =
      short.count > shown.count
      ? " The \(shown.count) least sure of \(NumberText.grouped(short.count)); all are held items of "
        + "the CSV and JSON." : ""
    // Said once: it is the same for all of them.
    let price =
      shown.contains { $0.growthHolder == nil }
      ? " Held by price: no growth costs less than the misses that it would avoid; raise the tier in the "
        + "inventory or missCost in the guardrails where a miss hurts more than memory, or free memory "
        + "inside the guest." : ""
    return .init(
      title: Self.shortageTitle,
      lead: "Demand: the largest of the last 30 days, and the peak that it stays within over "
        + "\(horizon) with 90 %.\(price)\(cut)",
      table: .init(
        columns: [.name("entity")]
          + .numbers("now GiB", "seen GiB", "90 % peak GiB", "confidence", "asked")
          + [.text("held by")],
        rows: shown.map { item in
          .init(
            [
              item.entity.name, QuantityText.gibibytes(item.current.configured),
              QuantityText.gibibytes(item.peak.observedMax), QuantityText.gibibytes(item.peak.p90),
              item.confidence.score.map(QuantityText.percent) ?? "-",
              QuantityText.percent(item.serviceLevel), item.growthHolder?.rawValue ?? "price",
            ],
            note: item.growthHoldText.map { "\($0) \(item.growthRemedy)" } ?? "", tone: .critical)
        }, noteTitle: "why, and what to do"))
  }

  private static let shortageTitle = "Short of memory: these need more and do not get it"
}

extension PlanItem {
  /// Whether a size that stays is less sure than its service level, or a guardrail holds a growth.
  var needsMoreMemory: Bool {
    guard action == .hold else { return false }
    if let withheld, let size = current.configured, withheld > size { return true }
    return confidence.score.map { $0 < serviceLevel } ?? false
  }

  /// What keeps the size: the last guardrail; `nil` where none does and the growth is dearer than the misses that it avoids.
  fileprivate var growthHolder: GuardrailName? {
    guardrails.last { $0.guardrail.map(Self.holdsGrowth) ?? false }?.guardrail
  }

  private static func holdsGrowth(_ guardrail: GuardrailName) -> Bool {
    switch guardrail {
    case .minimumHistory, .censoredDemand, .observedPeak, .serviceLevel, .businessCycle, .floor,
      .maximumShrink, .minimumConfidence, .canary, .dataQuality:
      false
    case .growthCost, .sizeStep, .cap, .stagedGrowth, .maximumStep, .deadBand, .freeze, .protected,
      .changesPerHost, .changesPerWindow, .hostCapacity:
      true
    }
  }

  /// What holds the growth, one sentence; `nil` where its price does.
  fileprivate var growthHoldText: String? {
    guard let holder = growthHolder,
      let effect = guardrails.last(where: { $0.guardrail == holder })?.effect
    else { return nil }
    return "\(effect.prefix(1).uppercased())\(effect.dropFirst())."
  }

  /// What a person can do about it, one sentence.
  fileprivate var growthRemedy: String {
    switch growthHolder {
    case nil, .growthCost:
      return
        "Raise its tier in the inventory or missCost in the guardrails if a miss hurts more than "
        + "memory, or free memory inside the guest."
    case .hostCapacity:
      let move = placement?.suggestedMove.map { "Move it to \($0.host)" }
      return "\(move ?? "Make room on its host or move it to another"), then plan again."
    case .cap: return "Raise its cap in the inventory or guardrails, or split the workload."
    case .protected: return "Ask its owner to lift the protection in the guardrails."
    case .freeze: return "Plan again when the freeze is over, or grow it by hand now."
    case .deadBand:
      return "Lower deadBand in the guardrails if so small a growth is worth a ticket."
    case .sizeStep: return "Lower the size step in the guardrails or inventory."
    default: return "Approve this plan's changes; the growth follows in the next plan."
    }
  }
}
