public import CapacityModel
public import HeadroomBasics

/// Plays an entity's demand again under other sizes and adds up what that costs.
///
/// Demand does not depend on the size unless the size cut it off, so the answer is exact for the steps given, and
/// steps that were cut off are left out instead of being read as fits. Per window of length `w`, with the entity's usual
/// peak `s`:
///
///     cost = (slack · Σ (size − demand)⁺ + shortage · Σ (demand − size)⁺) / (w · s)
///          + event · [some step's peak > size] + resize · [size changed]
///
/// with slack and shortage in GiB-hours: the cost is in windows of the usual peak ("size-days" for daily windows).
/// With steps of a day slack is that below each day's own peak; with the finest samples as steps it is all of it.
public enum SizingReplay {
  private static let gibibyte = 1_073_741_824.0

  /// The mean of the daily peaks seen in a warm-up, at least 0.25 GiB, so that a nearly idle entity is not weighed by
  /// dividing by almost nothing.
  ///
  /// - Parameter peaks: Peaks of the warm-up's days, bytes, `nil` where unobserved.
  /// - Returns: Bytes.
  public static func usualPeak(of peaks: some Sequence<Double?>) -> Double {
    DemandRecord.usualPeak(of: peaks)
  }

  /// Scores the sizes in force over one entity's steps.
  ///
  /// - Parameters:
  ///   - peaks: Realised demand of each step (its largest value), bytes, shape `[T]`; `nil` for gaps and off time,
  ///     which cost nothing.
  ///   - censored: Whether the size cut demand off in that step, shape `[T]`; such a step is left out.
  ///   - sizes: The size in force in each step, bytes, `> 0`, shape `[T]`.
  ///   - sizeBefore: The size in force before the first step; `nil` makes the first size free.
  ///   - step: The length of a step.
  ///   - stepsPerWindow: Steps in one window of the cost model, `> 0`; the last one may lack steps. Weekly decisions
  ///     whose events are counted by the day keep daily windows and sizes that change once a week.
  ///   - costs: The prices.
  ///   - usualPeak: The entity's usual peak, bytes, `> 0`; see `usualPeak(of:)`.
  public static func score(
    peaks: [Double?], censored: [Bool], sizes: [Double], sizeBefore: Double? = nil,
    step: Duration = .days(1), stepsPerWindow: Int = 1, costs: CostModel, usualPeak: Double
  ) -> ReplayOutcome {
    precondition(
      peaks.count == censored.count && peaks.count == sizes.count,
      "\(peaks.count) peaks, \(censored.count) marks, \(sizes.count) sizes")
    precondition(
      stepsPerWindow > 0 && step.wholeMilliseconds > 0 && usualPeak > 0,
      "\(stepsPerWindow) steps of \(step) a window, usual peak \(usualPeak)")
    var outcome = ReplayOutcome.zero
    for first in stride(from: 0, to: peaks.count, by: stepsPerWindow) {
      let window = first..<min(first + stepsPerWindow, peaks.count)
      var part = judged(peaks, censored, sizes, in: window, stepDays: step.inDays)
      // A window that does not fit is one event, even where the steps end before the window does.
      if part.shortageGibibyteDays > 0 {
        part.shortageDays = step.inDays * Double(stepsPerWindow)
      }
      outcome += part
    }
    outcome.resizes = resizes(in: sizes, from: sizeBefore)
    price(&outcome, costs, stepDays: step.inDays, stepsPerWindow, usualPeak)
    return outcome
  }

  /// Volumes and days of one window.
  private static func judged(
    _ peaks: [Double?], _ censored: [Bool], _ sizes: [Double], in window: Range<Int>,
    stepDays: Double
  ) -> ReplayOutcome {
    var outcome = ReplayOutcome.zero
    for index in window {
      precondition(sizes[index] > 0, "a size of \(sizes[index]) bytes in step \(index)")
      guard let peak = peaks[index] else { continue }
      if censored[index] {
        outcome.censoredDays += stepDays
        continue
      }
      let unit = stepDays / gibibyte
      outcome.slackGibibyteDays += max(0, sizes[index] - peak) * unit
      outcome.shortageGibibyteDays += max(0, peak - sizes[index]) * unit
      outcome.sizeGibibyteDays += sizes[index] * unit
      outcome.demandGibibyteDays += peak * unit
      outcome.days += stepDays
    }
    return outcome
  }

  private static func resizes(in sizes: [Double], from before: Double?) -> Int {
    var previous = before ?? sizes.first
    var count = 0
    for size in sizes {
      if size != previous { count += 1 }
      previous = size
    }
    return count
  }

  private static func price(
    _ outcome: inout ReplayOutcome, _ costs: CostModel, stepDays: Double, _ stepsPerWindow: Int,
    _ usualPeak: Double
  ) {
    let windowDays = stepDays * Double(stepsPerWindow)
    let unit = windowDays * usualPeak / gibibyte
    // GiB-hours over GiB-hours of a window: the hours cancel, days do as well.
    let volumes =
      (costs.slack * outcome.slackGibibyteDays + costs.shortage * outcome.shortageGibibyteDays)
      / unit
    outcome.cost =
      volumes + costs.event * outcome.shortageDays / windowDays
      + costs.resize * Double(outcome.resizes)
  }
}
