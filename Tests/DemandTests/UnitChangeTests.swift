import CapacityModel
import Demand
import HeadroomBasics
import Testing

@Suite("Units that change within a fleet's time")
struct UnitChangeTests {
  /// 2026-01-01.
  private let start = Timestamp(seconds: 1_767_225_600)
  private let days = 20

  /// Hourly samples of one machine: `scale` of the hour since the start times 3 to 4 GiB, and the same of 8 GiB.
  private func block(_ name: String, scale: (Int) -> Double, sizesToo: Bool = true) -> SampleBlock {
    let hours = Array(0..<(days * 24))
    return SampleBlock(
      entity: EntityID(name),
      timestamps: hours.map { start.milliseconds + Int64($0) * 3_600_000 + 7000 },
      values: [
        .used: hours.map { Int64(Double(3 << 30 + ($0 * 37 % 24) << 25) * scale($0)) },
        .configured: hours.map { Int64(Double(8 << 30) * (sizesToo ? scale($0) : 1)) },
      ])
  }

  private func snapshot(_ blocks: [SampleBlock]) -> DemandSnapshot {
    var builder = DemandSnapshotBuilder(
      range: TimeRange(start: start, end: start + .days(Int64(days))), step: .days(1))
    for block in blocks { builder.add(DemandHistory(of: block, on: builder.calendar)) }
    return builder.finished()
  }

  private func doubts(_ snapshot: DemandSnapshot) -> [DataDoubt?] {
    snapshot.histories.map { history in
      history.sampling.recorded.first { $0.kind == .unitChange }
    }
  }

  @Test("a fleet that is 1,024 times larger from a day on is read from that day on")
  func fleet() throws {
    let fleet = snapshot((0..<6).map { block("vm\($0)") { $0 < 250 ? 1 / 1024.0 : 1 } })
    for (history, doubt) in zip(fleet.histories, doubts(fleet)) {
      let doubt = try #require(doubt)
      #expect(doubt.since == start + .days(10) && doubt.count == 6)
      #expect(history.peaks[..<10].allSatisfy { $0 == nil } && history.peaks[10] != nil)
      #expect(history.sizes.allSatisfy { $0 == nil || $0 == Double(8 << 30) })
    }
  }

  @Test(
    "one that becomes 1,024 times smaller is read from the day after, as the day's peak is of the old unit"
  )
  func fall() throws {
    let fleet = snapshot((0..<6).map { block("vm\($0)") { $0 < 250 ? 1 : 1 / 1024.0 } })
    #expect(doubts(fleet).allSatisfy { $0 != nil })
    #expect(fleet.histories[0].peaks[10] == nil && fleet.histories[0].peaks[11] != nil)
  }

  @Test(
    "one machine alone whose demand was below what an operating system needs is read from the change on"
  )
  func one() {
    let fleet = snapshot(
      (0..<6).map { index in block("vm\(index)") { index == 0 && $0 < 250 ? 1 / 1024.0 : 1 } })
    #expect(doubts(fleet).map { $0 != nil } == [true, false, false, false, false, false])
  }

  @Test("growth by a factor of ten, or one sample a thousand times too large, is no change of unit")
  func noChange() {
    let grown = snapshot((0..<6).map { block("vm\($0)") { $0 < 250 ? 0.1 : 1 } })
    #expect(doubts(grown).allSatisfy { $0 == nil })
    let spike = snapshot(
      (0..<6).map { block("vm\($0)", scale: { $0 == 250 ? 1024 : 1 }, sizesToo: false) })
    #expect(doubts(spike).allSatisfy { $0 == nil })
  }
}
