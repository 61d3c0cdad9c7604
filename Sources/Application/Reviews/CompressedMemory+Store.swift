internal import CapacityModel
internal import HeadroomBasics
internal import SeriesStorage

extension CompressedMemory {
  /// Days before the origin that are averaged over.
  private static let days: Int64 = 30

  /// Reads compressed memory from a store: means over the last 30 days, entity by entity, added up.
  init(from store: SeriesStore, before origin: Timestamp) throws {
    self.init(held: .zero, demand: .zero, entities: 0)
    guard let stored = try store.range(), stored.start < origin else { return }
    let start = max(stored.start, origin - .days(Self.days))
    guard start < origin else { return }
    var (held, demand) = (0.0, 0.0)
    try store.forEach(
      metrics: [.used, .compressed], range: TimeRange(start: start, end: origin), rolledUpBy: .mean,
      transform: { block in
        (Self.mean(block.values[.used]), Self.mean(block.values[.compressed]))
      },
      body: { used, compressed in
        demand += used ?? 0
        guard let compressed else { return }
        held += compressed
        entities += 1
      })
    (self.held, self.demand) = (
      Self.bytes(held), Self.bytes(demand)
    )
  }

  /// Sums that overflow a byte count are clamped to its maximum.
  private static func bytes(_ sum: Double) -> ByteCount {
    ByteCount(Int64(exactly: sum.rounded()) ?? .max)
  }

  private static func mean(_ values: [Int64]?) -> Double? {
    var (sum, count) = (0.0, 0)
    for value in values ?? [] where value != SampleBatch.missing {
      (sum, count) = (sum + Double(value), count + 1)
    }
    return count > 0 ? sum / Double(count) : nil
  }
}
