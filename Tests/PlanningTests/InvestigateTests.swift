import CapacityModel
import Planning
import Testing

@Suite struct InvestigateTests {
  private func investigated(_ guest: Guest) throws -> PlanItem {
    let item = try PlanFixture(guests: [guest]).item()
    #expect(item.action == .investigate)
    #expect(item.proposed.configured == nil && item.confidence.score == nil)
    #expect(item.explanation == nil && item.breach == PlanItem.Breach())
    return item
  }

  @Test("thirteen days are too few, fourteen are enough")
  func shortHistory() throws {
    let item = try investigated(Guest(peaks: Array(repeating: 2, count: 13)))
    #expect(
      item.reasons == ["Only 13 days were observed; 14 days are needed before a size is touched."])
    #expect(item.guardrails.map(\.name) == ["minimum-history"])
    let first = try investigated(Guest(peaks: [2]))
    #expect(
      first.reasons == ["Only 1 day was observed; 14 days are needed before a size is touched."])
    #expect(
      try PlanFixture(guests: [Guest(peaks: Array(repeating: 2, count: 14))]).item().action
        == .shrink)
  }

  @Test("demand cut off for more than a day of the month needs a look; one day does not")
  func censored() throws {
    let item = try investigated(Guest(censoredDays: [38, 39]))
    #expect(item.guardrails.map(\.name) == ["censored-demand"])
    #expect(try PlanFixture(guests: [Guest(censoredDays: [39])]).item().action == .shrink)
    #expect(try PlanFixture(guests: [Guest(censoredDays: [0, 1, 2])]).item().action == .shrink)
  }

  @Test("a capped day is never counted as a fit at a size that is no larger")
  func censoredReplay() throws {
    var peaks = Array(repeating: 2 as Double?, count: 40)
    peaks[5] = 7.9
    let item = try PlanFixture(guests: [Guest(peaks: peaks, censoredDays: [5])]).item()
    #expect(item.replay == PlanItem.Replay(days: 40, shortageDaysBefore: 1, shortageDaysAfter: 1))
    let calm = try PlanFixture(guests: [Guest(censoredDays: [5])]).item()
    #expect(calm.replay.shortageDaysBefore == 1 && calm.replay.shortageDaysAfter == 1)
  }

  @Test("an unknown size is not guessed")
  func unknownSize() throws {
    let item = try investigated(Guest(configured: nil))
    #expect(
      item.reasons.first
        == "Its configured size is unknown, so there is nothing to compare a proposal with.")
  }

  @Test("an entity off for the whole month is a candidate for removal")
  func off() throws {
    let peaks = (0..<60).map { $0 < 25 ? 2 as Double? : nil }
    let item = try investigated(Guest(peaks: peaks, offDays: Set(25..<60)))
    // 60 days before 2013-09-02 is 2013-07-04; 25 days later it went off.
    #expect(item.reasons.first == "It has been off since 2013-07-29: candidate for removal.")
    let silent = try investigated(Guest(peaks: peaks))
    #expect(
      silent.reasons.first
        == "No demand was observed since 2013-07-29: check that it is still sampled.")
    let never = try investigated(Guest(peaks: []))
    #expect(never.reasons.first == "No demand was ever observed.")
  }

  @Test("no forecast and no answer of the policy are passed on")
  func noAnswer() throws {
    #expect(
      try investigated(Guest(isForecast: false)).reasons == ["No forecast was made for it."])
    #expect(try investigated(Guest(hasAnswer: false)).reasons == ["The policy has no answer."])
  }
}
