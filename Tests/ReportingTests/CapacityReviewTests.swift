import CapacityModel
import HeadroomBasics
import Reporting
import Testing

@Suite struct CapacityReviewTests {
  private static let gib = 1_073_741_824.0

  private static func picture(_ name: String, _ past: [Double?]) -> DemandPicture {
    let start = Timestamp(parsing: "2013-09-01T00:00:00Z")!
    let calendar = StepCalendar(start: start, step: .days(1), count: past.count)
    return DemandPicture(
      entity: EntityID(name), past: past.map { $0.map { $0 * gib } }, pastCalendar: calendar,
      levels: [0.1, 0.5, 0.9], ahead: [[5, 5], [6, 7], [8, 10]].map { $0.map { $0 * gib } },
      aheadCalendar: calendar.following(2))
  }

  private static func review(_ name: String = "payments-api") -> CapacityReview {
    var item = PlanExamples.grow
    item.entity = EntityID(name)
    let plan = PlanExamples.plan([item, PlanExamples.shrink, PlanExamples.investigate])
    let outlook = NodeOutlook(
      level: .fleet, name: "fleet", series: 3, installed: .gibibytes(9), probability: 0.9,
      medianAtEnd: .gibibytes(7), quantileAtEnd: .gibibytes(10), peak: .gibibytes(10),
      passes: Timestamp(parsing: "2013-09-08T00:00:00Z"))
    let economics = Economics(
      lines: [
        .init(name: "Configured memory", before: 56, after: 39.25, unit: "GiB", assumption: "all")
      ],
      purchase: .init(
        shortage: .gibibytes(1), from: Timestamp(parsing: "2013-09-08T00:00:00Z")!, price: 90,
        freed: .gibibytes(16), monthsOfSavings: 1.875), currency: "EUR")
    return CapacityReview(
      title: "Quarterly", plan: plan, economics: economics, outlooks: [outlook],
      nodes: [picture("fleet", [1, 2, nil, 4, 5, 6])],
      entities: [picture(name, [1, 1, 1, 1, 4, 1])], backtest: nil,
      quality: [
        DataQuality(
          entity: EntityID(name), samples: 1000, first: PlanExamples.now, last: PlanExamples.now,
          days: 40, missingDays: 3, longestGap: 2, cutOffDays: 0, offDays: 0, hasSize: true),
        DataQuality(
          entity: EntityID("fine"), samples: 1000, first: PlanExamples.now,
          last: PlanExamples.now, days: 40, missingDays: 1, longestGap: 1, cutOffDays: 0,
          offDays: 0, hasSize: true),
      ], warnings: ["There is no record of past forecasts."])
  }

  @Test("the first screen says what changes, what is short from when on, and what that costs")
  func inShort() throws {
    let page = try HTMLFormat().text(of: Self.review())
    for text in [
      "<h1>Quarterly capacity review</h1>", "1 grow, 1 shrink",
      "P90 of fleet demand passes installed capacity (9 GiB) on 2013-09-08.",
      "From 2013-09-08 on up to 1 GiB will be short; to buy that costs 90 EUR. The plan frees 16 GiB, "
        + "worth the price of that memory in 1.9 months.",
      "1 entity has to be looked into", "a gap of 2 days", "There is no record of past forecasts.",
    ] { #expect(page.contains(text), "\(text)") }
    #expect(!page.contains("<td>fine</td>"))
    #expect(try HTMLFormat().text(of: Self.review()) == page)
  }

  @Test("a line is broken at gaps and loses only points that lie on it")
  func lines() throws {
    let page = try HTMLFormat().text(of: Self.review())
    let paths = page.matches(of: /<path d="([^"]*)" class="line past">/).map { String($0.output.1) }
    // The fleet's: two stretches around the gap, both straight, ends alone; the entity's: flat, a spike, flat.
    #expect(paths.map { $0.split(separator: "L").count } == [2, 2, 4])
  }

  @Test("a name is text in pictures, too")
  func escaped() throws {
    let page = try HTMLFormat().text(of: Self.review("<b>\"'&</b>"))
    #expect(!page.contains("<b>") && page.contains("Demand of &lt;b&gt;&quot;&#39;&amp;&lt;/b&gt;"))
  }

  @Test(
    "Markdown has the same sentences, then the ticket; numbers alone are refused with what to use")
  func others() throws {
    let text = try MarkdownFormat().text(of: Self.review())
    #expect(text.hasPrefix("# Quarterly capacity review\n") && text.hasSuffix("\n"))
    #expect(text.contains("From 2013-09-08 on up to 1 GiB will be short"))
    #expect(text.contains("# Resize plan") && text.contains("a gap of 2 days"))
    #expect(throws: ReportingError.self) { try CSVFormat().text(of: Self.review()) }
  }
}
