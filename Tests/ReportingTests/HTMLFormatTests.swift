import CapacityModel
import Foundation
import HeadroomBasics
import Reporting
import Testing

@Suite struct HTMLFormatTests {
  private static func page(_ plan: ResizePlan = PlanExamples.small) throws -> String {
    try HTMLFormat().text(of: plan)
  }

  /// The attribute of the first element of a class.
  private static func attribute(_ name: String, ofClass style: String, in page: String) -> Double? {
    guard
      let element = page.firstMatch(of: try! Regex("<rect [^>]*class=\"\(style)\""))?.output[0]
        .substring, let value = element.firstMatch(of: try! Regex(" \(name)=\"([0-9.]+)\""))
    else { return nil }
    return value.output[1].substring.flatMap { Double($0) }
  }

  @Test("a page stands alone: nothing is fetched, and the same plan gives the same bytes")
  func selfContained() throws {
    let page = try Self.page()
    #expect(page.hasPrefix("<!DOCTYPE html>") && page.hasSuffix("\n"))
    for fetched in ["http://", "https://", "src=", "url(", "@import", "<link"] {
      #expect(!page.contains(fetched), "\(fetched)")
    }
    #expect(try Self.page() == page)
  }

  @Test("one can say what changes, when, why, how sure, what if it is wrong, and how to undo it")
  func signable() throws {
    let page = try Self.page()
    for text in [
      "payments-api: grow from 8 GiB to 11.25 GiB (+3.25 GiB)", "99.1 %: demand stays within",
      "Sun 02:00-05:00 UTC",
      "demand grows by 0.4 GiB a month", "one future in a hundred peaks no higher than 11 GiB",
      "50 % by 2013-11-02", "set payments-api to 8 GiB (8,589,934,592 bytes)", "legacy-erp", "db-1",
      "from the median to the service level",
    ] { #expect(page.contains(text), "\(text)") }
  }

  @Test("who decided what stands in the page and in the ticket, in order")
  func decisions() throws {
    var plan = PlanExamples.small
    let at = PlanExamples.now
    plan.approvals = [
      PlanDecision(
        entity: EntityID("payments-api"), verdict: .approved, name: "Ada Muster", at: at,
        comment: nil),
      PlanDecision(
        entity: EntityID("build-17"), verdict: .rejected, name: "Bo <b>", at: at,
        comment: "not before June"),
    ]
    let page = try Self.page(plan)
    #expect(page.contains("2013-09-29 00:00 UTC Ada Muster: approved payments-api"))
    #expect(page.contains("Bo &lt;b&gt;: rejected build-17 (not before June)"))
    let ticket = try MarkdownFormat().text(of: plan)
    #expect(ticket.contains("## Decisions"))
    #expect(ticket.contains("Ada Muster: approved payments-api") && !ticket.contains("<b>"))
  }

  @Test("a change shows what would not have fitted, and how likely each size is to be enough")
  func picture() throws {
    let gib = 1_073_741_824.0
    let calendar = StepCalendar(
      start: Timestamp(parsing: "2013-09-25T00:00:00Z")!, step: .days(1), count: 4)
    var options = ReportOptions()
    // 12 GiB on the second day passes the proposed 11.25 GiB; a size of 11.25 lies midway between p90 and p99.
    options.pictures[PlanExamples.grow.entity] = DemandPicture(
      entity: PlanExamples.grow.entity, past: [6, 12, nil, 7].map { $0.map { $0 * gib } },
      pastCalendar: calendar, levels: [0.1, 0.5, 0.9],
      ahead: [[5, 5], [6, 7], [8, 10]].map { $0.map { $0 * gib } },
      aheadCalendar: calendar.following(2),
      peak: PeakCurve(
        PeakDistribution(levels: [0.5, 0.9, 0.99], values: [9, 11, 11.5].map { $0 * gib })))
    options.standing = "approved; 1 of 2 changes approved"
    let page = try HTMLFormat().text(of: PlanExamples.small, options: options)
    for text in [
      "2013-09-26: 12 GiB would not have fitted 11.25 GiB",
      "proposed size: 11.25 GiB, enough in 94.5 % of the futures",
      "<td class=\"number\">11.25 GiB (proposed size)</td><td class=\"number\">94.5 %</td>",
      "<td>2013-09-26</td><td>2013-09-27</td><td class=\"number\">12</td>",
      "approved; 1 of 2 changes approved",
    ] { #expect(page.contains(text), "\(text)") }
    #expect(!page.contains("2013-09-25: 6 GiB would not"))
    #expect(!(try Self.page()).contains("would not have fitted"))
  }

  @Test("a name is text wherever it stands, whatever it says")
  func escaped() throws {
    var item = PlanExamples.grow
    item.entity = EntityID("</title><script>alert('x')</script>\"{{facts}}\u{1B}[31m")
    item.reasons = ["<img onerror=alert(1)>"]
    let page = try Self.page(PlanExamples.plan([item]))
    #expect(page.components(separatedBy: "<script>").count == 2)
    #expect(!page.contains("<img") && !page.contains("\u{1B}"))
    #expect(page.contains("&lt;script&gt;") && page.contains("{{facts}}"))
  }

  @Test("bars are as long as sizes are large")
  func lengths() throws {
    let whole = try Self.page(PlanExamples.plan([PlanExamples.grow]))
    let chart = try #require(whole.range(of: "aria-label=\"Predicted peak of"))
    let page = String(whole[chart.lowerBound...])
    let before = try #require(Self.attribute("width", ofClass: "before", in: page))
    let after = try #require(Self.attribute("width", ofClass: "after", in: page))
    #expect(abs(after / before - 11.25 / 8) < 0.01)
    let axis = try #require(Self.attribute("x", ofClass: "before", in: page))
    let range = try #require(Self.attribute("x", ofClass: "range", in: page))
    // The median peak is 9 GiB, the present size 8.
    #expect(abs((range - axis) / before - 9.0 / 8) < 0.01)
  }

  @Test("every picture has a text for those who do not see it, every table its headings")
  func accessible() throws {
    let page = try Self.page()
    let pictures = page.components(separatedBy: "<svg").dropFirst()
    #expect(!pictures.isEmpty)
    for picture in pictures { #expect(picture.contains("role=\"img\" aria-label=\"")) }
    let tables = page.components(separatedBy: "<table").dropFirst()
    for table in tables { #expect(table.contains("<th scope=\"col\"")) }
    #expect(page.contains("lang=\"en\"") && page.contains("name=\"viewport\""))
  }

  @Test("ten thousand changes stay below 5 MB")
  func large() throws {
    let items = (0..<10_000).map { number in
      var item = PlanExamples.grow
      item.entity = EntityID("vm-\(number)")
      return item
    }
    #expect(try Self.page(PlanExamples.plan(items)).utf8.count < 5_000_000)
  }

  @Test("an empty plan and one without peaks are pages too")
  func sparse() throws {
    #expect(try Self.page(PlanExamples.plan([])).contains("<h1>Resize plan"))
    #expect(try Self.page(PlanExamples.plan([])).contains("No entity was planned."))
    var item = PlanExamples.shrink
    item.proposed = .init(configured: .gibibytes(1))
    #expect(try Self.page(PlanExamples.plan([item])).contains("the peak was not forecast"))
  }
}
