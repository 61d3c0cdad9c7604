import CapacityModel
import HeadroomBasics
import Reporting
import Testing

/// Demand ahead in one page, as text.
@Suite struct ForecastSummaryTests {
  private static let calendar = StepCalendar(
    start: PlanExamples.now, step: .days(1), count: 91)

  private static func date(_ day: Int) -> Timestamp { calendar.instant(day) }

  /// A fleet of 10 GiB by its sizes that passes on day `passes`, and one entity that grows.
  private static func summary(passes: Int?, source: ForecastSummary.Installed.Source = .configured)
    -> ForecastSummary
  {
    var summary = ForecastSummary(
      store: "s.headroom", calendar: calendar, aggregation: .max, forecaster: "formula",
      warnings: ["look here"])
    var fleet = ForecastSummary.Node(level: .fleet, name: "fleet", series: 2)
    fleet.installed = .init(size: .gibibytes(10), source: source)
    fleet.recent = .gibibytes(6)
    fleet.months = [
      .init(month: "2026-05", p50: .gibibytes(7), p90: .gibibytes(8)),
      .init(month: "2026-06", p50: .gibibytes(9), p90: .gibibytes(11)),
    ]
    fleet.past = [5 * 1_073_741_824, nil, 6 * 1_073_741_824]
    fleet.ahead = [7 * 1_073_741_824, 10 * 1_073_741_824]
    let dates = PlanItem.Breach(
      p10: passes.map { date($0 / 2) }, p50: passes.map { date($0) }, p90: nil)
    fleet.passing = .init(dates: dates, origin: calendar.start)
    summary.nodes = [fleet]
    summary.growing = [
      .init(
        entity: EntityID("vm-\u{1B}[31m"), configured: .gibibytes(4), recent: .gibibytes(2),
        ahead: .gibibytes(3), passing: .init(dates: dates, origin: calendar.start), past: [1, 2])
    ]
    if passes != nil { (summary.passing, summary.passingCount) = (summary.growing, 12) }
    return summary
  }

  @Test("the table says when, of what, and with which range")
  func table() throws {
    let text = try TableFormat().text(of: Self.summary(passes: 40))
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let when = Self.date(40).dateText
    for part in [
      "passes the sum of configured sizes (10 GiB; no hosts are known) on \(when), in 40 days",
      "7 / 8", "9 / 11", "20 to > 91 days", "▄ ▅|▆█", "+1", "(11 more not shown)",
      "12 pass their present size", "Warnings - look here",
    ] {
      #expect(words.contains(part), "\(part) in \(text)")
    }
    #expect(!text.contains("\u{1B}"))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
  }

  @Test("demand that stays within what is installed has a runway beyond the horizon")
  func within() throws {
    let text = try TableFormat().text(of: Self.summary(passes: nil, source: .hosts))
    #expect(text.contains("usable memory of the hosts (10 GiB)"))
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("with more than 90 % probability") && text.contains("> 91 days"))
    #expect(text.contains("none passes its present size"))
  }

  @Test("one day is one day")
  func singular() throws {
    #expect(try TableFormat().text(of: Self.summary(passes: 1)).contains("in 1 day (p50)"))
  }

  @Test(
    "rows have the colour of what they mean: red for likely, yellow for possible, green for neither"
  )
  func tones() throws {
    let painted = { (passes: Int?) in
      try TableFormat().text(of: Self.summary(passes: passes), options: .init(color: true))
    }
    #expect(try painted(40).contains("\u{1B}[31mfleet"))
    #expect(try painted(nil).contains("\u{1B}[32mfleet"))
    var possible = Self.summary(passes: 40)
    possible.nodes[0].passing?.dates.p50 = nil
    #expect(
      try TableFormat().text(of: possible, options: .init(color: true)).contains("\u{1B}[33mfleet"))
  }

  @Test("Markdown, HTML and JSON hold the same numbers; CSV refuses with what to use")
  func formats() throws {
    let summary = Self.summary(passes: 40)
    let markdown = try MarkdownFormat().text(of: summary)
    #expect(markdown.contains("| fleet | 6 | 7 / 8 | 9 / 11 |"), "\(markdown)")
    let json = try JSONFormat().text(of: summary)
    #expect(json.contains("headroom.forecast-summary/v1") && json.contains("\"daysP50\" : 40"))
    #expect(try HTMLFormat().text(of: summary).contains("7 / 8"))
    let refusal = ReportingError.cannotRender(
      kind: "summary of a forecast", format: "csv", instead: ["table", "json", "markdown", "html"])
    #expect(throws: refusal) { try CSVFormat().text(of: summary) }
  }
}
