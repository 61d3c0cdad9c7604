import CapacityModel
import Foundation
import HeadroomBasics
import Reporting
import Testing

/// What a page shows of a plan and other formats do not.
@Suite struct PlanPageTests {
  private static let gib = 1_073_741_824.0

  private static func page(
    _ plan: ResizePlan = PlanExamples.small, _ options: ReportOptions = ReportOptions()
  ) throws -> String {
    try HTMLFormat().text(of: plan, options: options)
  }

  private static func count(_ part: String, in page: String) -> Int {
    page.components(separatedBy: part).count - 1
  }

  /// A number of changes, each a GiB wider than the one before.
  private static func changes(_ count: Int) -> ResizePlan {
    PlanExamples.plan(
      (0..<count).map { number in
        var item = PlanExamples.grow
        item.entity = EntityID("vm-\(number)")
        item.proposed.configured = .gibibytes(Int64(9 + number))
        return item
      })
  }

  @Test("memory, changes and misses, of held entities too, stand large; a ticket tells them small")
  func figures() throws {
    let page = try Self.page()
    for text in [
      "<dt>Configured, if all is done</dt><dd><strong>103.25</strong> GiB<small>120 GiB now; -16.75 GiB",
      "<dt>Changes</dt><dd><strong>2</strong> <small>1 grow, 1 shrink; 1 held",
      "<dt>To be looked into</dt><dd><strong>1</strong>",
      "<dt>Expected misses</dt><dd><strong>0.1</strong> <small>of 2 changed; 0.0 of 1 held",
    ] { #expect(page.contains(text), "\(text)") }
    let ticket = try MarkdownFormat().text(of: PlanExamples.small)
    #expect(!ticket.contains("To be looked into") && ticket.contains("0.0 at 1 kept size"))
  }

  @Test("held entities that are likely to miss are told where nothing changes")
  func heldMisses() throws {
    let items = (0..<4).map { number in
      var item = PlanExamples.hold
      item.entity = EntityID("db-\(number)")
      item.confidence.score = 0.25
      return item
    }
    let plan = PlanExamples.plan(items)
    #expect(plan.heldRisk.misses == 3 && plan.heldRisk.entities == 4)
    let page = try Self.page(plan)
    #expect(page.contains("<dt>Expected misses</dt><dd><strong>3.0</strong> <small>of 4 held"))
    #expect(page.contains("3.0 at 4 kept sizes"))
  }

  @Test("every item has a row; what changes or needs a look leads to its details")
  func rows() throws {
    var options = ReportOptions()
    options.clusters = [EntityID("db-1"): "east <1>"]
    let page = try Self.page(PlanExamples.small, options)
    #expect(page.contains("<table class=\"sortable\">"))
    #expect(page.contains("<th scope=\"col\" data-choice>cluster</th>"))
    #expect(page.contains("<td>db-1</td><td>east &lt;1&gt;</td>"))
    for (place, name) in ["build-17", "payments-api", "legacy-erp"].enumerated() {
      #expect(page.contains("<a href=\"#item-\(place + 1)\">\(name)</a>"), "\(name)")
      #expect(Self.count("<a id=\"item-\(place + 1)\"></a>", in: page) == 1)
    }
    #expect(page.contains("<summary>legacy-erp: investigate, now 16 GiB</summary>"))
    #expect(!(try Self.page()).contains("data-choice>cluster"))
  }

  @Test("of many changes the widest are drawn and told, and the command that writes all is named")
  func bounds() throws {
    let page = try Self.page(Self.changes(70))
    #expect(page.contains("The 20 widest of 70 changes"))
    #expect(Self.count("class=\"ring\"><title>", in: page) == 20)
    #expect(page.contains("vm-69: 78 GiB proposed") && !page.contains("vm-49: 58 GiB proposed"))
    #expect(Self.count("<details class=\"item grow\">", in: page) == 60)
    #expect(
      page.contains("Details of the first 60 of 70") && page.contains("plan show PLAN --format csv")
    )
    #expect(Self.count("<tr class=\"critical\">", in: page) == 70)
    #expect(!(try Self.page(Self.changes(3))).contains("widest of"))
  }

  @Test("a dumbbell goes from the present to the proposed size, over the predicted peak")
  func dumbbell() throws {
    let page = try Self.page(PlanExamples.plan([PlanExamples.grow]))
    let number = /<circle cx="([0-9.]+)" cy="[0-9.]+" r="[0-9.]+" class="(?:ring|up)"/
    let places = page.matches(of: number).compactMap { Double($0.output.1) }
    // From 8 to 16 GiB is one doubling: 11.25 GiB lies 13/32 of it beyond 8.
    let range = try #require(
      page.firstMatch(of: /<rect x="([0-9.]+)" y="[0-9.]+" width="([0-9.]+)"[^>]*class="range"/))
    let (x, width) = (try #require(Double(range.output.1)), try #require(Double(range.output.2)))
    #expect(places.count == 2)
    // The peak is predicted from 9 to 10 GiB, each GiB as long as the next.
    #expect(abs((x - places[0]) - width) < 0.3)
    #expect(abs((places[1] - places[0]) / width - 3.25) < 0.05)
    #expect(page.contains("predicted peak, p50 to p90") && page.contains(">+3.25</text>"))
  }

  @Test("the fleet stands on top with what is configured, proposed and installed, over months")
  func fleet() throws {
    let start = Timestamp(parsing: "2013-11-15T00:00:00Z")!
    let calendar = StepCalendar(start: start, step: .days(1), count: 100)
    let demand = DemandPicture(
      entity: EntityID("fleet"), past: (0..<100).map { 50 * Self.gib + Double($0) },
      pastCalendar: calendar, levels: [0.1, 0.5, 0.9],
      ahead: [60, 70, 80].map { Array(repeating: $0 * Self.gib, count: 60) },
      aheadCalendar: calendar.following(60))
    var options = ReportOptions()
    options.fleet = NodePicture(
      outlook: NodeOutlook(
        level: .fleet, name: "fleet", series: 4, installed: .gibibytes(79), probability: 0.9,
        medianAtEnd: .gibibytes(70), quantileAtEnd: .gibibytes(80), peak: .gibibytes(80),
        passes: Timestamp(parsing: "2014-03-01")), demand: demand)
    let page = try Self.page(PlanExamples.small, options)
    for text in [
      "configured now: 120 GiB", "configured after the plan: 103.25 GiB",
      "installed less failover reserve: 79 GiB", "median of the futures",
      "<div class=\"critical\"><dt>Fleet: p90 of the peak</dt><dd><strong>80</strong> GiB<small>of 79 GiB installed, passed on 2014-03-01",
      ">Dec</text>", ">Jan</text>", ">Apr</text>", "data-names=\"seen|p50|p90\"",
      "2014-03-01||70|80",
    ] { #expect(page.contains(text), "\(text)") }
    #expect(Self.count(">2014</text>", in: page) == 1)
    #expect(
      !(try MarkdownFormat().text(of: PlanExamples.small, options: options)).contains(
        "Demand of the fleet"))
  }

  @Test("earlier stretches as long as the horizon tell whether each size would have held")
  func record() throws {
    var picture = ReviewExamples.picture("payments-api", [1, 2, 3])
    let start = Timestamp(parsing: "2013-06-01T00:00:00Z")!
    picture.windows = [9, 12].enumerated().map { place, peak in
      DemandPicture.Window(
        range: TimeRange(
          start: start + .days(Int64(28 * place)), end: start + .days(Int64(28 * place + 28))),
        peak: .gibibytes(peak))
    }
    var options = ReportOptions()
    options.pictures[PlanExamples.grow.entity] = picture
    let page = try Self.page(PlanExamples.small, options)
    #expect(
      page.contains("<td>2013-06-29</td><td class=\"number\">9</td><td>passed</td><td>held</td>"))
    #expect(page.contains("<td class=\"number\">12</td><td>passed</td><td>passed</td>"))
  }
}
