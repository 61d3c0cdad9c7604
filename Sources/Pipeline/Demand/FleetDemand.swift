public import CapacityModel
public import HeadroomBasics
public import SeriesStorage

/// The demand of every entity in a store, as it was known at an origin.
public struct FleetDemand: Sendable {
  /// Peaks that a forecast may learn from, bytes, shape `[T × N]`; gaps where an entity was off or hardly watched.
  public var panel: Panel
  /// Everything known of each entity, in the panel's order.
  public var histories: [EntityHistory]
  /// From the first sample to the origin.
  public var range: TimeRange
  /// Samples of demand seen.
  public var samples: Int

  /// The origin.
  public var now: Timestamp { range.end }

  /// The share of steps that hold a peak, from each entity's first to the origin.
  public var coverage: Double {
    var (held, all) = (0, 0)
    for series in 0..<panel.seriesCount {
      let column = panel.column(series)
      guard let first = column.firstIndex(where: { $0 != nil }) else { continue }
      all += column.count - first
      held += column.reduce(0) { $0 + ($1 == nil ? 0 : 1) }
    }
    return all == 0 ? 0 : Double(held) / Double(all)
  }

  /// Reads a store.
  ///
  /// - Parameters:
  ///   - store: Where the samples are.
  ///   - now: The origin; later samples are hidden. Just after the last sample when absent.
  ///   - step: The length of a calendar step, a divisor or multiple of a day.
  /// - Throws: `PipelineError.noSamples`, `StorageError`.
  public init(from store: SeriesStore, now: Timestamp?, step: Duration) throws {
    guard let stored = try store.range() else {
      throw PipelineError.noSamples(
        store: store.path, remedy: "take some in with: headroom ingest FILE --store \(store.path)")
    }
    let origin = now ?? stored.end
    guard stored.start < origin else {
      throw PipelineError.noSamples(
        store: store.path,
        remedy:
          "its first sample is of \(stored.start), after the origin \(origin); give a later --now")
    }
    range = TimeRange(start: stored.start, end: origin)
    let calendar = StepCalendar(covering: range, step: step)
    (histories, samples) = ([], 0)
    var columns: [DemandHistory] = []
    try store.forEach(
      metrics: [.used, .configured, .swapped], range: TimeRange(start: calendar.start, end: origin),
      transform: { DemandHistory(of: $0, on: calendar) },
      body: { if $0.history.samples > 0 { columns.append($0) } })
    panel = Panel(entities: columns.map(\.history.entity), calendar: calendar)
    for (series, column) in columns.enumerated() {
      histories.append(column.history)
      samples += column.history.samples
      for step in 0..<calendar.count where column.representative[step] {
        panel[step, series] = column.history.peaks[step]
      }
    }
    guard !histories.isEmpty else {
      throw PipelineError.noSamples(
        store: store.path, remedy: "no entity has the metric 'used' before \(origin)")
    }
  }
}
