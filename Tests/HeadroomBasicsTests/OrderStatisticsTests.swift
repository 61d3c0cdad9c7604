import HeadroomBasics
import TestSupport
import Testing

@Suite("Order statistics")
struct OrderStatisticsTests {
  private static func samples() -> [[Double]] {
    var random = SplitMix64(state: 11)
    var samples: [[Double]] = []
    for count in [1, 2, 3, 12, 13, 14, 128, 577, 4096] {
      let places = Array(0..<count)
      samples.append(places.map { _ in Double.random(in: -5...5, using: &random) })
      samples.append(places.map { _ in Double(Int.random(in: 0...2, using: &random)) })
      samples.append(places.map { _ in 7 })
      samples.append(places.map { Double($0) })
      samples.append(places.reversed().map { Double($0) })
      samples.append(places.map { Double($0 % 2) })
      samples.append(places.map { $0 % 5 == 0 ? .infinity : Double($0 * $0 % 31) })
    }
    return samples
  }

  @Test("sorting by partition is sorting")
  func sorting() {
    for sample in Self.samples() { #expect(OrderStatistics.sorted(sample) == sample.sorted()) }
  }

  @Test("medians and quantiles by selection are those of the sorted values, to the bit")
  func selection() {
    let levels = [0, 0.02, 0.25, 0.5, 0.9, 0.98, 1]
    for sample in Self.samples() where !sample.contains(.infinity) {
      let sorted = sample.sorted()
      #expect(
        OrderStatistics.quantiles(sample, levels)
          == levels.map { OrderStatistics.quantile(sorted, $0) })
      let middle = sorted.count / 2
      let median =
        sorted.count % 2 == 1 ? sorted[middle] : 0.5 * (sorted[middle] + sorted[middle - 1])
      #expect(OrderStatistics.median(sample) == median)
    }
  }

  @Test(
    "histories that rise and fall smoothly are sorted as fast as others", .timeLimit(.minutes(1)))
  func smooth() {
    let count = 400_000
    let shapes: [(Int) -> Double] = [
      { Double(min($0, count - $0)) }, { Double(max($0, count - $0)) },
      { Double($0 - count / 2) * Double($0 - count / 2) }, { Double($0 % 1000) },
      { Double(-abs($0 - count / 3)) },
    ]
    for shape in shapes {
      let values = (0..<count).map(shape)
      #expect(OrderStatistics.sorted(values) == values.sorted())
      #expect(OrderStatistics.median(values) == OrderStatistics.quantile(values.sorted(), 0.5))
    }
  }

  @Test("values that are no numbers end in some order, not in an endless loop")
  func notNumbers() {
    for count in [1, 13, 500] {
      #expect(OrderStatistics.sorted(Array(repeating: .nan, count: count)).count == count)
      let mixed = (0..<count).map { $0 % 3 == 0 ? Double.nan : Double($0) }
      #expect(OrderStatistics.sorted(mixed).count { $0.isNaN } == mixed.count { $0.isNaN })
      _ = OrderStatistics.median(mixed)
    }
  }

  @Test("nothing has a median of 0")
  func nothing() { #expect(OrderStatistics.median([]) == 0) }
}
