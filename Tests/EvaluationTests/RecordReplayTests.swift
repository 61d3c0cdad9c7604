import CapacityModel
import Evaluation
import HeadroomBasics
import Sizing
import TestSupport
import Testing

private let gib = DemandExamples.gib

private func tally(
  _ record: DemandRecord, _ held: [Int32], _ range: Range<Int>
) -> ReplayTally {
  held.withUnsafeBufferPointer { RecordReplay.tally(record, held: $0, in: range) }
}

@Suite struct RecordReplayTests {
  @Test("the tables price random demand as a sum over its samples does, to 1e-12")
  func bruteForce() {
    var random = SeededNumbers(seed: 5)
    let perDay = 24
    let samples: [Double?] = (0..<(40 * perDay)).map { _ in
      random.unit() < 0.1 ? nil : random.unit() * random.unit() * 6 * gib
    }
    let grid = SizeGrid(step: gib / 4, largest: 10 * gib)
    let record = DemandRecord(
      history: DemandExamples.history(samples, step: .seconds(3600)), grid: grid)
    let held = (0..<40).map { _ in Int32(random.unit() * 30) }
    let sum = tally(record, held, 5..<40)
    var (slack, shortage, events, size) = (0.0, 0.0, 0.0, 0.0)
    for day in 5..<40 {
      let bytes = Double(held[day] + 1) * gib / 4
      let seen = samples[(day * perDay)..<((day + 1) * perDay)].compactMap { $0 }
      for sample in seen {
        slack += max(0, bytes - sample)
        shortage += max(0, sample - bytes)
        size += bytes
      }
      if seen.contains(where: { $0 > bytes }) { events += 1 }
    }
    let unit = 1 / (24 * record.usualPeak)
    #expect(abs(sum.slack / (slack * unit) - 1) < 1e-12)
    #expect(abs(sum.shortage / (shortage * unit) - 1) < 1e-12)
    #expect(abs(sum.size / (size * unit) - 1) < 1e-12)
    #expect(sum.events == events && sum.days == 35)
    #expect(sum.resizes == Double((5..<40).count { held[$0] != held[$0 - 1] }))
  }

  @Test("a capped stretch is neither slack nor a fit, and can still show a shortage")
  func censored() {
    // Two samples a day; the second of each day is cut off.
    let history = DemandExamples.history(
      [1, 2, 3, 2].map { $0 * gib }, step: .seconds(43_200), censored: [1, 3])
    let record = DemandRecord(history: history, grid: SizeGrid(step: gib, largest: 8 * gib))
    #expect(record.censoredDays == 2)
    let enough = tally(record, [3, 3], 0..<2)
    #expect(enough.days == 0 && enough.events == 0)
    // Day 2's first sample of 3 GiB was not cut off and is above 2 GiB.
    let short = tally(record, [1, 1], 0..<2)
    #expect(short.days == 1 && short.events == 1)
    let counted = DemandRecord(
      history: history, grid: SizeGrid(step: gib, largest: 8 * gib), judgesCensored: true)
    #expect(tally(counted, [3, 3], 0..<2).days == 2)
  }

  @Test("a day watched for less than a quarter is unobserved and free")
  func hardlyWatched() {
    let peaks = [9 * gib] + Array(repeating: nil as Double?, count: 7)
    let record = DemandRecord(history: DemandExamples.history(peaks, step: .seconds(10_800)))
    #expect(record.dailyPeaks == [nil])
    #expect(tally(record, [0], 0..<1) == ReplayTally())
  }

  @Test("a restart is counted in the direction that needs one")
  func restarts() {
    let record = DemandRecord(
      history: DemandExamples.history([1, 1, 1].map { $0 * gib }), restarts: (true, false))
    let sum = tally(record, [3, 7, 3], 0..<3)
    #expect(sum.resizes == 2 && sum.restarts == 1)
    let costs = CostModel(slack: 0, shortage: 0, event: 0, resize: 1, restart: 10)
    #expect(sum.cost(costs) == 12)
  }

  @Test("a dead band holds small differences; a raise and a cut have their own")
  func deadBand() {
    let grid = SizeGrid(step: gib, largest: 100 * gib)
    let targets = [10, 10.9, 12, 9, 5].map { $0 * gib }
    var held = [Int32](repeating: 0, count: 5)
    held.withUnsafeMutableBufferPointer {
      RecordReplay.follow(
        targets, margin: 1, band: DeadBand(up: 0.1, down: 0.5), on: grid,
        schedule: OriginSchedule(first: 0, stride: 1), into: $0)
    }
    // 11 is not above 10 · 1.1, 12 is; 9 is not below 12 · 0.5, 5 is.
    #expect(held == [9, 9, 11, 11, 4])
  }

  @Test("nothing after a day changes the sizes of that day", arguments: RuleVariants.all.indices)
  func causal(index: Int) {
    let rule = RuleVariants.all[index].rule
    guard !(rule is KeepConfiguredPolicy) else { return }
    var random = SeededNumbers(seed: 11)
    let past: [Double?] = (0..<240).map { _ in random.unit() * 4 * gib }
    let one = past + (0..<80).map { _ in random.unit() * 40 * gib }
    let other = past + (0..<80).map { _ in nil }
    let targets = [one, other].map {
      rule.targets(
        of: DemandRecord(history: DemandExamples.history($0, step: .seconds(10_800))))
    }
    #expect(targets[0].prefix(31) == targets[1].prefix(31))
    #expect(targets[0][30] > 0)
  }
}
