public import CapacityModel
public import HeadroomBasics
internal import RealModule

/// What other decisions taught of one entity's: how likely demand passes a size, and how such promises were kept.
public struct DecisionKnowledge: Sendable, Hashable {
  /// P(peak > size | past) at the plan's horizon.
  public var model: HorizonExceedance
  /// What became of decisions.
  public var calibration: DecisionCalibration

  /// Creates knowledge.
  public init(model: HorizonExceedance, calibration: DecisionCalibration) {
    (self.model, self.calibration) = (model, calibration)
  }
}

/// All that a decision rests on: what was known at the origin, and nothing later.
public struct DecisionContext: Sendable {
  /// Demand and sizes up to the origin.
  public var history: EntityHistory
  /// The origin.
  public var now: Timestamp
  /// Days for which the size must hold, `> 0`.
  public var horizon: Int
  /// How much a shortage hurts.
  public var tier: Tier
  /// The probability aimed at, in (0, 1).
  public var serviceLevel: Double
  /// Floor, cap and step.
  package var bounds: SizeBounds
  /// The other guardrails.
  public var limits: Guardrails
  /// The size that another policy wants; `nil` for the one whose expected cost is least.
  public var wanted: Recommendation?

  /// Creates a context.
  package init(
    history: EntityHistory, now: Timestamp, horizon: Int, tier: Tier, serviceLevel: Double,
    bounds: SizeBounds, limits: Guardrails, wanted: Recommendation? = nil
  ) {
    (self.history, self.now, self.horizon) = (history, now, horizon)
    (self.tier, self.serviceLevel) = (tier, serviceLevel)
    (self.bounds, self.limits, self.wanted) = (bounds, limits, wanted)
  }
}

/// The one place that decides, bounds, rounds and scores a size: a pure function.
///
/// Plans call it for now, backtests for every past origin. `docs/methods/decision.md` has the formulas.
public enum SizeDecider {
  /// Decides the size of one entity.
  ///
  /// - Parameter knowledge: What the fleet and others taught, of horizons that ended by the origin.
  public static func decide(
    _ context: DecisionContext, knowing knowledge: DecisionKnowledge
  ) -> SizeDecision {
    decided(context, knowing: knowledge).decision
  }

  /// The decision, and the model's log-odds that demand passes its size: what is learnt from.
  package static func decided(
    _ context: DecisionContext, knowing knowledge: DecisionKnowledge
  ) -> (decision: SizeDecision, logOdds: Double?) {
    let history = context.history
    let past = PastState(history, origin: history.peaks.count, horizon: context.horizon)
    let decision = decide(
      context, curve: past.map { PeakCurve(of: history, past: $0, knowing: knowledge) },
      record: past.map { PastRecord($0, history) })
    let logOdds = decision.size.flatMap { size in
      past.map { knowledge.model.logOdds($0, size: Double(size.bytes)) }
    }
    return (decision, logOdds)
  }

  /// The decisions that several policies' sizes lead to, by one curve.
  ///
  /// - Parameter wanted: What each policy wants; `nil` for the size whose expected cost is least.
  package static func decide(
    _ context: DecisionContext, knowing knowledge: DecisionKnowledge, wanted: [Recommendation?]
  ) -> [SizeDecision] {
    let history = context.history
    let past = PastState(history, origin: history.peaks.count, horizon: context.horizon)
    let curve = past.map { PeakCurve(of: history, past: $0, knowing: knowledge) }
    return wanted.map { wanted in
      var context = context
      context.wanted = wanted
      return decide(context, curve: curve)
    }
  }

  /// Decides by a given curve; everything else is as in `decide(_:knowing:)`.
  ///
  /// - Parameters:
  ///   - curve: P(peak over the horizon > size); `nil` where too little is known.
  ///   - record: What the entity's own past says, for the reasons.
  package static func decide(
    _ context: DecisionContext, curve: PeakCurve?, record: PastRecord? = nil
  ) -> SizeDecision {
    let history = context.history
    let observed = ObservedPast(history, now: context.now)
    let obstacles = Obstacles.all(
      for: history, past: observed, limits: context.limits, isKnown: curve != nil,
      wanted: context.wanted)
    guard obstacles.isEmpty, let curve, let current = history.configured else {
      return SizeDecision(
        investigating: history.entity, current: history.configured, curve: curve,
        serviceLevel: context.serviceLevel, obstacles: obstacles)
    }
    var choice = SizeChoice(
      context: context, observed: observed, record: record, curve: curve, current: current)
    choice.choose()
    return choice.decision()
  }
}

/// What an entity's own past says of a size, in words.
package struct PastRecord: Sendable {
  private let windows: PastWindows
  private let shift: Timestamp?

  init(_ past: PastState, _ history: EntityHistory) {
    windows = past.windows
    shift = past.restart.map { history.start + .days(Int64($0)) }
  }

  /// Complete sentences.
  func sentences(about size: ByteCount, horizon: Int) -> [String] {
    var sentences: [String] = []
    if let shift {
      sentences.append(
        "Its level shifted on \(shift.dateText) and stayed there, so its record begins anew on that day."
      )
    }
    if windows.peaks.count > 1 {
      let kept = windows.peaks.count { $0 <= Double(size.bytes) }
      sentences.append(
        "\(kept) of \(windows.peaks.count) past windows of \(PlanText.count(horizon, "day")) "
          + "stayed within \(PlanText.gibibytes(size)).")
    }
    return sentences
  }
}

extension PeakCurve {
  /// The final curve of an entity: the model's, corrected by what became of decisions, bounded by the entity's own record.
  init(of history: EntityHistory, past: PastState, knowing knowledge: DecisionKnowledge) {
    let highest = Double.exp(past.references[5])
    let low = max(PastState.floor / 2, 0.4 * Double.exp(past.references[7]))
    let high = max(16 * highest, 4 * (past.size ?? highest))
    let ratio = Double.pow(high / low, 1 / Double(Self.points - 1))
    var sizes = (0..<Self.points).map { low * Double.pow(ratio, Double($0)) }
    let misses = PastMisses(history)
    // Promises jump where the own past no longer passes a size.
    sizes += [misses.most * (1 - 1e-6), misses.most].filter { $0 > 0 }
    if let size = past.size { sizes += [0.97 * size, size, size * 1.001] }
    sizes.sort()
    var distinct: [Double] = []
    for size in sizes where size > (distinct.last ?? 0) * (1 + 1e-9) { distinct.append(size) }
    self.init(
      sizes: distinct,
      exceedance: zip(distinct, past.windows.bounds(of: distinct)).map { size, bound in
        let logOdds = knowledge.model.logOdds(past, size: size)
        let line: DecisionCalibration.Line =
          if let present = past.size {
            size < present * (1 - 1e-9)
              ? knowledge.calibration.shrink
              : size > present * (1 + 1e-9)
                ? knowledge.calibration.grow : knowledge.calibration.hold
          } else { .none }
        // What its own past would not have kept is never promised for sure, however long ago that was.
        let most = min(bound, misses.any(at: size) ? 0.99 : 1)
        return max(line.probability(logOdds), 1 - most)
      })
  }

  private static let points = 64
}

/// Whether any day of the past would not have fitted a size.
private struct PastMisses {
  let most: Double

  init(_ history: EntityHistory) {
    var most = 0.0
    for (day, peak) in history.peaks.enumerated() {
      guard let peak else { continue }
      let capped = history.censoredMilliseconds[day] > 0
      most = max(most, peak, capped ? (history.sizes[day] ?? peak / 0.97).nextUp : 0)
    }
    self.most = most
  }

  func any(at size: Double) -> Bool { most > size }
}

/// The choice of a size, each bound that moved it recorded.
private struct SizeChoice {
  let context: DecisionContext
  let observed: ObservedPast
  let record: PastRecord?
  let curve: PeakCurve
  let current: ByteCount
  private var size: ByteCount
  private var rounding = ByteCount.zero
  private var guardrails: [PlanItem.AppliedGuardrail] = []
  private var reasons: [String] = []

  init(
    context: DecisionContext, observed: ObservedPast, record: PastRecord?, curve: PeakCurve,
    current: ByteCount
  ) {
    (self.context, self.observed, self.record) = (context, observed, record)
    (self.curve, self.current) = (curve, current)
    size = current
  }

  private var bounds: SizeBounds { context.bounds }
  private var limits: Guardrails { context.limits }

  /// What a miss costs, GiB over the horizon.
  private var missCost: Double {
    let tier =
      switch context.tier {
      case .critical: 4.0
      case .standard: 1.0
      case .batch: 0.25
      }
    return limits.missCost * tier * 30 / Double(context.horizon)
  }

  /// What a growth has to save beyond its memory, GiB over the horizon.
  private var growthCost: Double { limits.growthCost * 30 / Double(context.horizon) }

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
    } else {
      exact = cheapest(above: max(monthPeak, recurring?.inside ?? .zero))
      size = exact
    }
    raise(to: monthPeak, "observed-peak", "the last month's peak of")
    if let recurring, size < recurring.inside {
      // No reason to take memory away; whether it is one to give more is a matter of cost.
      raise(
        to: size > current ? recurring.inside : min(recurring.inside, current), "business-cycle",
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
      size.gibibytes + missCost * (1 - curve.probability(ofPeakAtMost: Double(size.bytes)))
    }
    var (best, bestCost) = (current, cost(current))
    let low = max(least.roundedUp(to: bounds.step), bounds.floor)
    let meets = curve.quantile(at: context.serviceLevel)
    let lowest = max(
      low, ByteCount(Int64(min(meets, 0x1p59).rounded(.up))).roundedUp(to: bounds.step))
    if lowest < current {
      var size = lowest
      // Larger sizes than the least that is sure enough cost more memory and fewer misses.
      let stride = max(
        bounds.step, ByteCount((current - lowest).bytes / 200).roundedUp(to: bounds.step))
      while size < current {
        if isChange(size), cost(size) < bestCost { (best, bestCost) = (size, cost(size)) }
        size += stride
      }
      if best < current { return best }
    }
    let score = curve.probability(ofPeakAtMost: Double(current.bytes))
    guard score < context.serviceLevel else { return current }
    let top = min(max(lowest, low), bounds.cap)
    guard top > current else { return current }
    bestCost -= growthCost
    let stride = max(
      bounds.step, ByteCount((top - current).bytes / 200).roundedUp(to: bounds.step))
    var size = max(low, (current + ByteCount(1)).roundedUp(to: bounds.step))
    while size <= top {
      if isChange(size), cost(size) < bestCost { (best, bestCost) = (size, cost(size)) }
      size += stride
    }
    return best
  }

  /// Whether a size is far enough from the present one to be worth a ticket.
  private func isChange(_ size: ByteCount) -> Bool {
    Double((size - current).bytes.magnitude) >= limits.deadBand * Double(current.bytes)
  }

  private mutating func raise(to least: ByteCount, _ name: String, _ why: String) {
    guard size < least, size != current || current >= least else { return }
    note(
      name,
      "raised from \(PlanText.gibibytes(size)) to \(why) \(PlanText.gibibytes(least))")
    size = least
  }

  private mutating func round() {
    let exact = size
    size = size.roundedUp(to: bounds.step)
    if size > exact {
      note(
        "size-step",
        "rounded up from \(PlanText.gibibytes(exact)) to a multiple of \(bounds.step)")
    }
    if size < bounds.floor {
      note(
        "floor", "raised from \(PlanText.gibibytes(size)) to \(PlanText.gibibytes(bounds.floor))")
      size = bounds.floor
    }
    if size > bounds.cap {
      note("cap", "cut from \(PlanText.gibibytes(size)) to \(PlanText.gibibytes(bounds.cap))")
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
      exact.roundedUp(to: bounds.step), (current + ByteCount(1)).roundedUp(to: bounds.step))
    guard size > most else { return }
    note(
      "staged-growth",
      "\(PlanText.gibibytes(most)) instead of \(PlanText.gibibytes(size)): the size cut demand off, so "
        + "how far it goes is not known; it is looked at again in the next plan")
    size = most
  }

  /// Keeps the change within what one plan may do, in whole steps.
  private mutating func limitStep() {
    let down = [limits.maximumStep, limits.maximumShrink].compactMap { $0 }.min()
    if size < current, let down {
      let least = ByteCount(Int64((Double(current.bytes) * (1 - down)).rounded(.up)))
        .roundedUp(to: bounds.step)
      if size < least {
        move(
          to: min(least, current), limits.maximumShrink == down ? "maximum-shrink" : "maximum-step",
          "at most \(PlanText.percent(down)) of the present size is taken away at once")
      }
    }
    if size > current, let up = limits.maximumStep {
      let exact = Int64((Double(current.bytes) * (1 + up)).rounded(.down))
      let most = ByteCount(exact - exact % bounds.step.bytes)
      if size > most {
        move(
          to: max(most, current), "maximum-step",
          "a size changes by at most \(PlanText.percent(up)) at once")
      }
    }
  }

  private mutating func move(to other: ByteCount, _ name: String, _ why: String) {
    note(
      name,
      "\(PlanText.gibibytes(other)) instead of \(PlanText.gibibytes(size)): \(why); the rest follows in the next plan"
    )
    size = other
  }

  private mutating func settle(demanded: ByteCount) {
    let monthPeak = observed.monthPeak?.size ?? .zero
    if size < current, size < monthPeak, !limits.allowBelowObservedPeak {
      hold("observed-peak", "the cap lies below the last month's peak")
      return
    }
    // Demand fits into the present size, so neither the step nor the floor is a reason to grow.
    if demanded <= current, size > current {
      hold("size-step", "the next size allowed is larger and demand does not ask for it")
      return
    }
    let change = (size - current).bytes.magnitude
    guard change > 0, Double(change) < limits.deadBand * Double(current.bytes),
      monthPeak <= current
    else { return }
    hold(
      "dead-band",
      "a change of \(PlanText.percent(Double(change) / Double(current.bytes))) is below "
        + PlanText.percent(limits.deadBand))
  }

  private mutating func hold(_ name: String, _ why: String) {
    note(
      name, "kept at \(PlanText.gibibytes(current)) instead of \(PlanText.gibibytes(size)): \(why)")
    size = current
  }

  private mutating func note(_ name: String, _ effect: String) {
    guardrails.append(PlanItem.AppliedGuardrail(name: name, effect: effect))
  }

  func decision() -> SizeDecision {
    SizeDecision(
      entity: context.history.entity, current: current, size: size, curve: curve,
      serviceLevel: context.serviceLevel, rounding: rounding, guardrails: guardrails,
      reasons: reasons
        + (record?.sentences(about: size, horizon: context.horizon) ?? []))
  }
}
