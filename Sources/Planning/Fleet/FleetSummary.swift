import CapacityModel
import HeadroomBasics

/// All items in a few numbers, and in the order in which a reviewer reads them.
enum FleetSummary {
  /// Changes first, the widest on top; then what a person must look at; then what stays. Equals by name.
  static func ordered(_ items: [PlanItem]) -> [PlanItem] {
    items.sorted { left, right in
      let (leftRank, rightRank) = (rank(left), rank(right))
      if leftRank != rightRank { return leftRank < rightRank }
      let (leftChange, rightChange) = (change(left).magnitude, change(right).magnitude)
      return leftChange == rightChange ? left.entity < right.entity : leftChange > rightChange
    }
  }

  /// Counts, sizes, prices and risk of all items.
  static func summary(
    of items: [PlanItem], prices: Inventory.Prices?
  ) -> ResizePlan.Summary {
    var counts: [String: Int] = [:]
    for action in PlanItem.Action.allCases { counts[action.rawValue] = 0 }
    var (before, after, risk) = (ByteCount.zero, ByteCount.zero, 0.0)
    for item in items {
      counts[item.action.rawValue, default: 0] += 1
      before += item.current.configured ?? .zero
      after += item.proposed.configured ?? item.current.configured ?? .zero
      if item.action == .grow || item.action == .shrink {
        risk += 1 - (item.confidence.score ?? 0)
      }
    }
    let price = prices?.perGibibyteMonth
    return ResizePlan.Summary(
      counts: counts, before: before, after: after,
      costBefore: price.map { rounded($0 * before.gibibytes, to: 100) },
      costAfter: price.map { rounded($0 * after.gibibytes, to: 100) },
      risk: rounded(risk, to: 10_000))
  }

  private static func rank(_ item: PlanItem) -> Int {
    switch item.action {
    case .grow, .shrink: 0
    case .investigate: 1
    case .hold: 2
    }
  }

  private static func change(_ item: PlanItem) -> Int64 {
    guard let before = item.current.configured, let after = item.proposed.configured else {
      return 0
    }
    return (after - before).bytes
  }

  private static func rounded(_ value: Double, to parts: Double) -> Double {
    (value * parts).rounded() / parts
  }
}
