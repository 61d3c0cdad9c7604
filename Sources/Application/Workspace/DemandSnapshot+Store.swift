internal import CapacityModel
internal import Demand
internal import HeadroomBasics
internal import SeriesStorage

extension DemandSnapshot {
  /// Reads a store.
  ///
  /// - Parameters:
  ///   - store: Where the samples are.
  ///   - trusted: From the first sample to the origin; samples outside are hidden.
  ///   - step: The length of a calendar step, a divisor or multiple of a day.
  ///   - words: Doubts that a person overrules.
  /// - Throws: `ApplicationError.noSamples`, `StorageError`.
  init(
    from store: SeriesStore, _ trusted: TrustedRange, step: Duration,
    trusting words: [TrustedDoubt] = []
  ) throws {
    let range = trusted.range
    var builder = DemandSnapshotBuilder(range: range, step: step)
    builder.trusted = words
    builder.isProxy = try !store.info().proxyNotes.isEmpty
    for event in try store.events() where event.range.start < range.end { builder.note(event) }
    for (entity, stray) in trusted.outliers { builder.note(stray.doubt(about: entity), of: entity) }
    let calendar = builder.calendar
    try store.forEach(
      metrics: DemandSnapshotBuilder.metrics, range: builder.wanted,
      transform: { DemandHistory(of: $0, on: calendar) }, body: { builder.add($0) })
    self = builder.finished()
    guard !histories.isEmpty else {
      throw ApplicationError.noSamples(
        store: store.path,
        remedy: "no entity has the metric 'used' before \(QuantityText.instant(range.end))")
    }
  }
}
