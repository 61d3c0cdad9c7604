package import CapacityModel
package import Sizing

/// Follows sizes through an entity's days and adds up what they would have cost; exact, as demand does not depend on them.
package enum RecordReplay {
  /// Adds up the days of `range` for the sizes held.
  ///
  /// - Parameters:
  ///   - held: The grid index of the size in force on each day, −1 before the first decision; shape `[D]`.
  ///   - range: The days that count. A change on its first day counts where a size was held before it.
  package static func tally(
    _ record: DemandRecord, held: UnsafeBufferPointer<Int32>, in range: Range<Int>
  ) -> ReplayTally {
    var sum = ReplayTally()
    var (sizeHours, useHours, shortHours, overPeak) = (0.0, 0.0, 0.0, 0.0)
    for day in range where held[day] >= 0 {
      let index = Int(held[day])
      if day > 0, held[day - 1] >= 0, held[day - 1] != held[day] {
        sum.resizes += 1
        let grows = held[day - 1] < held[day]
        if grows ? record.restarts.onGrowth : record.restarts.onShrink { sum.restarts += 1 }
      }
      let hours = record.hours[day]
      guard hours > 0 else { continue }
      let size = record.grid.size(index)
      let short = record.shortage(day: day, index: index)
      sizeHours += size * hours
      useHours += record.use[day]
      shortHours += short
      if short > 0 { sum.events += 1 }
      let peak = record.judgedPeaks[day]
      if peak >= 0 || short > 0 { sum.days += 1 }
      if peak >= 0, size > peak { overPeak += (size - peak) * hours }
    }
    let unit = 1 / (24 * record.usualPeak)
    sum.slack = max(0, sizeHours - useHours + shortHours) * unit
    (sum.shortage, sum.size, sum.slackOverPeak) = (
      shortHours * unit, sizeHours * unit, overPeak * unit
    )
    return sum
  }

  /// The sizes that follow a target with a dead band.
  ///
  /// A decision is taken every `window` days from `first` on. The first one buys the target; later ones raise where the
  /// size that covers the target is above the one held by more than `band.up` of it, and shrink where it is below by more
  /// than `band.down`.
  ///
  /// - Parameters:
  ///   - targets: Before `margin`, bytes, for each day from what was known at its start; negative for none; at least D.
  ///   - held: Receives grid indices, shape `[D]`.
  package static func follow(
    _ targets: [Double], margin: Double, band: DeadBand, on grid: SizeGrid,
    schedule: OriginSchedule,
    into held: UnsafeMutableBufferPointer<Int32>
  ) {
    var index: Int32 = -1
    for day in held.indices {
      if schedule.contains(day), targets[day] >= 0 {
        let wanted = Int32(grid.index(covering: targets[day] * margin))
        let (want, have) = (Double(wanted + 1), Double(index + 1))
        if index < 0 || want > have * (1 + band.up) || want < have * (1 - band.down) {
          index = wanted
        }
      }
      held[day] = day < schedule.first ? -1 : index
    }
  }
}

/// What one entity's held sizes added up to over a stretch of days, before prices.
///
/// Volumes are in days of the entity's usual peak ("size-days"), so that entities weigh equally and any prices can be
/// put on afterwards.
package struct ReplayTally: Sendable, Hashable {
  /// Σ (size − demand)⁺, size-days.
  package var slack = 0.0
  /// Σ (demand − size)⁺, size-days.
  package var shortage = 0.0
  /// Days whose peak did not fit.
  package var events = 0.0
  /// Changes of size.
  package var resizes = 0.0
  /// Changes of size that took a restart.
  package var restarts = 0.0
  /// Σ size, size-days.
  package var size = 0.0
  /// Σ (size − the day's peak)⁺, size-days.
  package var slackOverPeak = 0.0
  /// How many days were judged.
  package var days = 0.0

  /// Creates a tally of no days.
  package init() {}

  /// What the tally costs, in days of the usual peak.
  package func cost(_ prices: CostModel) -> Double {
    prices.slack * slack + prices.shortage * shortage + prices.event * events
      + prices.resize * resizes + prices.restart * restarts
  }

  /// Adds `right` to `left`.
  package static func += (left: inout ReplayTally, right: ReplayTally) {
    left.slack += right.slack
    left.shortage += right.shortage
    left.events += right.events
    left.resizes += right.resizes
    left.restarts += right.restarts
    left.size += right.size
    left.slackOverPeak += right.slackOverPeak
    left.days += right.days
  }
}
