public import HeadroomBasics

/// The equal steps that all series of a panel share.
///
/// Step `i` covers the half-open stretch from `start + i × step` to `start + (i + 1) × step`.
public struct StepCalendar: Hashable, Sendable, Codable {
  /// The first instant of step 0.
  public var start: Timestamp
  /// The length of a step, milliseconds, `> 0`.
  public var stepMilliseconds: Int64
  /// How many steps.
  public var count: Int

  /// Creates a calendar of `count` steps of `step` from `start`.
  public init(start: Timestamp, step: Duration, count: Int) {
    let length = step.wholeMilliseconds
    precondition(length > 0 && count >= 0, "\(count) steps of \(length) ms")
    (self.start, stepMilliseconds, self.count) = (start, length, count)
  }

  /// Creates the calendar of the steps, multiples of `step` since the epoch, that hold an instant of `range`.
  public init(covering range: TimeRange, step: Duration) {
    let start = range.start.roundedDown(to: step)
    let last = Timestamp(milliseconds: range.end.milliseconds - 1).roundedDown(to: step)
    let steps = (last.milliseconds - start.milliseconds) / step.wholeMilliseconds + 1
    self.init(start: start, step: step, count: Int(steps))
  }

  /// The length of a step.
  public var step: Duration { .milliseconds(stepMilliseconds) }

  /// The first instant of step `index`; `index` may lie outside the calendar.
  public func instant(_ index: Int) -> Timestamp {
    Timestamp(milliseconds: start.milliseconds + Int64(index) * stepMilliseconds)
  }

  /// The stretch that all steps cover.
  public var range: TimeRange { TimeRange(start: start, end: instant(count)) }

  /// The calendar of the first `count` steps.
  public func prefix(_ count: Int) -> StepCalendar {
    StepCalendar(start: start, step: step, count: count)
  }

  /// The `count` steps that follow the last one.
  public func following(_ count: Int) -> StepCalendar {
    StepCalendar(start: instant(self.count), step: step, count: count)
  }
}
