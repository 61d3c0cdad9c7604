import CapacityModel
import HeadroomBasics

/// Splits a proposed size into what always has to be there and what is needed only at times that come again.
struct PreallocationRule {
  /// The times within the horizon; empty where nothing recurs or the platform cannot add memory while a guest runs.
  let schedule: [PlanItem.Preallocation]
  /// Why, one sentence; `nil` where nothing recurs.
  let reason: String?

  /// A split below this share of the size is not worth its changes.
  private static let leastShare = 0.1

  /// - Parameters:
  ///   - size: The proposed size, which the recurring peaks need.
  ///   - canHotAdd: Whether the platform adds memory while the guest runs.
  ///   - horizon: Days ahead.
  init(
    _ history: EntityHistory, size: ByteCount, bounds: SizeBounds, canHotAdd: Bool?,
    now: Timestamp, horizon: Int
  ) {
    guard let recurring = RecurringPeaks(in: history), recurring.inside > .zero else {
      (schedule, reason) = ([], nil)
      return
    }
    // The size's own margin over recurring demand is kept over the demand of other days.
    let ratio = max(1, Double(size.bytes) / Double(recurring.inside.bytes))
    let wanted = ByteCount(Int64((ratio * Double(recurring.outside.bytes)).rounded(.up)))
    let base = max(wanted.roundedUp(to: bounds.step), bounds.floor)
    let windows = recurring.windows(from: now, days: horizon)
    guard base < size, Double((size - base).bytes) >= Self.leastShare * Double(size.bytes),
      !windows.isEmpty
    else {
      (schedule, reason) = ([], nil)
      return
    }
    let amount = size - base
    let start =
      "Demand is high \(recurring.days.text): \(recurring.high) of "
      + "\(PlanText.count(recurring.seen, "time")) a fifth and more above other days, "
      + "\(PlanText.gibibytes(recurring.inside)) against \(PlanText.gibibytes(recurring.outside))"
    guard canHotAdd == true else {
      schedule = []
      reason =
        start
        + "; with hot-add \(PlanText.gibibytes(amount)) of the size would be needed only then."
      return
    }
    schedule = windows.map {
      PlanItem.Preallocation(amount: amount, from: $0.start, until: $0.end)
    }
    reason =
      start + "; \(PlanText.gibibytes(amount)) of the size is set aside for "
      + "\(PlanText.count(windows.count, "such time")), \(PlanText.gibibytes(base)) does otherwise."
  }
}
