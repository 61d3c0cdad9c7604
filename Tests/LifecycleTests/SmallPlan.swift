import CapacityModel
import HeadroomBasics

/// Plans of a few items, made by hand.
enum SmallPlan {
  static let now = Timestamp(seconds: 1_378_080_000)

  /// An item with peaks of `base`, `base` + 0.5 and `base` + 1.5 GiB at p50, p90 and p99; sizes in GiB.
  static func item(
    _ name: String, _ size: Int64, to proposed: Int64 = 3, base: Int64 = 2, on host: String? = nil
  ) -> PlanItem {
    let action: PlanItem.Action =
      proposed == size ? .hold : proposed > size ? .grow : .shrink
    var item = PlanItem(
      entity: EntityID(name), tier: .standard, serviceLevel: 0.95, action: action,
      current: .init(configured: .gibibytes(size)),
      proposed: .init(configured: .gibibytes(proposed)),
      confidence: .init(score: 0.95, meaning: "it fits", calibratedOn: "12 past forecasts"),
      replay: .init(days: 40, shortageDaysBefore: 0, shortageDaysAfter: 0))
    item.host = host
    item.reasons = ["The policy has spoken."]
    item.peak = PlanItem.Peak(
      p50: .gibibytes(base), p90: .mebibytes(1024 * base + 512),
      p99: .mebibytes(1024 * base + 1536), observedMax: .gibibytes(base), observedAt: nil)
    item.explanation = SizeExplanation(
      base: .gibibytes(base), tail: .gibibytes(1), margin: .gibibytes(proposed - base - 1))
    return item
  }

  /// A plan of items over 40 samples each, four weeks ahead.
  static func plan(
    _ items: [PlanItem], on hosts: [Inventory.Host] = []
  ) throws -> ResizePlan {
    var plan = ResizePlan(
      created: now, now: now, horizon: "4w", serviceLevel: 0.95,
      policy: .init(name: "peak-quantile", parameters: [:], seed: 1),
      data: .init(
        store: "test.headroom", range: nil, series: items.count, samples: 40 * items.count,
        coverage: 1, rejected: 0, proxy: nil),
      summary: .init(of: items), items: items.inOrderOfReview)
    plan.hosts = hosts.map(summary(of:))
    plan.id = try PlanIdentity.id(of: plan)
    return plan
  }

  /// A host as a plan keeps it; its sums are of no account here.
  private static func summary(of host: Inventory.Host) -> ResizePlan.HostSummary {
    var summary = ResizePlan.HostSummary(
      host: host.name, memory: host.memory, configuredBefore: .zero, configuredAfter: .zero,
      warning: nil)
    (summary.failoverReserve, summary.overcommitLimit) = (
      host.failoverReserve, host.overcommitLimit
    )
    summary.peakBasis = .sum
    return summary
  }
}
