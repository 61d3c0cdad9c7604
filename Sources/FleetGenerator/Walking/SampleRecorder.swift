import CapacityModel
import HeadroomBasics

/// Watches a VM as a monitoring system does, and keeps beside it what was true.
struct SampleRecorder {
  private let recipe: FleetRecipe
  private var truth: VMTruth
  private var random: FleetRandom
  private var timestamps: [Int64] = []
  private var used: [Int64] = []
  private var configured: [Int64] = []
  private var size: ByteCount
  private var nextResize = 0
  private var off: StretchCursor
  private var gaps: StretchCursor
  private let pollOffset: Int64
  private let lossProbability: Double
  private var censoredSince: Int?

  init(truth: VMTruth, recipe: FleetRecipe, index: Int) {
    (self.truth, self.recipe) = (truth, recipe)
    size = truth.configuredAtStart
    random = FleetRandom(seed: recipe.seed, stream: UInt64(index), purpose: 5)
    off = StretchCursor(truth.off.map(\.range), recipe: recipe)
    gaps = StretchCursor(truth.gaps, recipe: recipe)
    // The collector goes round the fleet: each VM has its place in the round, some seconds after the step's start.
    pollOffset = Int64(random.whole(3..<24))
    lossProbability = truth.behaviours[0] == .gaps ? 0.03 : 0.0015
    timestamps.reserveCapacity(recipe.stepCount)
    used.reserveCapacity(recipe.stepCount)
    configured.reserveCapacity(recipe.stepCount)
  }

  /// Walks all steps and returns what was true and what was recorded.
  static func record(
    _ truth: VMTruth, recipe: FleetRecipe, index: Int
  ) -> (VMTruth, SampleBlock) {
    var recorder = SampleRecorder(truth: truth, recipe: recipe, index: index)
    var walk = DemandWalk(truth: truth, recipe: recipe, index: index)
    for day in 0..<recipe.days {
      var entry = DayTruth(day: recipe.start + .days(Int64(day)))
      for step in (day * recipe.stepsPerDay)..<((day + 1) * recipe.stepsPerDay) {
        recorder.observe(walk.next(step) << 10, at: step, day: &entry)
      }
      entry.configured = recorder.size
      recorder.truth.days.append(entry)
    }
    recorder.endCensoring(at: recipe.stepCount)
    let block = SampleBlock(
      entity: truth.entity, timestamps: recorder.timestamps,
      values: [.configured: recorder.configured, .used: recorder.used])
    return (recorder.truth, block)
  }

  private mutating func observe(_ demand: Int64, at step: Int, day: inout DayTruth) {
    while nextResize < truth.resizes.count, recipe.step(at: truth.resizes[nextResize].at) <= step {
      size = truth.resizes[nextResize].to
      nextResize += 1
    }
    // Drawn at every step, so that a hole here moves no sample after it.
    let (jitter, limit, isLost) = (drawJitter(), drawLimit(), random.happens(lossProbability))
    let offStretch = off.index(at: step)
    let isCensored = offStretch == nil && demand > limit
    if isCensored { censoredSince = censoredSince ?? step } else { endCensoring(at: step) }
    if offStretch == nil {
      day.truePeak = max(day.truePeak ?? .zero, ByteCount(demand))
      day.censored += isCensored ? 1 : 0
    } else {
      day.off += 1
    }
    guard gaps.index(at: step) == nil, !isLost else {
      day.missing += 1
      return
    }
    let seen = offStretch == nil ? min(demand, limit) : 0
    let showsNoSize = offStretch.map { truth.off[$0].reportsNoSize } ?? false
    timestamps.append(recipe.instant(step).milliseconds + (pollOffset + jitter) * 1000)
    used.append(seen)
    configured.append(showsNoSize ? 0 : size.bytes)
    day.samples += 1
    day.recordedPeak = max(day.recordedPeak ?? .zero, ByteCount(seen))
  }

  private mutating func endCensoring(at step: Int) {
    guard let first = censoredSince else { return }
    truth.censored.append(TimeRange(start: recipe.instant(first), end: recipe.instant(step)))
    censoredSince = nil
  }

  /// Seconds early or late: mostly none, now and then one or two, rarely a few more.
  private mutating func drawJitter() -> Int64 {
    switch random.whole(0..<1000) {
    case ..<640: 0
    case ..<790: 1
    case ..<940: -1
    case ..<967: 2
    case ..<994: -2
    default: 5
    }
  }

  /// The most that a guest of this size can use: its kernel keeps 1/64, and a little more is never free.
  private mutating func drawLimit() -> Int64 {
    // Sizes are multiples of 256 MiB, so both parts are whole pages.
    let (kept, block) = (size.bytes / 64, size.bytes / 65_536)
    return size.bytes - kept - Int64(random.whole(0..<48)) * block
  }
}
