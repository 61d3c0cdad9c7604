public import CapacityModel
internal import HeadroomBasics

/// One entity's samples, read as demand on a calendar.
public struct DemandHistory: Sendable, Hashable {
  /// Peaks, sizes, and time off or cut off, step by step.
  public var history: EntityHistory
  /// For each step, whether it was watched long enough to know its peak (`DemandDefinition.coverage`) and the entity was on
  /// in it: what a forecast may learn from.
  public var representative: [Bool]
  /// For each step, the time that its samples stand for, milliseconds, time off included.
  public var observedMilliseconds: [Int64]
  /// The instants of its first and last sample of demand, milliseconds since the epoch; `nil` where there is none.
  public var ends: ClosedRange<Int64>?

  /// Reads samples as demand.
  ///
  /// A stretch with `used` at 0 and `configured` at 0, or with `used` at 0 for `definition.offAfter` or longer, is off: its
  /// samples are no demand. A sample stands for the time up to the next one, at most twice the usual step between
  /// samples there: hours and days that retention rolled up stand for themselves. Demand is cut off (censored) where `used` ≥ `definition.censoredShare` × `configured`, or where `swapped` rose.
  ///
  /// - Parameters:
  ///   - block: `used` and, where known, `configured` and `swapped`; other metrics are not looked at.
  ///   - calendar: The steps; samples outside are not looked at.
  ///   - collectsEvidence: Whether to note how samples were taken, for whoever asks how far they can be believed.
  public init(
    of block: SampleBlock, on calendar: StepCalendar,
    as definition: DemandDefinition = DemandDefinition(), collectsEvidence: Bool = true
  ) {
    let samples = DemandSamples(block, within: calendar.range)
    let off = samples.offMarks(by: definition)
    let spans = samples.spans()
    var steps = StepAccumulator(calendar: calendar)
    var evidence = collectsEvidence ? EvidenceCollector(calendar) : nil
    for i in samples.instants.indices {
      let censored = !off[i] && samples.isCutOff(i, share: definition.censoredShare)
      let step = samples.step(of: i, in: calendar)
      steps.add(samples, i, in: step, span: spans[i], off: off[i], censored: censored)
      guard samples.used[i] != SampleBatch.missing else { continue }
      evidence?.add(
        at: samples.instants[i], in: step, used: samples.used[i], configured: samples.configured[i],
        span: samples.isBeforeGap(i, spans) ? spans[i] / 2 : spans[i], gap: samples.gap(before: i),
        isOff: off[i])
    }
    let size = samples.configured.last { $0 != SampleBatch.missing && $0 > 0 }
    history = EntityHistory(
      entity: block.entity, configured: size.map(ByteCount.init), peaks: steps.peaks,
      sizes: steps.sizes, step: calendar.step, start: calendar.start,
      peakInstants: steps.peakInstants, censoredMilliseconds: steps.censored,
      offMilliseconds: steps.off, samples: samples.demandCount)
    history.observedMilliseconds = steps.observed
    history.sampling.evidence = evidence?.finished() ?? []
    observedMilliseconds = steps.observed
    ends = samples.ends
    representative = steps.observed.indices.map { step in
      steps.peaks[step] != nil
        && Double(steps.observed[step]) >= definition.coverage * Double(calendar.stepMilliseconds)
    }
  }
}

extension SampleBlock {
  /// The block with `used` missing wherever the entity was off, as `DemandHistory` reads it: off is a gap, never zero
  /// demand.
  public func removingOffStretches(as definition: DemandDefinition = DemandDefinition())
    -> SampleBlock
  {
    guard let used = values[.used] else { return self }
    let off = DemandSamples(self, within: .all).offMarks(by: definition)
    var block = self
    block.values[.used] = zip(used, off).map { $1 ? SampleBatch.missing : $0 }
    return block
  }
}

/// The metrics that demand is read from, as plain columns of one length.
private struct DemandSamples {
  var instants: [Int64] = []
  var used: [Int64] = []
  var configured: [Int64] = []
  var swapped: [Int64] = []

  init(_ block: SampleBlock, within range: TimeRange) {
    let none = [Int64](repeating: SampleBatch.missing, count: block.timestamps.count)
    let (start, end) = (range.start.milliseconds, range.end.milliseconds)
    let first = block.timestamps.partitioningIndex { $0 >= start }
    let last = block.timestamps.partitioningIndex { $0 >= end }
    instants = Array(block.timestamps[first..<last])
    used = Array((block.values[.used] ?? none)[first..<last])
    configured = Array((block.values[.configured] ?? none)[first..<last])
    swapped = Array((block.values[.swapped] ?? none)[first..<last])
  }

  var demandCount: Int { used.reduce(0) { $0 + ($1 == SampleBatch.missing ? 0 : 1) } }

  /// The instants of the first and the last sample of demand.
  var ends: ClosedRange<Int64>? {
    guard let first = used.firstIndex(where: { $0 != SampleBatch.missing }),
      let last = used.lastIndex(where: { $0 != SampleBatch.missing })
    else { return nil }
    return instants[first]...instants[last]
  }

  /// The step of `calendar` that holds sample `i`.
  func step(of i: Int, in calendar: StepCalendar) -> Int {
    Int((instants[i] - calendar.start.milliseconds) / calendar.stepMilliseconds)
  }

  /// Whether the next sample comes later than the time that sample `i` stands for, which is twice the usual one then.
  func isBeforeGap(_ i: Int, _ spans: [Int64]) -> Bool {
    i + 1 < instants.count && instants[i + 1] - instants[i] > spans[i]
  }

  /// The time from the sample before to sample `i`, milliseconds; 0 at the first.
  func gap(before i: Int) -> Int64 { i > 0 ? instants[i] - instants[i - 1] : 0 }

  /// Whether each sample lies in a stretch in which the entity was off.
  func offMarks(by definition: DemandDefinition) -> [Bool] {
    var marks = [Bool](repeating: false, count: instants.count)
    let limit = definition.offAfter.wholeMilliseconds
    var i = 0
    while i < instants.count {
      guard used[i] == 0 else {
        i += 1
        continue
      }
      var end = i
      while end < instants.count, used[end] == 0 { end += 1 }
      // The stretch lasts until the sample that ends it, or, at the end of the data, to its own last sample.
      let until = end < instants.count ? instants[end] : instants[end - 1]
      let long = until - instants[i] >= limit
      for k in i..<end where long || configured[k] == 0 { marks[k] = true }
      i = end
    }
    return marks
  }

  /// For each sample the time it stands for, milliseconds.
  func spans() -> [Int64] {
    guard instants.count > 1 else { return instants.map { _ in 300_000 } }
    var steps = zip(instants.dropFirst(), instants).map { $0 - $1 }
    let usual = steps.sorted()[steps.count / 2]
    steps.append(usual)
    return steps.indices.map { place in
      guard steps[place] > 2 * usual else { return steps[place] }
      // A gap stands alone; where most steps around are as long, samples come more rarely there.
      let around = steps[max(place - Self.near, 0)...min(place + Self.near, steps.count - 1)]
      return min(steps[place], 2 * max(usual, around.sorted()[around.count / 2]))
    }
  }

  /// Steps before and after one that tell what is usual there.
  private static let near = 4

  /// Whether the size kept the demand of sample `i` from being seen whole.
  func isCutOff(_ i: Int, share: Double) -> Bool {
    if used[i] != SampleBatch.missing, configured[i] != SampleBatch.missing, configured[i] > 0,
      Double(used[i]) >= share * Double(configured[i])
    {
      return true
    }
    guard i > 0, swapped[i] != SampleBatch.missing, swapped[i - 1] != SampleBatch.missing else {
      return false
    }
    return swapped[i] > swapped[i - 1]
  }
}

/// Collects samples into steps.
private struct StepAccumulator {
  let calendar: StepCalendar
  var peaks: [Double?]
  var sizes: [Double?]
  var peakInstants: [Int64]
  var censored: [Int64]
  var off: [Int64]
  var observed: [Int64]

  init(calendar: StepCalendar) {
    self.calendar = calendar
    peaks = Array(repeating: nil, count: calendar.count)
    sizes = peaks
    peakInstants = (0..<calendar.count).map { calendar.instant($0).milliseconds }
    censored = Array(repeating: 0, count: calendar.count)
    off = censored
    observed = censored
  }

  mutating func add(
    _ samples: DemandSamples, _ i: Int, in step: Int, span: Int64, off isOff: Bool,
    censored isCensored: Bool
  ) {
    if samples.configured[i] != SampleBatch.missing, samples.configured[i] > 0 {
      sizes[step] = Double(samples.configured[i])
    }
    guard samples.used[i] != SampleBatch.missing else { return }
    observed[step] += span
    if isOff {
      off[step] += span
      return
    }
    if isCensored { censored[step] += span }
    if Double(samples.used[i]) > peaks[step] ?? -1 {
      peaks[step] = Double(samples.used[i])
      peakInstants[step] = samples.instants[i]
    }
  }
}
