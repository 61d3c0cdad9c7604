package import CapacityModel

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
  /// Judged days.
  package var days = 0.0

  /// Nothing replayed.
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
