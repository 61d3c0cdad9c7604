import CapacityModel
import HeadroomBasics
import Reporting
import Testing

/// The first sentence of a plan, in every format.
@Suite struct PlanHeadlineTests {
  private func sentence(_ items: [PlanItem]) -> String {
    PlanExamples.plan(items).document(ReportOptions()).facts[0].value
  }

  private func held(_ score: Double, withheld: ByteCount? = nil) -> PlanItem {
    var item = PlanExamples.hold
    item.confidence.score = score
    item.withheld = withheld
    return item
  }

  @Test("what could not be judged comes first, then who gets no memory, then what goes wrong")
  func order() {
    let items = [
      PlanExamples.grow, PlanExamples.shrink, PlanExamples.investigate, held(0.8), held(0.97),
      held(0.99, withheld: .gibibytes(80)), held(0.99, withheld: .gibibytes(40)),
    ]
    #expect(
      sentence(items)
        == "1 of 7 entities could not be judged; 2 need more memory and do not get it; "
        + "1 other change is held back; expected misses within 13w: 0.1 at 2 changed sizes, "
        + "0.3 at 4 kept sizes.")
  }

  @Test("who gets no memory is named in every format, with what holds it and what to do")
  func named() throws {
    var atHost = held(0.99, withheld: .gibibytes(80))
    atHost.entity = EntityID("db-2")
    atHost.guardrails = [
      .init(.hostCapacity, effect: "kept at 64 GiB instead of 80 GiB: esx-07 has no room")
    ]
    var bounded = held(0.4)
    bounded.entity = EntityID("db-3")
    bounded.peak.observedMax = .gibibytes(70)
    bounded.peak.p90 = .gibibytes(75)
    bounded.guardrails = [.init(.observedPeak, effect: "raised")]
    let plan = PlanExamples.plan([atHost, bounded, held(0.97), PlanExamples.grow])
    for text in [
      try TableFormat().text(of: plan), try MarkdownFormat().text(of: plan),
      try HTMLFormat().text(of: plan),
    ] {
      let plain = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(plain.contains("Short of memory: these need more and do not get it"))
      #expect(plain.contains("Kept at 64 GiB instead of 80 GiB: esx-07 has no room."))
      #expect(plain.contains("Make room on its host or move it to another, then plan again."))
      #expect(plain.contains("Held by price: no growth costs less than the misses that it would"))
    }
    let table = try TableFormat().text(of: plan)
    let rows = table.split(separator: "\n")
    #expect(rows.contains { $0.hasPrefix("db-3") && $0.contains("70") && $0.contains("price") })
    #expect(rows.contains { $0.hasPrefix("db-2") && $0.contains("host-capacity") })
    let none = try TableFormat().text(of: PlanExamples.plan([held(0.97)]))
    #expect(!none.contains("Short of memory"))
  }

  @Test("nothing to change is said only where all were judged and nothing is held")
  func settled() throws {
    #expect(
      sentence([held(0.97)])
        == "Nothing to change: the one entity was judged, and none needs more memory; "
        + "expected misses within 13w: 0.0 at 1 kept size.")
    for items in [
      [held(0.97), PlanExamples.investigate], [held(0.94)], [held(0.97), PlanExamples.grow],
      [held(0.97, withheld: .gibibytes(65))], [held(0.97, withheld: .gibibytes(63))], [],
    ] {
      #expect(!sentence(items).contains("Nothing to change"))
      let table = try TableFormat().text(of: PlanExamples.plan(items))
      #expect(!table.contains("Nothing to change"))
    }
  }

  @Test("every format tells the same sentence first")
  func formats() throws {
    let plan = PlanExamples.small
    let sentence = plan.document(ReportOptions()).facts[0].value
    for text in [
      try TableFormat().text(of: plan), try MarkdownFormat().text(of: plan),
      try HTMLFormat().text(of: plan), try MarkdownFormat().text(of: ReviewExamples.review()),
    ] {
      let plain = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      let start = try #require(plain.firstRange(of: "could not be judged; expected misses"))
      let horizon = try #require(plain.firstRange(of: "13w from 2013-09-29"))
      #expect(start.lowerBound < horizon.lowerBound)
      if !text.contains("capacity review") { #expect(plain.contains(sentence)) }
    }
  }

  @Test("a past that contradicts the score stands in the table and beside held items")
  func contradiction() throws {
    var (shrink, hold) = (PlanExamples.shrink, PlanExamples.hold)
    shrink.confidence.contradiction = "Its own past contradicts this confidence: 3 of 9."
    hold.confidence.contradiction = "Its own past contradicts this confidence: 4 of 9."
    for text in [
      try TableFormat().text(of: PlanExamples.plan([shrink, hold])),
      try MarkdownFormat().text(of: PlanExamples.plan([shrink, hold])),
    ] {
      let plain = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(plain.contains("Its own past contradicts this confidence: 3 of 9."))
      #expect(plain.contains("the confidence of 1 is contradicted by the own past: db-1"))
    }
  }
}
