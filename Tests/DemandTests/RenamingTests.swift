import CapacityModel
import Demand
import HeadroomBasics
import Testing

@Suite("Entities that continue others under a new name")
struct RenamingTests {
  private let start = Timestamp(seconds: 1_767_225_600)

  /// Hourly samples of days `days`, `level` GiB of `size` GiB.
  private func block(
    _ name: String, days: Range<Int>, level: Double = 3, size: Int64 = 8
  ) -> SampleBlock {
    let hours = Array((days.lowerBound * 24)..<(days.upperBound * 24))
    return SampleBlock(
      entity: EntityID(name), timestamps: hours.map { start.milliseconds + Int64($0) * 3_600_000 },
      values: [
        .used: hours.map { Int64(level * 1_073_741_824) + Int64($0 % 24) << 20 },
        .configured: hours.map { _ in size << 30 },
      ])
  }

  /// Who is said to have been renamed.
  private func renamed(_ blocks: [SampleBlock]) -> [String] {
    var builder = DemandSnapshotBuilder(
      range: TimeRange(start: start, end: start + .days(20)), step: .days(1))
    for block in blocks + [block("other", days: 0..<20)] {
      builder.add(DemandHistory(of: block, on: builder.calendar))
    }
    return builder.finished().histories.filter { history in
      history.sampling.recorded.contains { $0.kind == .renamed }
    }.map(\.entity.name)
  }

  @Test(
    "one that begins where another one ends, of its size and at its level, is the same under a new name"
  )
  func found() {
    #expect(renamed([block("a", days: 0..<10), block("b", days: 10..<20)]) == ["b"])
  }

  @Test("another size, another level, or three days between them are another machine")
  func others() {
    #expect(renamed([block("a", days: 0..<10), block("b", days: 10..<20, size: 16)]) == [])
    #expect(renamed([block("a", days: 0..<10), block("b", days: 10..<20, level: 5)]) == [])
    #expect(renamed([block("a", days: 0..<10), block("b", days: 13..<20)]) == [])
  }

  @Test("of two that begin there nobody knows which it was")
  func several() {
    let blocks = [
      block("a", days: 0..<10), block("b", days: 10..<20), block("c", days: 10..<20),
    ]
    #expect(renamed(blocks) == [])
  }
}
