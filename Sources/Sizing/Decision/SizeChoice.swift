internal import CapacityModel
internal import HeadroomBasics
internal import RealModule

/// The choice of a size, each bound that moved it recorded.
struct SizeChoice {
  let context: DecisionContext
  let observed: ObservedPast
  let quality: EntityQuality
  let record: PastRecord?
  let curve: PeakCurve
  let trend: SteadyTrend?
  let current: ByteCount
  private var size: ByteCount
  private var rounding = ByteCount.zero
  private var guardrails: [PlanItem.AppliedGuardrail] = []
  private var reasons: [String] = []

  init(
    context: DecisionContext, observed: ObservedPast, quality: EntityQuality, record: PastRecord?,
    curve: PeakCurve, trend: SteadyTrend?, current: ByteCount
  ) {
    (self.context, self.observed, self.record) = (context, observed, record)
    self.quality = quality
    (self.curve, self.trend, self.current) = (curve, trend, current)
    size = current
  }

  private var bounds: SizeBounds { context.bounds }
  private var limits: Guardrails { context.limits }

  /// What a miss costs, GiB over the horizon.
  private var missCost: Double { limits.missCost(of: context.tier, horizon: context.horizon) }

  /// What a growth has to save beyond its memory, GiB over the horizon.
  private var growthCost: Double { limits.growthCost(horizon: context.horizon) }

  /// The largest size that the month before shows is needed; zero where sizes may fall below it.
  private var monthPeak: ByteCount {
    limits.allowBelowObservedPeak ? .zero : observed.monthPeak?.size ?? .zero
  }

  mutating func choose() {
    let recurring =
      limits.allowBelowObservedPeak
      ? nil
      : RecurringPeaks.ahead(in: context.history, now: context.now, horizon: context.horizon)
    let exact: ByteCount
    if let wanted = context.wanted?.size {
      exact = wanted
      size = wanted
      reasons += context.wanted?.reasons ?? []
      if size > current, !pays(size) {
        hold(.growthCost, "a growth would cost more than the misses that it avoids")
      }
    } else {
      exact = cheapest(above: max(monthPeak, recurring?.inside ?? .zero))
      size = exact
    }
    raise(to: monthPeak, .observedPeak, "the last month's peak of")
    raiseToServiceLevel()
    raiseWhereDoubted()
    if let recurring, size < recurring.inside {
      // No reason to take memory away; whether it is one to give more is a matter of cost.
      raise(
        to: recurring.inside, .businessCycle,
        "the peak that comes again \(recurring.days.text), \(recurring.high) of "
          + "\(PlanText.count(recurring.seen, "time")), of")
    }
    let demanded = size
    if size != current { round() }
    stage()
    limitStep()
    settle(demanded: demanded)
  }

  /// The size whose expected cost is least: memory for the horizon and the misses to be expected.
  ///
  /// Below the present size only where the service level is met; above it only where it is not, and where that pays.
  private func cheapest(above least: ByteCount) -> ByteCount {
    func cost(_ size: ByteCount) -> Double {
      size.gibibytes + missCost
        * Self.misses(1 - curve.probability(ofPeakAtMost: Double(size.bytes)))
    }
    let low = max(least.roundedUp(to: bounds.step), bounds.floor)
    let lowest = max(low, sure.roundedUp(to: bounds.step))
    // Larger sizes than the least that is sure enough cost more memory and fewer misses.
    let last = min(current - ByteCount(1), bounds.cap)
    return cheapest(
      from: lowest, through: last, span: current - lowest, below: cost(current), cost: cost)
      ?? grown(above: low)
  }

  /// The size that is sure enough: demand passes it as rarely as the service level allows.
  private var sure: ByteCount { ByteCount(roundingUp: curve.quantile(at: context.serviceLevel)) }

  /// Of some two hundred sizes at most the one whose cost is least and below `limit`; `nil` where none is worth a ticket.
  private func cheapest(
    from first: ByteCount, through last: ByteCount, span: ByteCount, below limit: Double,
    cost: (ByteCount) -> Double
  ) -> ByteCount? {
    let stride = max(bounds.step, ByteCount(span.bytes / 200).roundedUp(to: bounds.step))
    var best: (size: ByteCount?, cost: Double) = (nil, limit)
    var size = first
    while size <= last {
      let cost = cost(size)
      if isChange(size), cost < best.cost { best = (size, cost) }
      size += stride
    }
    return best.size
  }

  /// The growth whose expected cost is least, or the present size where none pays.
  private func grown(above low: ByteCount) -> ByteCount {
    guard isShort else { return current }
    let enough = ByteCount(
      roundingUp: curve.quantile(at: context.serviceLevel) / EntityHistory.cutOffShare)
    let top = min(max(enough.roundedUp(to: bounds.step), low), bounds.cap)
    guard top > current else { return current }
    // What a trend takes beyond the size more likely than not is no question of price.
    if trend?.exceedance(of: cutOff(of: current), after: context.horizon) ?? 0 >= 0.5,
      isChange(top)
    {
      return top
    }
    return cheapest(
      from: max(low, (current + ByteCount(1)).roundedUp(to: bounds.step)), through: top,
      span: top - current, below: mostToGrow, cost: costGrown) ?? current
  }

  /// Whether the present size cuts demand off more often than the service level allows.
  private var isShort: Bool { 1 - shortage(at: current) < context.serviceLevel }

  /// What a growth must cost less than.
  private var mostToGrow: Double { costGrown(to: current) - growthCost }

  /// Whether a growth that another policy wants is needed and costs less than the misses that it avoids.
  private func pays(_ size: ByteCount) -> Bool { isShort && costGrown(to: size) < mostToGrow }

  /// Demand that comes to its size is cut off there: it is short from this share of the size on.
  private func cutOff(of size: ByteCount) -> Double {
    EntityHistory.cutOffShare * Double(size.bytes)
  }

  private func shortage(at size: ByteCount) -> Double {
    1 - curve.probability(ofPeakAtMost: cutOff(of: size))
  }

  /// Memory and shortages, GiB over the horizon. Demand that a trend takes beyond a size stays there: each further month
  /// costs another miss.
  private func costGrown(to size: ByteCount) -> Double {
    let further = trend?.furtherMisses(of: cutOff(of: size), after: context.horizon) ?? 0
    return size.gibibytes + missCost * (Self.misses(shortage(at: size)) + further)
  }

  /// Misses to be expected where one at least has this probability and they come independently, as in a Poisson process.
  private static func misses(_ probability: Double) -> Double {
    -Double.log(onePlus: -min(probability, 0.9999))
  }

  /// Whether a size is far enough from the present one to be worth a ticket.
  private func isChange(_ size: ByteCount) -> Bool {
    Double((size - current).bytes.magnitude) >= limits.deadBand * Double(current.bytes)
  }

  /// No policy takes memory away from a size that is not sure enough.
  private mutating func raiseToServiceLevel() {
    guard size < current else { return }
    raise(
      to: sure, .serviceLevel,
      "the \(PlanText.percent(context.serviceLevel)) peak, at most the present size,")
  }

  /// What samples do not show is not taken away.
  private mutating func raiseWhereDoubted() {
    guard size < current else { return }
    for doubt in quality.doubts {
      switch doubt.effect {
      case .holdsShrink:
        raise(
          to: current, .dataQuality,
          "the present size, as its samples leave doubt (\(doubt.kind.rawValue)),")
      case .keepsPeaks:
        let highest = context.history.peaks.reduce(0) { max($0, $1 ?? 0) }
        raise(
          to: ByteCount(roundingUp: highest * quality.keptPeaks), .dataQuality,
          "the largest demand that its samples allow for (\(doubt.kind.rawValue)),")
      case .note, .investigate: continue
      }
    }
  }

  /// Keeps a size from falling below `least`; what would fall stays at the present size at most, as no bound is a reason to grow.
  private mutating func raise(to bound: ByteCount, _ guardrail: GuardrailName, _ why: String) {
    let least = size <= current ? min(bound, current) : bound
    guard size < least else { return }
    note(
      guardrail,
      "raised from \(PlanText.gibibytes(size)) to \(why) \(PlanText.gibibytes(least))")
    size = least
  }

  private mutating func round() {
    let exact = size
    size = size.roundedUp(to: bounds.step)
    if size > exact {
      note(
        .sizeStep,
        "rounded up from \(PlanText.gibibytes(exact)) to a multiple of \(bounds.step)")
    }
    if size < bounds.floor {
      note(
        .floor, "raised from \(PlanText.gibibytes(size)) to \(PlanText.gibibytes(bounds.floor))")
      size = bounds.floor
    }
    if size > bounds.cap {
      note(.cap, "cut from \(PlanText.gibibytes(size)) to \(PlanText.gibibytes(bounds.cap))")
      size = bounds.cap
    }
    rounding = size - exact
  }

  /// Where the size cut demand off, what lies beyond is not known: it grows by a stage and is looked at again.
  private mutating func stage() {
    guard size > current, observed.censoredDays > 0 else { return }
    let exact = ByteCount(
      Int64((Double(current.bytes) * (1 + limits.stagedGrowth)).rounded(.down)))
    let most = max(
      exact.roundedUp(to: bounds.step), (current + ByteCount(1)).roundedUp(to: bounds.step),
      bounds.floor)
    guard size > most else { return }
    note(
      .stagedGrowth,
      "\(PlanText.gibibytes(most)) instead of \(PlanText.gibibytes(size)): the size cut demand off, so "
        + "how far it goes is not known; it is looked at again in the next plan")
    size = most
  }

  /// Keeps the change within what one plan may do, in whole steps.
  private mutating func limitStep() {
    let down = [limits.maximumStep, limits.maximumShrink].compactMap { $0 }.min()
    if size < current, let down {
      let least = ByteCount(roundingUp: Double(current.bytes) * (1 - down))
        .roundedUp(to: bounds.step)
      if size < least {
        move(
          to: min(least, current), limits.maximumShrink == down ? .maximumShrink : .maximumStep,
          "at most \(PlanText.percent(down)) of the present size is taken away at once")
      }
    }
    if size > current, let up = limits.maximumStep {
      let exact = Int64((Double(current.bytes) * (1 + up)).rounded(.down))
      let most = ByteCount(exact - exact % bounds.step.bytes)
      if size > most {
        move(
          to: max(most, current), .maximumStep,
          "a size changes by at most \(PlanText.percent(up)) at once")
      }
    }
  }

  private mutating func move(to other: ByteCount, _ guardrail: GuardrailName, _ why: String) {
    note(
      guardrail,
      "\(PlanText.gibibytes(other)) instead of \(PlanText.gibibytes(size)): \(why); the rest follows in the next plan"
    )
    size = other
  }

  private mutating func settle(demanded: ByteCount) {
    let monthPeak = observed.monthPeak?.size ?? .zero
    if size < current, size < monthPeak, !limits.allowBelowObservedPeak {
      hold(.observedPeak, "the cap lies below the last month's peak")
      return
    }
    // Demand fits into the present size, so neither the step nor the floor is a reason to grow.
    if demanded <= current, size > current {
      hold(.sizeStep, "the next size allowed is larger and demand does not ask for it")
      return
    }
    let change = (size - current).bytes.magnitude
    guard change > 0, Double(change) < limits.deadBand * Double(current.bytes),
      monthPeak <= current
    else { return }
    hold(
      .deadBand,
      "a change of \(PlanText.percent(Double(change) / Double(current.bytes))) is below "
        + PlanText.percent(limits.deadBand))
  }

  private mutating func hold(_ guardrail: GuardrailName, _ why: String) {
    note(
      guardrail,
      "kept at \(PlanText.gibibytes(current)) instead of \(PlanText.gibibytes(size)): \(why)")
    size = current
  }

  private mutating func note(_ guardrail: GuardrailName, _ effect: String) {
    guardrails.append(PlanItem.AppliedGuardrail(guardrail, effect: effect))
  }

  func decision() -> SizeDecision {
    SizeDecision(
      entity: context.history.entity, current: current, size: size, curve: curve,
      serviceLevel: context.serviceLevel, rounding: rounding, guardrails: guardrails,
      reasons: reasons + [record?.sentence].compactMap { $0 },
      record: { record?.windows(within: $0) })
  }
}
