internal import CapacityModel
internal import HeadroomBasics

/// Finds entities that begin where another one ends, with its size and at its level: the same machine under a new name.
struct Renaming {
  /// What is said of the new names, by their places.
  private(set) var doubts: [Int: DataDoubt] = [:]

  /// How far the levels of both may lie apart.
  private static let tolerance = 1.6
  /// Steps on either side that tell the level: a week, as weekends differ.
  private static let steps = 7

  /// One end of an entity's time.
  private struct End {
    var place: Int
    /// The hour since the epoch of its last or first sample.
    var hour: Int64
    /// Whole hours between its samples.
    var interval: Int64
  }

  /// Looks at a fleet on one calendar.
  init(in records: [DemandHistory]) {
    var ended: [ByteCount: [End]] = [:]
    var began: [ByteCount: [End]] = [:]
    for (place, record) in records.enumerated() {
      let history = record.history
      let evidence = history.sampling.evidence
      guard let first = evidence.firstIndex(where: { $0.samples > 0 }),
        let last = evidence.lastIndex(where: { $0.samples > 0 })
      else { continue }
      let interval = Self.interval(of: history)
      if last + 1 < evidence.count, let size = Self.size(of: history, at: last) {
        let hour = Self.lastHour(of: history, in: last)
        ended[size, default: []].append(End(place: place, hour: hour, interval: interval))
      }
      if first > 0, let size = Self.size(of: history, at: first) {
        let hour = Self.firstHour(of: history, in: first)
        began[size, default: []].append(End(place: place, hour: hour, interval: interval))
      }
    }
    for (size, ends) in ended {
      for new in began[size] ?? [] { match(new, with: ends, of: began[size] ?? [], in: records) }
    }
  }

  /// Proposes the one entity that a new one may continue; of several nobody knows which it was.
  private mutating func match(
    _ new: End, with ended: [End], of began: [End], in records: [DemandHistory]
  ) {
    func fits(_ old: End, _ new: End) -> Bool {
      // In the hour in which the other ends, or at the next sample.
      (0...(1 + max(old.interval, new.interval))).contains(new.hour - old.hour)
        && Self.isSameLevel(records[old.place].history, records[new.place].history)
    }
    let old = ended.filter { fits($0, new) }
    guard old.count == 1, began.count(where: { fits(old[0], $0) }) == 1 else { return }
    let (before, after) = (records[old[0].place].history, records[new.place].history)
    let (name, next) = (before.entity, after.entity)
    doubts[new.place] = DataDoubt(
      .renamed, .note, since: Timestamp(milliseconds: new.hour * 3_600_000), count: 1,
      text:
        "It begins where \(name) ends, with its size and at its level: if it was renamed, join both with "
        + "'headroom store merge \(name) \(next) --into \(next)'.")
  }

  private static func interval(of history: EntityHistory) -> Int64 {
    guard history.step == .days(1) else { return history.step.wholeMilliseconds / 3_600_000 }
    let samples = history.sampling.evidence.reduce(0) { $0 + Int64($1.samples) }
    return history.observedMilliseconds.reduce(0, +) / max(samples, 1) / 3_600_000
  }

  private static func size(of history: EntityHistory, at step: Int) -> ByteCount? {
    history.sizes[step].map { ByteCount(Int64($0)) } ?? history.configured
  }

  private static func firstHour(of history: EntityHistory, in step: Int) -> Int64 {
    let start = hour(of: history, at: step)
    guard history.step == .days(1) else { return start }
    return start + Int64(history.sampling.evidence[step].hours.trailingZeroBitCount)
  }

  private static func lastHour(of history: EntityHistory, in step: Int) -> Int64 {
    guard history.step == .days(1) else { return hour(of: history, at: step + 1) - 1 }
    let hours = history.sampling.evidence[step].hours
    return hour(of: history, at: step) + Int64(31 - hours.leadingZeroBitCount)
  }

  private static func hour(of history: EntityHistory, at step: Int) -> Int64 {
    let start = history.start + .milliseconds(Int64(step) * history.step.wholeMilliseconds)
    return start.stepNumber(length: 3_600_000)
  }

  private static func isSameLevel(_ old: EntityHistory, _ new: EntityHistory) -> Bool {
    let before = old.peaks.compactMap { $0 }.suffix(steps).max() ?? 0
    let after = new.peaks.compactMap { $0 }.prefix(steps).max() ?? 0
    return before > 0 && after > 0 && max(before / after, after / before) <= tolerance
  }
}
