import CapacityModel
import Demand
import Evaluation
import HeadroomBasics
import Testing

@Suite("Doubts at a past origin rest on nothing that came after it")
struct QualityLookAheadTests {
  /// 2026-01-05, a Monday.
  private let start = Timestamp(seconds: 1_767_571_200)
  private let days = 60

  /// Half-hourly samples of machine `index`, each with a fault of its own that begins or ends somewhere.
  private func block(_ index: Int) -> SampleBlock {
    var random = SplitMix64(state: UInt64(index) + 1)
    var (instants, used, configured): ([Int64], [Int64], [Int64]) = ([], [], [])
    for slot in 0..<(days * 48) {
      let (day, hour) = (slot / 48, slot % 48 / 2)
      var value = Int64.random(in: 2 << 30..<6 << 30, using: &random)
      switch index {
      case 0 where (25..<34).contains(day): value = 3 << 30
      case 1 where day < 45 && hour < 4: continue
      case 2 where day < 20: value >>= 10
      case 3 where day >= 30: value = slot % 2 == 0 ? 1 << 30 : 7 << 30
      case 4 where (12..<31).contains(day): continue
      case 5 where day >= 20 && slot % 12 != 0: continue
      case 6 where day >= 33: value >>= 10
      default: break
      }
      instants.append(start.milliseconds + Int64(slot) * 1_800_000 + 5000)
      used.append(value)
      configured.append(8 << 30)
    }
    return SampleBlock(
      entity: EntityID("vm\(index)"), timestamps: instants,
      values: [.used: used, .configured: configured])
  }

  private func histories(until day: Int) -> [EntityHistory] {
    var builder = DemandSnapshotBuilder(
      range: TimeRange(start: start, end: start + .days(Int64(day))), step: .days(1))
    for index in 0..<9 { builder.add(DemandHistory(of: block(index), on: builder.calendar)) }
    return builder.finished().histories
  }

  // Not at day 34: half of the days of vm5 are coarse then, and what the last sample of a day stands for is a guess.
  @Test(
    "a history cut at an origin is doubted as one of the samples up to it",
    arguments: [24, 29, 36, 40, 46, 52])
  func cut(_ origin: Int) throws {
    let fleet = try DecisionFleets.fleet(histories(until: days), horizon: 14)
    let now = start + .days(Int64(origin))
    var kinds: Set<DataDoubt.Kind> = []
    for (place, then) in histories(until: origin).enumerated() {
      let cut = EntityQuality(fleet.history(place, at: origin), now: now)
      let seen = EntityQuality(then, now: now)
      kinds.formUnion(seen.doubts.map(\.kind))
      // Of a change of unit the samples before are forgotten for good, also at origins before it.
      if [2, 6].contains(place) { continue }
      #expect(cut.doubts == seen.doubts && cut.state == seen.state, "vm\(place)")
      #expect(cut.interval == seen.interval && cut.widening == seen.widening, "vm\(place)")
    }
    #expect(!kinds.isEmpty)
  }

  @Test("a change of unit is not told before it happened")
  func unitChange() throws {
    let fleet = try DecisionFleets.fleet(histories(until: days), horizon: 14)
    func changes(at origin: Int) -> [Int] {
      (0..<9).filter { place in
        let history = fleet.history(place, at: origin)
        return EntityQuality(history, now: start + .days(Int64(origin))).doubts.contains {
          $0.kind == .unitChange
        }
      }
    }
    #expect(changes(at: 18) == [] && changes(at: 30) == [2] && changes(at: 50) == [2, 6])
  }
}
