internal import CapacityModel
internal import HeadroomBasics

/// Collects how samples were taken, step by step.
struct EvidenceCollector {
  /// One a step of the calendar.
  private(set) var steps: [StepEvidence]

  private let calendar: StepCalendar
  private var run = Run()
  /// The last two samples, the latest first.
  private var (last, beforeLast): (Seen?, Seen?)
  private var twoHours = Mean()
  private var twoHourNumber = Int64.min
  private var day = Mean()
  private var step = -1

  /// One sample.
  private struct Seen {
    var instant: Int64
    var used: Int64
    var configured: Int64
  }

  /// A stretch of one value.
  private struct Run {
    var value = SampleBatch.missing
    var start: Int64 = 0
    /// Just after the time that its last sample stands for.
    var end: Int64 = 0
  }

  private struct Mean {
    var sum = 0.0
    var count = 0.0
    var value: Float { count == 0 ? 0 : Float(sum / count) }
  }

  private static let twoHourLength: Int64 = 7_200_000
  private static let hourLength: Int64 = 3_600_000

  /// Nothing was seen yet.
  init(_ calendar: StepCalendar) {
    self.calendar = calendar
    steps = Array(repeating: StepEvidence(), count: calendar.count)
  }

  /// Takes in a sample of demand; they come in time order.
  ///
  /// - Parameters:
  ///   - span: The time that it stands for, milliseconds.
  ///   - gap: The time since the sample before, milliseconds.
  mutating func add(
    at instant: Int64, in step: Int, used: Int64, configured: Int64, span: Int64, gap: Int64,
    isOff: Bool
  ) {
    if step != self.step {
      finishStep()
      self.step = step
    }
    steps[step].samples += 1
    // What it needs at hours in which it is always off is not known.
    if !isOff { steps[step].hours |= Self.hours(from: instant, for: span) }
    steps[step].longestGap = max(steps[step].longestGap, UInt32(clamping: gap / 1000))
    if instant % Self.twoHourLength != 0 { steps[step].standsAtEvenHours = false }
    if instant % (Self.hourLength / 2) != 0 { steps[step].standsAtHalfHours = false }
    guard !isOff else {
      (last, beforeLast, run) = (nil, nil, Run())
      return
    }
    countRun(used, at: instant, for: span)
    let seen = Seen(instant: instant, used: used, configured: configured)
    if let last {
      if last.used > 0, used > 0 { countJump(Float(used) / Float(last.used)) }
      if let beforeLast, Self.returns(seen, over: last, to: beforeLast) {
        steps[step].returns &+= 1
      }
    }
    (last, beforeLast) = (seen, last)
    countMeans(Double(used), at: instant)
  }

  /// The evidence of all steps.
  mutating func finished() -> [StepEvidence] {
    finishStep()
    step = -1
    return steps
  }

  private mutating func finishStep() {
    guard step >= 0 else { return }
    finishTwoHours()
    steps[step].mean = day.value
    (day, twoHourNumber) = (Mean(), .min)
  }

  private mutating func finishTwoHours() {
    steps[step].twoHourMean = max(steps[step].twoHourMean, twoHours.value)
    twoHours = Mean()
  }

  private mutating func countMeans(_ used: Double, at instant: Int64) {
    let number = Timestamp(milliseconds: instant).stepNumber(length: Self.twoHourLength)
    if number != twoHourNumber {
      finishTwoHours()
      twoHourNumber = number
    }
    twoHours.sum += used
    twoHours.count += 1
    day.sum += used
    day.count += 1
  }

  /// A source that is stuck may still move by a page.
  private static let page: Int64 = 4096

  /// Time without samples at the end of a run is none of it.
  private mutating func countRun(_ used: Int64, at instant: Int64, for span: Int64) {
    if run.value == SampleBatch.missing || abs(used - run.value) > Self.page {
      if run.value != SampleBatch.missing {
        let length = UInt32(clamping: (min(run.end, instant) - run.start) / 1000)
        steps[step].unchanged = max(steps[step].unchanged, max(length, 1))
      }
      run = Run(value: used, start: instant)
    }
    run.end = instant + span
    steps[step].unchangedAtEnd = UInt32(clamping: (instant - run.start) / 1000)
  }

  private mutating func countJump(_ ratio: Float) {
    let known = steps[step].jump
    if max(ratio, 1 / ratio) > max(known, 1 / known) { steps[step].jump = ratio }
  }

  /// Whether a sample leaves the one before it for the one before that.
  private static func returns(_ seen: Seen, over last: Seen, to beforeLast: Seen) -> Bool {
    let sizesKnown =
      seen.configured != SampleBatch.missing && last.configured != SampleBatch.missing
    if sizesKnown, seen.configured == beforeLast.configured, seen.configured != last.configured {
      return true
    }
    let step = Double(seen.used - last.used).magnitude
    guard step > 0.05 * Double(max(seen.used, last.used)) else { return false }
    return Double(seen.used - beforeLast.used).magnitude < 0.1 * step
  }

  /// The hours of the day, UTC, that a stretch touches.
  private static func hours(from instant: Int64, for span: Int64) -> UInt32 {
    let first = Timestamp(milliseconds: instant).stepNumber(length: hourLength)
    let end = Timestamp(milliseconds: instant + max(span, 1) - 1).stepNumber(length: hourLength)
    if end - first >= 23 { return StepEvidence.allHours }
    var bits: UInt32 = 0
    for hour in first...end { bits |= 1 << UInt32(((hour % 24) + 24) % 24) }
    return bits
  }
}
