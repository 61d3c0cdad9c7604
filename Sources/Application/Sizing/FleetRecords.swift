public import CapacityModel
internal import Demand
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

  /// Reads a store.
  ///
  /// - Parameters:
  ///   - now: The end of the past; just after the last sample when absent.
  ///   - warmup: Days from which usual peaks are taken.
  ///   - inventory: Tiers and hot-add; an entity that cannot hot-add restarts to grow.
  /// - Throws: `ApplicationError.noSamples`, `StorageError`.
  public init(
    from store: SeriesStore, now: Timestamp?, warmup: Int, inventory: Inventory = .empty,
    grid: SizeGrid = SizeGrid(), judgesCensored: Bool = false
  ) throws {
    let past = try store.past(
      before: now, remedy: "add some with: headroom ingest FILE --store \(store.path)")
    calendar = StepCalendar(covering: past, step: .days(1))
    let (start, days) = (calendar.start, Int64(calendar.count))
    end = min(past.end, try store.past(before: nil).end)
    let known = inventory.byEntity
    var records: [DemandRecord] = []
    try store.forEach(
      metrics: DemandSnapshotBuilder.metrics,
      range: TimeRange(start: start, end: past.end),
      transform: { block -> DemandRecord? in
        let step = block.finestStep
        let fine = StepCalendar(
          start: start, step: .milliseconds(step),
          count: Int(days * Duration.millisecondsPerDay / step))
        let history = DemandHistory(of: block, on: fine, collectsEvidence: false).history
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
}
