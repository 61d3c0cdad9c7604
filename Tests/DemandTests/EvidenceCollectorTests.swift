import CapacityModel
import Demand
import HeadroomBasics
import Testing

@Suite("What is collected of how samples were taken")
struct EvidenceCollectorTests {
  private let calendar = StepCalendar(start: Timestamp(seconds: 0), step: .days(1), count: 2)
  private let minute: Int64 = 60_000

  private func evidence(
    _ instants: [Int64], used: (Int) -> Int64, configured: (Int) -> Int64 = { _ in 8 << 30 }
  ) -> [StepEvidence] {
    let block = SampleBlock(
      entity: EntityID("vm"), timestamps: instants,
      values: [.used: instants.indices.map(used), .configured: instants.indices.map(configured)])
    return DemandHistory(of: block, on: calendar).history.sampling.evidence
  }

  private func everyFiveMinutes(_ count: Int = 576) -> [Int64] {
    (0..<count).map { Int64($0) * 5 * minute }
  }

  @Test("samples, the longest step and the hours of each day")
  func sampling() {
    let seen = everyFiveMinutes().filter { !(2..<4).contains($0 / (60 * minute)) }
    let days = evidence(seen) { Int64($0 + 1) << 20 }
    #expect(days.map(\.samples) == [264, 288])
    #expect(days[0].longestGap == 7500 && days[1].longestGap == 300)
    #expect(days[0].hours == StepEvidence.allHours & ~(0b11 << 2))
    #expect(days[1].hours == StepEvidence.allHours)
  }

  @Test("only samples at even hours to the second stand there")
  func evenHours() {
    let even = (0..<24).map { Int64($0) * 120 * minute }
    #expect(evidence(even) { Int64($0 + 1) << 20 }.allSatisfy { $0.standsAtEvenHours })
    #expect(
      !evidence(even.map { $0 + 1000 }) { Int64($0 + 1) << 20 }.contains { $0.standsAtEvenHours })
  }

  @Test(
    "how long a value stayed is known when it changes and at each end of a day; time off ends it")
  func runs() {
    let days = evidence(everyFiveMinutes()) { $0 < 100 ? Int64($0 + 1) << 20 : 5 << 30 }
    #expect(days[0].unchanged == 300 && days[1].unchanged == 0)
    #expect(days[0].unchangedAtEnd == 187 * 300 && days[1].unchangedAtEnd == 475 * 300)
    let off = evidence(everyFiveMinutes()) { (100..<200).contains($0) ? 0 : 5 << 30 }
    #expect(off[0].unchangedAtEnd == 87 * 300)
  }

  @Test("two machines under one name return all the time; a machine of its own does not")
  func returns() {
    let level: (Int) -> Int64 = { ($0 % 2 == 0 ? 1 << 30 : 5 << 30) + Int64($0) << 12 }
    #expect(evidence(everyFiveMinutes(), used: level)[0].returns > 200)
    let size = evidence(
      everyFiveMinutes(), used: { Int64($0 + 1) << 20 },
      configured: { $0 % 2 == 0 ? 4 << 30 : 8 << 30 })
    #expect(size[0].returns > 200)
    #expect(evidence(everyFiveMinutes()) { Int64($0 + 1) << 20 }[0].returns == 0)
  }

  @Test("the largest step between two samples, up or down")
  func jump() {
    let days = evidence(everyFiveMinutes()) { $0 < 300 ? 4 << 30 : 4 << 20 }
    #expect(days[0].jump == 1 && days[1].jump == Float(1) / 1024)
  }

  @Test("means of two hours and of the day")
  func means() {
    let days = evidence(everyFiveMinutes()) { (24..<48).contains($0) ? 3 << 30 : 1 << 30 }
    #expect(days[0].twoHourMean == Float(3 << 30) && days[1].twoHourMean == Float(1 << 30))
    #expect(abs(days[0].mean - Float(1 << 30) * (1 + 2 * 24 / 288.0)) < 1000)
  }
}
