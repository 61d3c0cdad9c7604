import CapacityModel
import HeadroomBasics
import Planning
import Testing

/// What an entity's own past says against its score, and what holds keep of the size that was wanted.
@Suite struct WindowRecordTests {
  private func item(kept low: Int, of all: Int, score: Double, protects: Bool) throws -> PlanItem {
    let gib = 1_073_741_824.0
    let guest = Guest(configured: 8, wanted: 4)
    var fixture = PlanFixture(guests: [guest])
    if protects { fixture.guardrails.protected = ["vm"] }
    let peaks = Array(repeating: 3 * gib, count: low) + Array(repeating: 6 * gib, count: all - low)
    var input = fixture.input(for: guest, column: 0)
    input.decision = SizeDecision(
      entity: EntityID("vm"), current: .gibibytes(8), size: .gibibytes(4),
      curve: PeakCurve(sizes: [gib, 4 * gib, 8 * gib], exceedance: [1, 1 - score, 1 - score]),
      serviceLevel: 0.95, rounding: .zero, guardrails: [], reasons: [],
      record: { WindowRecord(peaks: peaks, within: $0, days: 28) })
    return try #require(try fixture.plan(of: [input]).items.first)
  }

  @Test("windows that stayed within the size far less often than promised contradict the score")
  func contradiction() throws {
    let item = try item(kept: 6, of: 9, score: 0.96, protects: false)
    #expect(
      item.confidence.contradiction
        == "Its own past contradicts this confidence: 6 of 9 past windows of 28 days stayed within 4 GiB."
    )
    #expect(item.reasons.contains("6 of 9 past windows of 28 days stayed within 4 GiB."))
    #expect(item.withheld == nil)
    #expect(
      try self.item(kept: 9, of: 9, score: 0.96, protects: false).confidence.contradiction == nil)
    #expect(
      try self.item(kept: 6, of: 9, score: 0.7, protects: false).confidence.contradiction == nil)
    #expect(
      try self.item(kept: 0, of: 1, score: 0.96, protects: false).confidence.contradiction == nil)
  }

  @Test("a held size is told by the record of the size that stays, beside the size that was wanted")
  func held() throws {
    let item = try item(kept: 6, of: 9, score: 0.96, protects: true)
    #expect(item.action == .hold && item.withheld == .gibibytes(4))
    #expect(item.confidence.contradiction == nil)
    #expect(item.reasons.contains("9 of 9 past windows of 28 days stayed within 8 GiB."))
  }
}
