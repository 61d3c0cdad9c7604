internal import CapacityModel
internal import HeadroomBasics
internal import SeriesStorage

/// Reservations at the origin, where they were sampled.
enum PresentReservations {
  /// The last reservation of each entity before `origin`.
  static func read(
    from store: SeriesStore, before origin: Timestamp
  ) throws -> [EntityID: ByteCount] {
    var reservations: [EntityID: ByteCount] = [:]
    guard let stored = try store.range(), stored.start < origin else { return reservations }
    try store.forEach(
      metrics: [.reservation], range: TimeRange(start: stored.start, end: origin),
      transform: { block in
        let known = block.values[.reservation]?.last { $0 != SampleBatch.missing && $0 >= 0 }
        return (block.entity, known.map(ByteCount.init))
      },
      body: { entity, reservation in reservations[entity] = reservation })
    return reservations
  }
}
