internal import CapacityModel
internal import HeadroomBasics

/// Finds entities that begin where another one ends, with its size and at its level: the same machine under a new name.
struct Renaming {
  /// What is said of the new names, by their places.
  private(set) var doubts: [Int: DataDoubt] = [:]

  /// How far the levels of both may lie apart.
  private static let tolerance = 1.25

  private struct Key: Hashable {
    var step: Int
    var size: ByteCount
  }

  /// Looks at a fleet on one calendar.
  init(in records: [DemandHistory]) {
    var ended: [Key: [Int]] = [:]
    var began: [Key: [Int]] = [:]
    for (place, record) in records.enumerated() {
      let evidence = record.history.sampling.evidence
      guard let size = record.history.configured,
        let first = evidence.firstIndex(where: { $0.samples > 0 }),
        let last = evidence.lastIndex(where: { $0.samples > 0 })
      else { continue }
      if last + 1 < evidence.count { ended[Key(step: last, size: size), default: []].append(place) }
      if first > 0 { began[Key(step: first, size: size), default: []].append(place) }
    }
    for (key, old) in ended {
      // Several at once may be anybody's: names are proposed only where there is one of each.
      let next = (began[key] ?? []) + (began[Key(step: key.step + 1, size: key.size)] ?? [])
      guard old.count == 1, next.count == 1,
        Self.isSameLevel(records[old[0]].history, records[next[0]].history)
      else { continue }
      let (before, after) = (records[old[0]].history.entity, records[next[0]].history.entity)
      doubts[next[0]] = DataDoubt(
        .renamed, .note, since: records[next[0]].history.start + .days(Int64(key.step)), count: 1,
        text:
          "It begins where \(before) ends, with its size and at its level: if it was renamed, join both with "
          + "'headroom store merge \(before) \(after) --into \(after)'.")
    }
  }

  private static func isSameLevel(_ old: EntityHistory, _ new: EntityHistory) -> Bool {
    let before = old.peaks.compactMap { $0 }.suffix(3).sorted()
    let after = new.peaks.compactMap { $0 }.prefix(3).sorted()
    guard !before.isEmpty, !after.isEmpty else { return false }
    let (one, other) = (before[before.count / 2], after[after.count / 2])
    return one > 0 && other > 0 && max(one / other, other / one) <= tolerance
  }
}
