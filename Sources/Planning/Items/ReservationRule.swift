import CapacityModel
import HeadroomBasics

/// What the host must guarantee of a proposed size: the more, the more a shortage hurts.
///
/// Critical: the peak's 99 % quantile; standard: its median, as what lies above is rare and can be lent; batch: nothing.
/// Rounded up to the step and never above the size itself.
struct ReservationRule {
  let reservation: ByteCount?
  /// Why, one sentence.
  let reason: String

  /// What is guaranteed to an entity that a guardrail keeps as it is: no more than now, since its host may have no room.
  init(keeping reservation: ByteCount?) {
    self.reservation = reservation
    reason = "What is reserved for it stays as it is, as its size does."
  }

  init(tier: Tier, size: ByteCount, outlook: DemandOutlook, bounds: SizeBounds) {
    let level: Double? =
      switch tier {
      case .critical: 0.99
      case .standard: 0.5
      case .batch: nil
      }
    guard let level else {
      (reservation, reason) = (nil, "Nothing is reserved: batch work can wait.")
      return
    }
    let share = PlanText.percent(level)
    let wanted = max(outlook.quantile(at: level), ByteCount(1)).roundedUp(to: bounds.step)
    reservation = min(wanted, size)
    reason =
      "\(PlanText.gibibytes(min(wanted, size))) is reserved: the \(share) peak of a "
      + "\(tier.rawValue) entity" + (wanted > size ? ", cut to the size." : ".")
  }
}
