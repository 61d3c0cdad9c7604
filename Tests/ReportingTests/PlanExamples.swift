import CapacityModel
import HeadroomBasics

/// Small plans with every kind of item.
enum PlanExamples {
  static let now = Timestamp(parsing: "2013-09-29T00:00:00Z")!

  /// One item of each action.
  static let small = plan([grow, shrink, hold, investigate])

  static let grow: PlanItem = {
    var item = PlanItem(
      entity: EntityID("payments-api"), tier: .critical, serviceLevel: 0.99, action: .grow,
      current: .init(configured: .gibibytes(8)), proposed: .init(configured: .mebibytes(11_520)),
      confidence: .init(
        score: 0.9916, meaning: "demand stays within 11.25 GiB for 13w",
        calibratedOn: "4,212 past forecasts of growing series"),
      replay: .init(days: 92, shortageDaysBefore: 1, shortageDaysAfter: 0))
    item.platform = "vmware"
    item.owner = "payments"
    item.host = "esx-07"
    item.breach = .init(
      p10: Timestamp(parsing: "2013-10-05"), p50: Timestamp(parsing: "2013-11-02"), p90: nil)
    item.peak = .init(
      p50: .gibibytes(9), p90: .gibibytes(10), p99: .gibibytes(11), observedMax: .mebibytes(7936),
      observedAt: Timestamp(parsing: "2013-09-21T13:05:00Z"))
    item.explanation = SizeExplanation(
      base: .mebibytes(7168), trend: .mebibytes(1024), season: .mebibytes(900),
      other: .mebibytes(124), tail: .mebibytes(2048), margin: .zero, rounding: .mebibytes(256))
    item.reasons = [
      "demand grows by 0.4 GiB a month and passes 8 GiB in early November",
      "the weekly season adds 0.9 GiB on Mondays",
    ]
    item.guardrails = [.init(name: "sizeStep", effect: "rounded up to a multiple of 256 MiB")]
    item.needsRestart = false
    item.window = "Sun 02:00-05:00 UTC"
    return item
  }()

  static let shrink: PlanItem = {
    var item = PlanItem(
      entity: EntityID("build-17"), tier: .batch, serviceLevel: 0.9, action: .shrink,
      current: .init(configured: .gibibytes(32)), proposed: .init(configured: .gibibytes(12)),
      confidence: .init(score: 0.904, meaning: "demand stays within 12 GiB", calibratedOn: "past"),
      replay: .init(days: 92, shortageDaysBefore: 0, shortageDaysAfter: 1))
    item.explanation = SizeExplanation(base: .gibibytes(10), tail: .gibibytes(2))
    item.reasons = ["the peak of 92 days is 10.5 GiB"]
    item.needsRestart = true
    return item
  }()

  static let hold: PlanItem = {
    var item = PlanItem(
      entity: EntityID("db-1"), tier: .standard, serviceLevel: 0.95, action: .hold,
      current: .init(configured: .gibibytes(64)), proposed: .init(configured: .gibibytes(64)),
      confidence: .init(score: 0.97, meaning: "it fits", calibratedOn: "past"),
      replay: .init(days: 92, shortageDaysBefore: 0, shortageDaysAfter: 0))
    item.reasons = ["within the dead band of 5 %"]
    return item
  }()

  static let investigate: PlanItem = {
    var item = PlanItem(
      entity: EntityID("legacy-erp"), tier: .standard, serviceLevel: 0.95, action: .investigate,
      current: .init(configured: .gibibytes(16)), proposed: .init(configured: nil),
      confidence: .init(score: nil, meaning: "demand was cut off", calibratedOn: "nothing"),
      replay: .init(days: 92, shortageDaysBefore: 9, shortageDaysAfter: 9))
    item.reasons = [
      "demand was cut off by the size on 9 of the last 30 days", "raise it once and look",
    ]
    return item
  }()

  static func plan(_ items: [PlanItem]) -> ResizePlan {
    let counts = Dictionary(grouping: items, by: \.action.rawValue).mapValues(\.count)
    var plan = ResizePlan(
      created: now, now: now, horizon: "13w", serviceLevel: 0.95,
      policy: .init(name: "peak-quantile", parameters: ["margin": 0], seed: 1),
      data: .init(
        store: "fleet.headroom",
        range: TimeRange(start: Timestamp(parsing: "2013-06-29")!, end: now), series: 4,
        samples: 105_984, coverage: 0.9731, rejected: 0, proxy: nil),
      summary: .init(
        counts: counts, before: .gibibytes(120), after: .mebibytes(105_728), costBefore: nil,
        costAfter: nil, risk: 0.1044), items: items)
    plan.id = "4f1c2a9be07d5a3344556677889900aabbccddeeff0011223344556677889900"
    plan.hosts = [
      .init(
        host: "esx-07", memory: .gibibytes(256), configuredBefore: .gibibytes(120),
        configuredAfter: .mebibytes(105_728), warning: nil)
    ]
    plan.warnings = [
      "3 series have less than 14 days of history; ingest more or lower --min-history"
    ]
    return plan
  }
}
