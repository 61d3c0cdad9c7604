public import CapacityModel
internal import Demand
public import HeadroomBasics
public import SeriesStorage

extension DemandSnapshot {
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
    var builder = DemandSnapshotBuilder(
      range: TimeRange(start: stored.start, end: origin), step: step)
    let calendar = builder.calendar
    try store.forEach(
      metrics: DemandSnapshotBuilder.metrics, range: builder.wanted,
      transform: { DemandHistory(of: $0, on: calendar) }, body: { builder.add($0) })
    self = builder.finished()
    guard !histories.isEmpty else {
      throw PipelineError.noSamples(
        store: store.path, remedy: "no entity has the metric 'used' before \(origin)")
    }
  }
}
