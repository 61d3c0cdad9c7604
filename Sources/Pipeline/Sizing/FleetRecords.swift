public import CapacityModel
public import HeadroomBasics
public import SeriesStorage
public import Sizing

/// The demand of every entity in a store as sizing keeps it: priced from its finest samples, day by day.
public struct FleetRecords: Sendable {
  /// One an entity with demand, in the store's order.
  public var records: [DemandRecord]
  /// The days, from the first sample's midnight on.
  public var calendar: StepCalendar
  /// Nothing from here on was seen: `now`, or just after the last sample.
  public var end: Timestamp

  /// Steps that divide a day, milliseconds.
  private static let steps: [Int64] = [
    60_000, 300_000, 600_000, 900_000, 1_800_000, 3_600_000, 7_200_000, 10_800_000, 21_600_000,
    43_200_000, 86_400_000,
  ]

  /// Reads a store.
  ///
  /// - Parameters:
  ///   - now: The end of the past; just after the last sample when absent.
  ///   - warmup: Days from which usual peaks are taken.
  ///   - inventory: Tiers and hot-add; an entity that cannot hot-add restarts to grow.
  /// - Throws: `PipelineError.noSamples`, `StorageError`.
  public init(
    from store: SeriesStore, now: Timestamp?, warmup: Int, inventory: Inventory = .empty,
    grid: SizeGrid = SizeGrid(), judgesCensored: Bool = false
  ) throws {
    guard let stored = try store.range(), stored.start < now ?? stored.end else {
      throw PipelineError.noSamples(
        store: store.path, remedy: "take some in with: headroom ingest FILE --store \(store.path)")
    }
    let start = stored.start.roundedDown(to: .days(1))
    let last = Timestamp(milliseconds: (now ?? stored.end).milliseconds - 1)
    let days = (last.roundedDown(to: .days(1)).milliseconds - start.milliseconds) / 86_400_000 + 1
    calendar = StepCalendar(start: start, step: .days(1), count: Int(days))
    end = min(now ?? stored.end, stored.end)
    let known = Dictionary(
      inventory.entities.map { ($0.entity, $0) }, uniquingKeysWith: { first, _ in first })
    var records: [DemandRecord] = []
    try store.forEach(
      metrics: [.used, .configured, .swapped],
      range: TimeRange(start: start, end: now ?? stored.end),
      transform: { block -> DemandRecord? in
        let step = Self.step(of: block)
        let fine = StepCalendar(
          start: start, step: .milliseconds(step), count: Int(days * 86_400_000 / step))
        let history = DemandHistory(of: block, on: fine).history
        guard history.samples > 0 else { return nil }
        let entry = known[block.entity]
        return DemandRecord(
          history: history, grid: grid, warmup: warmup, judgesCensored: judgesCensored,
          tier: entry?.tier ?? .standard,
          restarts: (onGrowth: entry?.hotAdd == false, onShrink: entry?.hotAdd == false))
      },
      body: { if let record = $0 { records.append(record) } })
    self.records = records
  }

  /// The smallest step that divides a day and holds the usual distance of samples, milliseconds.
  private static func step(of block: SampleBlock) -> Int64 {
    let gaps = zip(block.timestamps.dropFirst(), block.timestamps).map { $0 - $1 }.sorted()
    guard !gaps.isEmpty else { return 86_400_000 }
    let usual = gaps[gaps.count / 2]
    return steps.first { $0 >= usual } ?? 86_400_000
  }
}
