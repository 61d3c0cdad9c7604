import CapacityModel
import Evaluation
import Sizing
import TestSupport
import Testing

private let gib = DemandExamples.gib

@Suite struct HindsightTests {
  /// The cost of held sizes, the first one free.
  private func cost(_ record: DemandRecord, _ held: [Int32], _ prices: CostModel) -> Double {
    held.withUnsafeBufferPointer {
      RecordReplay.tally(record, held: $0, in: 0..<held.count).cost(prices)
    }
  }

  @Test(
    "no run of sizes is cheaper, by trying all of them", arguments: [(0.05, 0.0), (1, 0), (1, 3)])
  func exhaustive(resize: Double, restart: Double) {
    var random = SeededNumbers(seed: 3)
    let prices = CostModel(event: 2, resize: resize, restart: restart)
    for _ in 0..<5 {
      let samples: [Double?] = (0..<12).map { _ in random.unit() * 4 * gib }
      let record = DemandRecord(
        history: DemandExamples.history(samples, step: .seconds(43_200)),
        grid: SizeGrid(step: gib, largest: 4 * gib), restarts: (true, false))
      let best = HindsightOptimum.held(
        record, prices: prices, days: 0..<6, schedule: OriginSchedule(first: 0))
      var least = Double.infinity
      for code in 0..<4096 {
        let held = (0..<6).map { Int32((code >> (2 * $0)) & 3) }
        least = min(least, cost(record, held, prices))
      }
      #expect(abs(cost(record, best, prices) - least) < 1e-9)
    }
  }

  @Test("on a weekly schedule sizes change on its days only")
  func weekly() {
    let record = DemandExamples.fleet(count: 1, days: 35, noise: 0.4, seed: 8)[0]
    let schedule = OriginSchedule(first: 3, stride: 7)
    let held = HindsightOptimum.held(
      record, prices: CostModel(resize: 0), days: 5..<35, schedule: schedule)
    for day in 6..<35 where held[day] != held[day - 1] { #expect(schedule.contains(day)) }
    #expect(Set(held[5...]).count > 1)
    #expect(held[..<5].allSatisfy { $0 == -1 })
  }
}
