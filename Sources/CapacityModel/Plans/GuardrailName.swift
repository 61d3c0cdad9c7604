/// The guardrails that can change an item; `docs/formats/plan.md` states the rule of each.
///
/// A plan keeps the text (`PlanItem.AppliedGuardrail.name`), so that one of another version, which may name others, can be read.
public enum GuardrailName: String, CaseIterable, Sendable {
  /// Too few observed days.
  case minimumHistory = "minimum-history"
  /// Demand was cut off by the size on too many days.
  case censoredDemand = "censored-demand"
  /// Samples that are doubted: `EntityQuality`.
  case dataQuality = "data-quality"
  /// No size below what the last month reached.
  case observedPeak = "observed-peak"
  /// No shrink below the size that is sure enough.
  case serviceLevel = "service-level"
  /// No growth that costs more than the misses that it avoids.
  case growthCost = "growth-cost"
  /// No size below peaks of month ends that come again within the horizon.
  case businessCycle = "business-cycle"
  /// Sizes are multiples of a step.
  case sizeStep = "size-step"
  /// The smallest size.
  case floor
  /// The largest size.
  case cap
  /// Growth by stages where the size cut demand off.
  case stagedGrowth = "staged-growth"
  /// The largest change in one plan.
  case maximumStep = "maximum-step"
  /// The largest part taken away in one plan.
  case maximumShrink = "maximum-shrink"
  /// A change too small for a ticket.
  case deadBand = "dead-band"
  /// A time in which nothing is changed.
  case freeze
  /// An entity whose size is not touched.
  case protected
  /// Too little confidence to shrink.
  case minimumConfidence = "minimum-confidence"
  /// Some shrinks go first, the others wait.
  case canary
  /// Too many changes on one host.
  case changesPerHost = "changes-per-host"
  /// Too many changes in one window.
  case changesPerWindow = "changes-per-window"
  /// The host cannot take a growth.
  case hostCapacity = "host-capacity"
}
