import CapacityModel
import HeadroomBasics

/// One entity on its way to a plan item.
struct ItemDraft {
  /// What the plan is told of it.
  let input: PlanInput
  /// Its line in the inventory.
  let entry: Inventory.Entity?
  /// The described host that it runs on.
  let home: Inventory.Host?
  /// What its history says.
  let past: ObservedPast
  /// What its forecast says; `nil` where none was made.
  let outlook: DemandOutlook?
  /// Floor, cap and step.
  let bounds: SizeBounds
  /// The other guardrails.
  let limits: Guardrails
  /// The origin: no later sample was seen.
  let now: Timestamp
  /// How far ahead sizes must hold, for people.
  let horizon: String
  /// What became of past decisions.
  let record: DecisionRecord
  /// What its platform's commands do to a running guest.
  let platform: PlatformTraits
  /// The threshold rules that are switched on.
  let thresholds: [ThresholdRule]

  /// The finished item.
  ///
  /// - Parameter held: Why the present size stays whatever is wanted.
  func item(held: Hold? = nil) -> PlanItem {
    let decision = held.map { input.decision.held(by: $0.guardrail, because: $0.why) }
    return item(of: decision ?? input.decision, isHeld: held != nil)
  }

  private func item(of decision: SizeDecision, isHeld: Bool) -> PlanItem {
    guard let size = decision.size, let current = decision.current else {
      return investigated(because: decision.obstacles)
    }
    guard let outlook else {
      return investigated(
        because: [SizeObstacle(guardrail: nil, reason: "No forecast was made for it.")])
    }
    return proposed(decision, size, over: current, outlook: outlook, isHeld: isHeld)
  }

  /// The parts of a decided size, byte by byte.
  private func explanation(
    of decision: SizeDecision, _ size: ByteCount, outlook: DemandOutlook
  ) -> SizeExplanation {
    var parts = outlook.medianParts
    parts.tail = outlook.quantile(at: input.serviceLevel) - parts.size
    parts.rounding = decision.rounding
    parts.margin = size - parts.size
    return parts
  }

  private func proposed(
    _ decision: SizeDecision, _ size: ByteCount, over current: ByteCount, outlook: DemandOutlook,
    isHeld: Bool
  ) -> PlanItem {
    let action = decision.action
    var confidence = ConfidenceText.confidence(
      in: size, outlook: outlook, action: action, record: record)
    confidence.contradiction = decision.contradiction
    let breach = outlook.breach(of: current)
    var item = bare(action: action, confidence: confidence)
    let rule =
      isHeld
      ? ReservationRule(keeping: input.reservation)
      : ReservationRule(tier: input.tier, size: size, outlook: outlook, bounds: bounds)
    item.proposed = PlanItem.Sizes(configured: size, reservation: rule.reservation)
    item.withheld = decision.withheld
    let passed = thresholds.compactMap {
      $0.threshold(of: current, outlook: outlook, inUse: past.inUse, decision: decision)
    }
    item.thresholds = passed.isEmpty ? nil : passed
    item.breach = breach
    item.explanation = explanation(of: decision, size, outlook: outlook)
    item.guardrails = decision.guardrails
    item.replay = past.replay(before: current, after: size)
    item.needsRestart = platform.needsRestart(for: action, hotAdd: entry?.hotAdd)
    item.reasons = ItemReasons(
      input: input, past: past, outlook: outlook, current: current, horizon: horizon
    ).sentences(for: item, decision: decision)
    item.reasons.append(rule.reason)
    let recurring = PreallocationRule(
      input.history, size: size, bounds: bounds, canHotAdd: entry?.hotAdd, now: now,
      horizon: outlook.horizon)
    item.proposed.preallocation = recurring.schedule.isEmpty ? nil : recurring.schedule
    if let reason = recurring.reason { item.reasons.append(reason) }
    item.placement = placement(at: size, over: current, outlook: outlook)
    return item
  }

  private func placement(
    at size: ByteCount, over current: ByteCount, outlook: DemandOutlook
  ) -> PlanItem.Placement? {
    guard let home else { return nil }
    let seen = limits.allowBelowObservedPeak ? nil : past.monthPeak?.size
    let demand = max(outlook.quantile(at: input.serviceLevel), seen ?? .zero)
    let fit = NumaFit(
      size: size, current: current, demanded: max(demand.roundedUp(to: bounds.step), bounds.floor),
      spread: entry?.numaNodes ?? 1, host: home)
    return fit.sentence.map { PlanItem.Placement(host: home.name, numa: $0) }
  }

  private func investigated(because obstacles: [SizeObstacle]) -> PlanItem {
    var item = bare(
      action: .investigate,
      confidence: PlanItem.Confidence(
        score: nil, meaning: "no size is proposed, so there is nothing to be sure of",
        calibratedOn: "nothing, since no size is proposed"))
    item.reasons = obstacles.map(\.reason)
    item.guardrails = obstacles.compactMap { obstacle in
      obstacle.guardrail.map {
        PlanItem.AppliedGuardrail($0, effect: "no size is proposed: \(obstacle.reason)")
      }
    }
    item.replay = past.replay(before: input.history.configured, after: nil)
    return item
  }

  /// What every item has, whatever is to be done.
  private func bare(action: PlanItem.Action, confidence: PlanItem.Confidence) -> PlanItem {
    var item = PlanItem(
      entity: input.entity, tier: input.tier, serviceLevel: input.serviceLevel, action: action,
      current: PlanItem.Sizes(
        configured: input.history.configured, reservation: input.reservation),
      proposed: PlanItem.Sizes(configured: nil), confidence: confidence,
      replay: PlanItem.Replay(days: 0, shortageDaysBefore: 0, shortageDaysAfter: 0))
    item.platform = entry?.platform
    item.owner = entry?.owner
    item.host = entry?.host
    item.window = entry?.window
    let quality = EntityQuality(input.history, past: past, now: now)
    item.state = quality.state == .active ? nil : quality.state
    item.doubts = quality.doubts.isEmpty ? nil : quality.doubts
    item.peak = PlanItem.Peak(
      p50: outlook?.quantile(at: 0.5), p90: outlook?.quantile(at: 0.9),
      p99: outlook?.quantile(at: 0.99), observedMax: past.monthPeak?.size,
      observedAt: past.monthPeak?.instant)
    return item
  }
}
