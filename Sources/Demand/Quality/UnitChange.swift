internal import CapacityModel
internal import HeadroomBasics

/// Finds the day on which values became a thousand times larger or smaller at once, in most of a fleet, in one entity below
/// what an operating system needs, or in one whose size did so, too, and forgets what stood there before.
struct UnitChange {
  /// A change of one record.
  struct Change {
    /// Where.
    var step: Int
    /// The value after it over that before.
    var ratio: Double
  }

  /// The last change of each record; `nil` where there is none.
  private(set) var changes: [Change?]

  /// Values of one change, and how far from them a jump may lie, as demand moves, too.
  private static let factors = [100.0, 1000, 1024, 1_000_000, 1_048_576]
  /// Below it a jump is one of a fraction and a percentage, and taken for such in fleets alone.
  private static let leastAlone = 500.0
  private static let tolerance = 1.45
  /// Less is no demand of a machine, bytes.
  private static let least = 32.0 * 1_048_576
  /// Days on either side that must differ as much.
  private static let days = 3

  /// Looks at a fleet on one calendar.
  init(in records: [DemandHistory]) {
    changes = Array(repeating: nil, count: records.count)
    guard let count = records.first?.history.sampling.evidence.count else { return }
    var jumped = [[Int]](repeating: [], count: count)
    var observed = [Int](repeating: 0, count: count)
    for (place, record) in records.enumerated() {
      var wasSeen = false
      for (step, evidence) in record.history.sampling.evidence.enumerated()
      where evidence.samples > 0 {
        if wasSeen { observed[step] += 1 }
        wasSeen = true
        if Self.isFactor(Double(evidence.jump)), Self.lasts(record.history, at: step) {
          jumped[step].append(place)
        }
      }
    }
    for step in 0..<count {
      let places = jumped[step]
      let isFleetwide = places.count * 2 >= observed[step] && places.count >= min(2, observed[step])
      for place in places {
        let jump = Double(records[place].history.sampling.evidence[step].jump)
        let isLarge = max(jump, 1 / jump) > Self.leastAlone
        guard
          isFleetwide && (isLarge || places.count > 1)
            || isLarge && Self.isTiny(records[place].history, around: step)
        else { continue }
        changes[place] = Change(step: step, ratio: jump)
      }
    }
    for (place, record) in records.enumerated() {
      guard let change = Self.changeOfSize(record.history) else { continue }
      if change.step > changes[place]?.step ?? -1 { changes[place] = change }
    }
  }

  /// Takes what stood before the last change out of the records, and notes it; where a person says that the values did
  /// change, they stay.
  func apply(to records: inout [DemandHistory], at now: Timestamp) {
    let counts = Dictionary(changes.compactMap { $0.map { ($0.step, 1) } }, uniquingKeysWith: +)
    for (place, change) in changes.enumerated() {
      guard let change else { continue }
      if records[place].history.sampling.word(on: .unitChange, at: now) == nil {
        records[place].forget(before: change)
      }
      records[place].note(change, of: counts[change.step] ?? 1, among: records.count)
    }
  }

  private static func isFactor(_ ratio: Double, within tolerance: Double = tolerance) -> Bool {
    let size = max(ratio, 1 / ratio)
    return factors.contains { size > $0 / tolerance && size < $0 * tolerance }
  }

  /// The last step at which the size changed by such a factor to the per cent, as nobody resizes a machine, and demand in the
  /// same direction.
  private static func changeOfSize(_ history: EntityHistory) -> Change? {
    var last: Double?
    var found: Change?
    for (step, size) in history.sizes.enumerated() {
      guard let size, size > 0 else { continue }
      if let last, isFactor(size / last, within: 1.01), follows(history, size / last, at: step) {
        found = Change(step: step, ratio: size / last)
      }
      last = size
    }
    return found
  }

  /// Whether demand went the way of a size, as far as the nearest days with demand tell.
  private static func follows(_ history: EntityHistory, _ ratio: Double, at step: Int) -> Bool {
    let old = history.peaks[..<step].compactMap { $0 }.suffix(days).sorted()
    let new = history.peaks[step...].compactMap { $0 }.prefix(days + 1).sorted()
    guard !old.isEmpty, !new.isEmpty else { return false }
    let (before, after) = (old[old.count / 2], new[(new.count - 1) / 2])
    guard before > 0, after > 0 else { return false }
    let followed = after / before / ratio
    return max(followed, 1 / followed) < 30
  }

  /// Whether the days before and after differ as much as the jump.
  private static func lasts(_ history: EntityHistory, at step: Int) -> Bool {
    guard let before = median(history, (step - days)..<step),
      let after = median(history, (step + 1)..<(step + 1 + days))
        ?? median(history, step..<(step + 1)),
      before > 0, after > 0
    else { return false }
    let jump = Double(history.sampling.evidence[step].jump)
    return max(before / after, after / before) > 0.3 * max(jump, 1 / jump)
  }

  private static func isTiny(_ history: EntityHistory, around step: Int) -> Bool {
    guard !history.sampling.isProxy, history.configured ?? .zero >= .mebibytes(512) else {
      return false
    }
    let sides = [(step - days)..<step, (step + 1)..<(step + 1 + days)]
    return sides.contains { median(history, $0).map { $0 < least } ?? false }
  }

  private static func median(_ history: EntityHistory, _ steps: Range<Int>) -> Double? {
    let peaks = steps.clamped(to: 0..<history.peaks.count).compactMap { history.peaks[$0] }.sorted()
    return peaks.isEmpty ? nil : peaks[peaks.count / 2]
  }
}

extension DemandHistory {
  /// Takes the steps before `step` for not observed.
  fileprivate mutating func forget(before change: UnitChange.Change) {
    let (step, jump) = (change.step, change.ratio)
    // Of the day of a fall, the peak is one of the old unit.
    let end = jump < 1 ? step + 1 : step
    let known = history.configured.map { Double($0.bytes) }
    for place in 0..<end {
      history.peaks[place] = nil
      representative[place] = false
      history.sampling.evidence[place] = StepEvidence()
      (history.censoredMilliseconds[place], history.offMilliseconds[place]) = (0, 0)
      (history.observedMilliseconds[place], observedMilliseconds[place]) = (0, 0)
      if let old = history.sizes[place], let known, max(old / known, known / old) > 300 {
        history.sizes[place] = nil
      }
    }
  }

  /// Notes a change.
  ///
  /// - Parameters:
  ///   - changed: Entities that changed on the same day.
  ///   - all: Entities.
  fileprivate mutating func note(_ change: UnitChange.Change, of changed: Int, among all: Int) {
    let (step, jump) = (change.step, change.ratio)
    let date = history.start + .milliseconds(Int64(step) * history.step.wholeMilliseconds)
    let size = max(jump, 1 / jump)
    let times = size < 500 ? "about 100" : size < 10_000 ? "about 1,000" : "about 1,000,000"
    history.sampling.recorded.append(
      DataDoubt(
        .unitChange, .note, since: date, count: changed,
        text:
          "Values became \(times) times \(jump > 1 ? "larger" : "smaller") at once on \(date.dateText), in "
          + "\(changed) of \(PlanText.count(all, "entity", plural: "entities")): a unit was changed, so only "
          + "samples from then on are used."))
  }
}
