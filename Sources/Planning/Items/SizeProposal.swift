import CapacityModel
import HeadroomBasics

/// The way from a policy's size to the proposed one, each change recorded.
///
/// In order: the policy's size; no lower than the last month's peak; up to the step; no lower than the floor; no higher
/// than the cap; and the present size again where the change would be none, too small, or not asked for by demand.
struct SizeProposal {
  /// The size proposed.
  private(set) var size: ByteCount
  /// The parts of `size`.
  private(set) var explanation: SizeExplanation
  /// What changed it.
  private(set) var guardrails: [PlanItem.AppliedGuardrail] = []

  /// Walks from the policy's size to the proposed one.
  ///
  /// - Parameters:
  ///   - wanted: The policy's size.
  ///   - current: The present size.
  ///   - outlook: The forecast.
  ///   - serviceLevel: The probability the size should hold.
  ///   - monthPeak: The largest demand of the last full month.
  ///   - bounds: Floor, cap and step.
  ///   - limits: The other guardrails.
  ///   - held: Why the present size stays whatever is wanted; `nil` where it need not.
  init(
    wanted: ByteCount, current: ByteCount, outlook: DemandOutlook, serviceLevel: Double,
    monthPeak: ByteCount?, bounds: SizeBounds, limits: Guardrails, held: Hold? = nil
  ) {
    size = wanted
    explanation = outlook.medianParts
    explanation.tail = outlook.quantile(at: serviceLevel) - explanation.size
    explanation.margin = wanted - explanation.size
    if !limits.allowBelowObservedPeak, let monthPeak { raise(to: monthPeak) }
    let demanded = size
    round(within: bounds)
    limitStep(from: current, bounds: bounds, limits: limits)
    settle(
      demanded: demanded, current: current, monthPeak: monthPeak ?? .zero, limits: limits)
    if let held, size != current { hold(current, held.guardrail, held.why) }
  }

  /// Keeps the change within what one plan may do, in whole steps.
  private mutating func limitStep(
    from current: ByteCount, bounds: SizeBounds, limits: Guardrails
  ) {
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
    explanation.margin += other - size
    size = other
  }

  private mutating func raise(to monthPeak: ByteCount) {
    guard size < monthPeak else { return }
    note(
      "observed-peak",
      "raised from \(PlanText.gibibytes(size)) to the last month's peak of "
        + "\(PlanText.gibibytes(monthPeak))")
    explanation.margin += monthPeak - size
    size = monthPeak
  }

  private mutating func round(within bounds: SizeBounds) {
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
    explanation.rounding = size - exact
  }

  private mutating func settle(
    demanded: ByteCount, current: ByteCount, monthPeak: ByteCount, limits: Guardrails
  ) {
    if size < current, size < monthPeak, !limits.allowBelowObservedPeak {
      hold(current, "observed-peak", "the cap lies below the last month's peak")
      return
    }
    // Demand fits into the present size, so neither the step nor the floor is a reason to grow.
    if demanded <= current, size > current {
      hold(current, "size-step", "the next size allowed is larger and demand does not ask for it")
      return
    }
    let change = (size - current).bytes.magnitude
    guard change > 0, Double(change) < limits.deadBand * Double(current.bytes),
      monthPeak <= current
    else { return }
    hold(
      current, "dead-band",
      "a change of \(PlanText.percent(Double(change) / Double(current.bytes))) is below "
        + PlanText.percent(limits.deadBand))
  }

  private mutating func hold(_ current: ByteCount, _ name: String, _ why: String) {
    note(
      name, "kept at \(PlanText.gibibytes(current)) instead of \(PlanText.gibibytes(size)): \(why)")
    explanation.margin += current - size
    size = current
  }

  private mutating func note(_ name: String, _ effect: String) {
    guardrails.append(PlanItem.AppliedGuardrail(name: name, effect: effect))
  }
}
