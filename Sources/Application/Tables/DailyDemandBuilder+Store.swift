import CapacityModel
import Demand
import HeadroomBasics
import SeriesStorage

extension DailyDemandBuilder {
  /// Reads a store.
  ///
  /// - Parameter range: From the first sample to the origin.
  init(_ store: SeriesStore, _ range: TimeRange) throws {
    self.init(range: range)
    let calendar = calendar
    try store.forEach(
      metrics: DemandSnapshotBuilder.metrics, range: range,
      transform: { DemandHistory(of: $0, on: calendar, collectsEvidence: false) }, body: { add($0) }
    )
    // Apart from the peaks, because what stands for the samples of a rolled-up day is another value.
    let places = Dictionary(uniqueKeysWithValues: entities.enumerated().map { ($1.entity, $0) })
    try store.forEach(
      metrics: [.used, .configured], range: range, rolledUpBy: .mean, step: Self.day,
      transform: { block in
        let means = block.removingOffStretches().resampled(.used, every: Self.day, by: .mean)
        return (entity: block.entity, means: means)
      },
      body: { record in
        if let place = places[record.entity] { fill(place, record.means) }
      })
  }
}
