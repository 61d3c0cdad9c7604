import CapacityModel
import HeadroomBasics
import Planning
import TestSupport
import Testing

/// Memory that is needed only on days that come again. The origin is Monday, 2013-09-02.
@Suite struct PreallocationTests {
  /// 182 days up to the origin of 2 GiB, and `high` on the days that `isHigh` picks.
  private static func peaks(_ high: Double = 6, _ isHigh: (Timestamp) -> Bool) -> [Double?] {
    (0..<182).map { index in
      let day = PlanFixture.now - .days(Int64(182 - index))
      return (isHigh(day) ? high : 2) + 0.01 * Double(index % 7)
    }
  }

  private static func plan(
    _ peaks: [Double?], hotAdd: Bool? = true, horizon: Int = 28
  ) throws -> PlanItem {
    var guest = Guest(configured: 8, peaks: peaks, level: 6, spread: [0, 0.2, 0.4, 0.6])
    guest.wanted = 6.5
    var entry = Inventory.Entity(entity: EntityID("vm"))
    entry.hotAdd = hotAdd
    let inventory = Inventory(entities: [entry], hosts: [])
    return try PlanFixture(guests: [guest], inventory: inventory, horizon: horizon).item()
  }

  @Test("Saturdays that need more are set aside one by one, the rest keeps the size's margin")
  func weekly() throws {
    let item = try Self.plan(Self.peaks { $0.weekday == 5 })
    let schedule = try #require(item.proposed.preallocation)
    #expect(
      schedule.map(\.from.dateText) == ["2013-09-07", "2013-09-14", "2013-09-21", "2013-09-28"])
    #expect(schedule.allSatisfy { $0.until == $0.from + .days(1) })
    // 6.5 GiB over 6.06 of inside, so 2.06 · 1.07 of outside, up to a step of 256 MiB.
    let size = try #require(item.proposed.configured)
    #expect(size - schedule[0].amount == ByteCount(2 * 1_073_741_824 + 256 * 1_048_576))
    #expect(item.reasons.contains { $0.contains("on Saturdays: 26 of 26 times") })
  }

  @Test("ends of months are found with the days around them, also across a year")
  func monthEnd() throws {
    let item = try Self.plan(
      Self.peaks { $0.date.day == 1 || ($0 + .days(1)).date.day == 1 }, horizon: 130)
    let schedule = try #require(item.proposed.preallocation)
    #expect(
      schedule.map(\.from.dateText) == ["2013-09-30", "2013-10-31", "2013-11-30", "2013-12-31"])
    #expect(schedule.map(\.until.dateText).last == "2014-01-02")
    #expect(item.reasons.contains { $0.contains("the last 1 day of a month and the first 1 day") })
  }

  @Test("without hot-add the pattern is told and nothing is scheduled", arguments: [false, nil])
  func cold(hotAdd: Bool?) throws {
    let item = try Self.plan(Self.peaks { $0.weekday == 5 }, hotAdd: hotAdd)
    #expect(item.proposed.preallocation == nil)
    #expect(item.reasons.contains { $0.contains("with hot-add") })
  }

  @Test("noise, a few high days, and a pattern that ended are no pattern")
  func none() throws {
    var random = SplitMix64(state: 4)
    for _ in 0..<40 {
      let noise = (0..<182).map { _ in Optional(2 + Double.random(in: 0..<4, using: &random)) }
      #expect(try Self.plan(noise).proposed.preallocation == nil)
    }
    let rare = Self.peaks { $0.weekday == 5 && $0.date.day <= 7 }
    #expect(try Self.plan(rare).proposed.preallocation == nil)
    let ended = Self.peaks { $0.weekday == 5 && $0 < PlanFixture.now - .days(30) }
    #expect(try Self.plan(ended).proposed.preallocation == nil)
  }

  @Test("a few weeks, and differences too small to be worth it, schedule nothing")
  func small() throws {
    let short = Array(Self.peaks { $0.weekday == 5 }.suffix(35))
    #expect(try Self.plan(short).proposed.preallocation == nil)
    let near = Self.peaks(2.2) { $0.weekday == 5 }
    #expect(try Self.plan(near).proposed.preallocation == nil)
  }
}
