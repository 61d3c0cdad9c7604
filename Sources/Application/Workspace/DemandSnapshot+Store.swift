internal import CapacityModel
internal import Demand
internal import HeadroomBasics
internal import SeriesStorage

extension DemandSnapshot {
  /// Reads a store.
  ///
  /// - Parameters:
  ///   - store: Where the samples are.
  ///   - range: From the first sample to the origin; later samples are hidden.
  ///   - step: The length of a calendar step, a divisor or multiple of a day.
  /// - Throws: `ApplicationError.noSamples`, `StorageError`.
  init(from store: SeriesStore, _ range: TimeRange, step: Duration) throws {
    var builder = DemandSnapshotBuilder(range: range, step: step)
    let calendar = builder.calendar
    try store.forEach(
      metrics: DemandSnapshotBuilder.metrics, range: builder.wanted,
      transform: { DemandHistory(of: $0, on: calendar) }, body: { builder.add($0) })
    self = builder.finished()
    guard !histories.isEmpty else {
      throw ApplicationError.noSamples(
        store: store.path, remedy: "no entity has the metric 'used' before \(range.end)")
    }
  }
}
