internal import CapacityModel
internal import HeadroomBasics
internal import SeriesStorage

/// The stretch of a store in which its fleet was sampled: a few samples far from all others in time move neither its start nor
/// its end.
struct TrustedRange {
  /// From the first sample to just after the last.
  private(set) var range: TimeRange
  /// The samples outside, by entity.
  private(set) var outliers: [EntityID: Stray] = [:]

  /// Samples of one entity far from all others.
  struct Stray {
    /// How many samples these are.
    var count: Int
    /// The first and the last of them.
    var first: Timestamp
    var last: Timestamp
  }

  /// Samples in a row that may be a mistake; more are a life of their own.
  private static let few = 24
  /// The same where they lie half a year away, as no outage lasts.
  private static let fewFarAway = 300
  /// Entities below which there is no bulk of a fleet to compare with.
  private static let fleet = 3
  /// How long nothing must lie between strays and the rest of their entity: after the end of the fleet, and elsewhere.
  private static let gapAfterFleet = Duration.days(1)
  private static let gap = Duration.days(30)
  private static let gapBefore = Duration.days(180)
  /// The stretch before the end of the fleet that tells how an entity is usually sampled.
  private static let lead = Duration.days(40)

  /// Looks at a store.
  ///
  /// - Parameter stored: From its first sample to just after its last, or to an origin: later samples are not looked at.
  /// - Throws: `StorageError`.
  init(of store: SeriesStore, stored: TimeRange) throws {
    range = stored
    let spans = try store.spans().compactMap { span -> (entity: EntityID, range: TimeRange)? in
      guard span.range.start < stored.end else { return nil }
      return (
        span.entity, TimeRange(start: span.range.start, end: min(span.range.end, stored.end))
      )
    }
    guard let median = Self.median(of: spans.map(\.range)) else { return }
    let most = spans.count < Self.fleet ? spans.count : max(1, spans.count / 20)
    try trimEnd(of: store, spans, bulk: median, most: most)
    try trimStart(of: store, spans, bulk: median, most: most)
  }

  private static func median(of ranges: [TimeRange]) -> TimeRange? {
    guard !ranges.isEmpty else { return nil }
    let starts = ranges.map(\.start).sorted()
    let ends = ranges.map(\.end).sorted()
    let (start, end) = (starts[starts.count / 2], ends[ends.count / 2])
    return TimeRange(start: min(start, end), end: end)
  }

  private mutating func trimEnd(
    of store: SeriesStore, _ spans: [(entity: EntityID, range: TimeRange)], bulk: TimeRange,
    most: Int
  ) throws {
    let isFleet = spans.count >= Self.fleet
    let limit = isFleet ? bulk.end + Self.gapAfterFleet : bulk.start
    guard range.end > limit else { return }
    var late: [EntityID] = []
    try store.forEachBlock(
      metrics: [.used, .configured], range: TimeRange(start: limit, end: range.end)
    ) { late.append($0.entity) }
    guard late.count <= most else { return }
    var ends = isFleet ? [bulk.end] : []
    try store.forEachBlock(
      metrics: [.used, .configured],
      range: TimeRange(start: isFleet ? bulk.end - Self.lead : range.start, end: range.end),
      entities: late
    ) { block in
      let instants = block.timestamps
      let first = max(0, instants.count - Self.fewFarAway)
      let least = max(
        isFleet ? Self.gapAfterFleet : Self.gap, .milliseconds(20 * Self.usualStep(of: instants)))
      let cut = (first..<instants.count).first { place in
        place == 0
          ? isFleet && instants.count < Self.few
          : Self.isStray(
            instants.count - place, after: instants[place] - instants[place - 1], least: least)
      }
      if let cut, isFleet || cut >= 10 * (instants.count - cut) {
        outliers[block.entity] = Stray(
          count: instants.count - cut, first: Timestamp(milliseconds: instants[cut]),
          last: Timestamp(milliseconds: instants[instants.count - 1]))
        if cut > 0 { ends.append(Timestamp(milliseconds: instants[cut - 1] + 1)) }
      } else if let last = instants.last {
        ends.append(Timestamp(milliseconds: last + 1))
      }
    }
    let others = Set(late)
    ends += spans.filter { !others.contains($0.entity) }.map(\.range.end)
    range = TimeRange(start: range.start, end: max(range.start, ends.max() ?? range.end))
  }

  private mutating func trimStart(
    of store: SeriesStore, _ spans: [(entity: EntityID, range: TimeRange)], bulk: TimeRange,
    most: Int
  ) throws {
    let isFleet = spans.count >= Self.fleet
    let early = spans.filter { isFleet ? $0.range.start + Self.gapBefore < bulk.start : true }
      .filter { $0.range.start + Self.gapBefore < range.end }
    guard !early.isEmpty, early.count <= most else { return }
    var starts: [Timestamp] = []
    try store.forEachBlock(
      metrics: [.used, .configured], range: range, entities: early.map(\.entity)
    ) { block in
      let instants = block.timestamps
      let cut = (1..<max(1, min(instants.count, Self.fewFarAway))).last { place in
        instants[place] - instants[place - 1] >= Self.gapBefore.wholeMilliseconds
      }
      if let cut, instants.count - cut >= 10 * cut {
        outliers[block.entity] = Stray(
          count: cut + (outliers[block.entity]?.count ?? 0),
          first: Timestamp(milliseconds: instants[0]),
          last: Timestamp(milliseconds: instants[cut - 1]))
        starts.append(Timestamp(milliseconds: instants[cut]))
      } else if let first = instants.first {
        starts.append(Timestamp(milliseconds: first))
      }
    }
    let others = Set(early.map(\.entity))
    starts += spans.filter { !others.contains($0.entity) }.map(\.range.start)
    range = TimeRange(start: min(starts.min() ?? range.start, range.end), end: range.end)
  }

  /// Whether samples so long after all others are a mistake of a clock.
  private static func isStray(_ count: Int, after gap: Int64, least: Duration) -> Bool {
    gap >= least.wholeMilliseconds
      && (count <= few || gap >= max(least, gapBefore).wholeMilliseconds)
  }

  /// The median step between instants, milliseconds; 0 where there is none.
  private static func usualStep(of instants: [Int64]) -> Int64 {
    let steps = zip(instants.dropFirst(), instants).map { $0 - $1 }.sorted()
    return steps.isEmpty ? 0 : steps[steps.count / 2]
  }
}

extension TrustedRange {
  /// Ends the range at an origin.
  mutating func end(at origin: Timestamp) { range = TimeRange(start: range.start, end: origin) }
}

extension TrustedRange.Stray {
  /// What is said of them.
  func doubt(about entity: EntityID) -> DataDoubt {
    DataDoubt(
      .wrongTime, .note, since: first, count: count,
      text: "\(PlanText.count(count, "sample")) of \(first.dateText), far from all others, "
        + "\(count == 1 ? "is" : "are") left out: a clock was wrong; remove with "
        + "'headroom store delete --entity \(entity) --from \(first) --to \(last + .milliseconds(1))'."
    )
  }
}
