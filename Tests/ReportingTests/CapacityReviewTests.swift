import CapacityModel
import HeadroomBasics
import Reporting
import Testing

@Suite struct CapacityReviewTests {
  @Test("the first screen says what changes, what is short from when on, and what that costs")
  func inShort() throws {
    let page = try HTMLFormat().text(of: ReviewExamples.review())
    for text in [
      "<h1>Quarterly capacity review</h1>", "1 grow, 1 shrink",
      "P90 of the peak of fleet demand passes installed capacity (9 GiB) on 2013-09-08.",
      "From 2013-09-08 on up to 1 GiB will be short; to buy that costs 90.00 EUR. The plan frees 16 GiB, "
        + "worth the price of that memory in 1.9 months.",
      "1 of 3 entities could not be judged", "a gap of 2 days",
      "There is no record of past forecasts.",
    ] { #expect(page.contains(text), "\(text)") }
    #expect(!page.contains("<td>fine</td>"))
    #expect(try HTMLFormat().text(of: ReviewExamples.review()) == page)
  }

  @Test("a line is broken at gaps and loses only points that lie on it")
  func lines() throws {
    let page = try HTMLFormat().text(of: ReviewExamples.review())
    let paths = page.matches(of: /<path d="([^"]*)" class="line past">/).map { String($0.output.1) }
    // The fleet's: two stretches around the gap, both straight, ends alone; the entity's: flat, a spike, flat.
    #expect(paths.map { $0.split(separator: "L").count } == [2, 2, 4])
  }

  @Test("a name is text in pictures, too")
  func escaped() throws {
    let page = try HTMLFormat().text(of: ReviewExamples.review("<b>\"'&</b>"))
    #expect(!page.contains("<b>") && page.contains("Demand of &lt;b&gt;&quot;&#39;&amp;&lt;/b&gt;"))
  }

  @Test(
    "Markdown has the same sentences, then the ticket; numbers alone are refused with what to use")
  func others() throws {
    let text = try MarkdownFormat().text(of: ReviewExamples.review())
    #expect(text.hasPrefix("# Quarterly capacity review\n") && text.hasSuffix("\n"))
    #expect(text.contains("From 2013-09-08 on up to 1 GiB will be short"))
    #expect(text.contains("## Changes, the widest first") && text.contains("a gap of 2 days"))
    for (name, format) in [("csv", CSVFormat() as any ReportFormat), ("json", JSONFormat())] {
      #expect(
        throws: ReportingError.cannotRender(
          kind: "capacity review", format: name, instead: ["table", "markdown", "html"])
      ) { try format.text(of: ReviewExamples.review()) }
    }
  }
}
