public import CapacityModel

/// Turns recommendations into a plan for review: a pure function of its values.
///
/// A recommendation is bounded by the guardrails, compared with the present size, explained byte by byte and given the
/// probability that it holds. `docs/formats/plan.md` states each rule.
public struct Planner: Sendable {
  private let settings: PlanSettings
  private let inventory: Inventory
  private let guardrails: Guardrails

  /// Creates a planner.
  public init(settings: PlanSettings, inventory: Inventory, guardrails: Guardrails) {
    (self.settings, self.inventory, self.guardrails) = (settings, inventory, guardrails)
  }

  /// Makes a plan.
  ///
  /// - Parameters:
  ///   - inputs: The entities, in any order, each once.
  ///   - forecast: Demand ahead, with the median of each step and quantiles of the peak.
  ///   - data: What the inputs were read from.
  ///   - hostPeaks: How high hosts peak when the futures of their entities are added up; a host without one is judged
  ///     by the sum of its entities' peaks.
  ///   - clusters: What clusters should have ready; the plan passes it on.
  /// - Throws: `PlanningError` where the parts contradict each other.
  public func plan(
    for inputs: [PlanInput], forecast: ForecastPanel, data: ResizePlan.DataSummary,
    hostPeaks: [HostPeak] = [], clusters: [ResizePlan.ClusterOutlook] = []
  ) throws(PlanningError) -> ResizePlan {
    try InputCheck(settings: settings, inventory: inventory, guardrails: guardrails).check(inputs)
    let entries = inventory.byEntity
    let topology = HostTopology(inventory)
    var drafts: [ItemDraft] = []
    var extended = 0
    for input in inputs {
      let draft = try draft(
        for: input, entry: entries[input.entity], home: topology.host(of: input.entity),
        forecast: forecast)
      if let outlook = draft.outlook, outlook.basis.calibratedSteps < outlook.horizon {
        extended += 1
      }
      drafts.append(draft)
    }
    let peaks = Dictionary(
      hostPeaks.map { ($0.host, $0) }, uniquingKeysWith: { first, _ in first })
    let items = self.items(of: drafts, in: topology, peaks: peaks).inOrderOfReview
    let ledger = HostLedger(items, in: topology, peaks: peaks)
    return try assembled(
      items, ledger: ledger, clusters: clusters, extended: extended, data: data)
  }

  /// The items after everything that holds sizes back.
  private func items(
    of drafts: [ItemDraft], in topology: HostTopology, peaks: [String: HostPeak]
  ) -> [PlanItem] {
    let rules = HoldRules(limits: guardrails, now: settings.now)
    let firsts = drafts.map { $0.item(held: rules.hold(of: $0.input)) }
    let later = rules.holds(of: firsts)
    let seconds = zip(drafts, firsts).map { draft, first in
      later[first.entity].map { draft.item(held: $0) } ?? first
    }
    // Last, for a shrink that was held back makes no room.
    let review = PlacementReview(of: seconds, in: topology, peaks: peaks)
    return zip(drafts, seconds).map { draft, second in
      let item = review.holds[second.entity].map { draft.item(held: $0) } ?? second
      return review.annotated(item, wanted: second)
    }
  }

  private func draft(
    for input: PlanInput, entry: Inventory.Entity?, home: Inventory.Host?, forecast: ForecastPanel
  ) throws(PlanningError) -> ItemDraft {
    var outlook: DemandOutlook?
    if let column = input.column {
      outlook = try DemandOutlook(
        of: input.entity, column: column, in: forecast, curve: input.decision.curve)
    }
    return ItemDraft(
      input: input, entry: entry, home: home, past: ObservedPast(input.history, now: settings.now),
      outlook: outlook, bounds: try bounds(of: entry),
      limits: guardrails, now: settings.now, horizon: settings.horizon, record: settings.decisions,
      platform: entry?.platform.flatMap { settings.platforms[$0] } ?? .unknown,
      thresholds: settings.thresholds)
  }

  private func bounds(of entry: Inventory.Entity?) throws(PlanningError) -> SizeBounds {
    do throws(SizeBoundsError) {
      return try SizeBounds(of: entry, guardrails: guardrails)
    } catch {
      throw PlanningError(error)
    }
  }

  private func assembled(
    _ items: [PlanItem], ledger: HostLedger, clusters: [ResizePlan.ClusterOutlook],
    extended: Int, data: ResizePlan.DataSummary
  ) throws(PlanningError) -> ResizePlan {
    let warnings = FleetWarnings(
      items: items, inventory: inventory, data: data, extended: extended)
    var plan = ResizePlan(
      created: settings.created, now: settings.now, horizon: settings.horizon,
      serviceLevel: settings.serviceLevel, policy: settings.policy, data: data,
      summary: ResizePlan.Summary(
        of: items, pricePerGibibyteMonth: settings.pricePerGibibyteMonth), items: items)
    plan.hosts = ledger.summaries
    plan.warnings = settings.record + warnings.sentences + ledger.clusterWarnings
    plan.clusters = clusters.isEmpty ? nil : clusters
    do throws(PlanIdentityError) {
      plan.id = try PlanIdentity.id(of: plan)
    } catch {
      throw .notEncodable(error)
    }
    return plan
  }
}
