internal import CapacityModel
internal import HeadroomBasics

extension PlanItem {
  /// Proposed less present size; `nil` where either is unknown.
  var change: ByteCount? {
    guard let before = current.configured, let after = proposed.configured else { return nil }
    return after - before
  }

  /// The main reason.
  var mainReason: String { reasons.first ?? "" }

  /// The main reason, and what the entity's own past says against the score.
  var note: String {
    [reasons.first, confidence.contradiction].compactMap { $0 }.joined(separator: " ")
  }

  /// Who, where and how much it matters, as far as the inventory tells.
  var placeText: String {
    var parts = ["\(tier.rawValue) tier"]
    if let owner { parts.append("owner \(owner)") }
    if let host { parts.append("host \(host)") }
    if let platform { parts.append(platform) }
    return parts.joined(separator: ", ")
  }

  /// `in the last 92 days: 0 shortage days now, 1 at the proposed size`.
  var replayText: String {
    guard replay.days > 0 else { return "no observed days to replay" }
    let now = QuantityText.count(replay.shortageDaysBefore, "shortage day", "shortage days")
    return "in the last \(QuantityText.count(replay.days, "day", "days")): \(now) now, "
      + "\(NumberText.grouped(replay.shortageDaysAfter)) at the proposed size"
  }
}

extension ResizePlan {
  /// The items to be changed, the widest change first, names in order where changes are equal.
  var changes: [PlanItem] {
    items.filter { $0.action == .grow || $0.action == .shrink }.sorted { left, right in
      let (a, b) = (left.change?.bytes.magnitude ?? 0, right.change?.bytes.magnitude ?? 0)
      return a != b ? a > b : left.entity < right.entity
    }
  }

  /// The items of one action, in the plan's order.
  func items(_ action: PlanItem.Action) -> [PlanItem] { items.filter { $0.action == action } }

  /// Who decided what when, in order, a sentence each.
  var decisions: [String] {
    (approvals ?? []).map { decision in
      let comment = decision.comment.map { " (\($0))" } ?? ""
      return "\(QuantityText.instant(decision.at)) \(decision.name): "
        + "\(decision.verdict.rawValue) \(decision.entity.name)\(comment)"
    }
  }

  /// A month's price of the configured memory before and after the plan, where it is known.
  func costs(at prices: MemoryPrices) -> (before: Double, after: Double)? {
    if let price = prices.perGibibyteMonth {
      return (price * summary.before.gibibytes, price * summary.after.gibibytes)
    }
    guard let before = summary.costBefore, let after = summary.costAfter else { return nil }
    return (before, after)
  }

  /// What a reviewer reads first.
  func facts(at prices: MemoryPrices) -> [Document.Fact] {
    var facts: [Document.Fact] = [
      .init("In short", headline.sentence),
      .init("Horizon", "\(horizon) from \(QuantityText.instant(now))"),
      .init("Service level", "\(QuantityText.percent(serviceLevel)) (standard tier)"),
      .init("Policy", policy.text),
      .init("Data", data.text),
      .init("Memory", summary.memoryText),
      .init("Entities", countsText),
    ]
    if !changes.isEmpty {
      facts.append(
        .init(
          "Confidence",
          "the probability that demand stays within the new size for all of \(horizon); "
            + "expected misses are the sum of 1 - confidence"))
    }
    if let (before, after) = costs(at: prices) {
      facts.append(
        .init(
          "Cost a month",
          "\(MoneyText.sum(before, prices.currency)) before, \(MoneyText.sum(after, prices.currency)) after"
        ))
    }
    if let proxy = data.proxy { facts.append(.init("Demand is a proxy", proxy)) }
    return facts
  }

  private var countsText: String {
    PlanItem.Action.allCases.map { action in
      "\(NumberText.grouped(summary.counts[action.rawValue] ?? 0)) \(action.rawValue)"
    }.joined(separator: ", ")
  }
}

extension ResizePlan.Policy {
  /// `peak-quantile (coverage 0.95), seed 1`.
  var text: String {
    let knobs = parameters.sorted { $0.key < $1.key }
      .map { "\($0.key) \(NumberText.plain($0.value))" }.joined(separator: ", ")
    return "\(name)\(knobs.isEmpty ? "" : " (\(knobs))"), seed \(seed)"
  }
}

extension ResizePlan.DataSummary {
  /// `fleet.headroom: 351 series, 1,234 samples, 2013-08-01 to 2013-09-29, 97.3 % of steps seen`.
  var text: String {
    var parts = [
      QuantityText.count(series, "series", "series"),
      QuantityText.count(samples, "sample", "samples"),
    ]
    if let range { parts.append("\(range.start.dateText) to \(range.end.dateText)") }
    parts.append("\(QuantityText.percent(coverage)) of steps seen")
    if rejected > 0 { parts.append("\(QuantityText.count(rejected, "row", "rows")) refused") }
    return "\(store): \(parts.joined(separator: ", "))"
  }
}

extension ResizePlan.Summary {
  /// `100 GiB before, 80 GiB after (-20 GiB, -20 %)`.
  var memoryText: String {
    let relative = QuantityText.relativeChange(from: before, to: after)
    let change = QuantityText.change(after - before) + " GiB"
    return "\(QuantityText.size(before)) before, \(QuantityText.size(after)) after "
      + "(\(relative.isEmpty ? change : "\(change), \(relative)"))"
  }
}
