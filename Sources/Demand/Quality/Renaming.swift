internal import CapacityModel
internal import HeadroomBasics

/// Finds entities that begin where another one ends, with its size and at its level: the same machine under a new name.
struct Renaming {
  /// What is said of the new names, by their places.
  private(set) var doubts: [Int: DataDoubt] = [:]

  /// How far the levels of both may lie apart.
  private static let tolerance = 1.6
  /// The same for sizes, which a balloon driver moves a little.
  private static let sizeTolerance = 1.1
  /// Steps on either side that tell the level: a week, as weekends differ.
  private static let steps = 7

  /// How much later than the next sample the new one may begin, milliseconds.
  private static let delay: Int64 = 3_600_000

  /// One end of an entity's time.
  private struct End {
    var place: Int
    /// Its last or first sample, milliseconds since the epoch.
    var instant: Int64
    /// The usual time between its samples, milliseconds.
    var interval: Int64
    /// Its last or first size, bytes.
    var size: Double
  }

  /// Looks at a fleet on one calendar.
  init(in records: [DemandHistory]) {
    var ended: [End] = []
    var began: [End] = []
    let all = records.compactMap(\.ends)
    guard let start = all.map(\.lowerBound).min(), let end = all.map(\.upperBound).max() else {
      return
    }
    for (place, record) in records.enumerated() {
      guard let ends = record.ends else { continue }
      let sizes = record.history.sizes.compactMap { $0 }
      let interval =
        record.observedMilliseconds.reduce(0, +) / Int64(max(record.history.samples, 1))
      let least = Self.delay + interval
      if ends.upperBound + least < end, let size = sizes.last {
        ended.append(End(place: place, instant: ends.upperBound, interval: interval, size: size))
      }
      if ends.lowerBound - least > start, let size = sizes.first {
        began.append(End(place: place, instant: ends.lowerBound, interval: interval, size: size))
      }
    }
    for new in began { match(new, with: ended, of: began, in: records) }
  }

  /// Proposes the one entity that a new one may continue; of several nobody knows which it was.
  private mutating func match(
    _ new: End, with ended: [End], of began: [End], in records: [DemandHistory]
  ) {
    func fits(_ old: End, _ new: End) -> Bool {
      (1...(Self.delay + max(old.interval, new.interval))).contains(new.instant - old.instant)
        && Self.isClose(old.size, new.size, within: Self.sizeTolerance)
        && Self.isSameLevel(records[old.place].history, records[new.place].history)
    }
    let old = ended.filter { fits($0, new) }
    guard old.count == 1, began.count(where: { fits(old[0], $0) }) == 1 else { return }
    let (before, after) = (records[old[0].place].history, records[new.place].history)
    let (name, next) = (before.entity, after.entity)
    doubts[new.place] = DataDoubt(
      .renamed, .note, since: Timestamp(milliseconds: new.instant), count: 1,
      text:
        "It begins where \(name) ends, with its size and at its level: if it was renamed, join both with "
        + "'headroom store merge \(name) \(next) --into \(next)'.")
  }

  /// Whether the usual peaks of both, or the highest, lie close together: one of the two may be moved by a month's end.
  private static func isSameLevel(_ old: EntityHistory, _ new: EntityHistory) -> Bool {
    let before = old.peaks.compactMap { $0 }.suffix(steps).sorted()
    let after = new.peaks.compactMap { $0 }.prefix(steps).sorted()
    guard let highest = before.last, let next = after.last else { return false }
    return isClose(before[before.count / 2], after[after.count / 2]) || isClose(highest, next)
  }

  private static func isClose(
    _ one: Double, _ other: Double, within tolerance: Double = tolerance
  ) -> Bool {
    one > 0 && other > 0 && max(one / other, other / one) <= tolerance
  }
}
