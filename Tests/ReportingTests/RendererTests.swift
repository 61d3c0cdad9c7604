import CapacityModel
import Foundation
import HeadroomBasics
import Reporting
import Testing

/// A format that a program could add: titles and nothing else.
private struct OutlineFormat: DocumentRenderer {
  static let name = "outline"
  static let summary = "the titles of a document, one a line"

  func render(_ document: Document, options: ReportOptions, to sink: ByteSink) throws {
    let titles = [document.title] + document.sections.filter { !$0.isEmpty }.map(\.title)
    for title in titles { try sink(Array("\(title)\n".utf8)) }
  }
}

@Suite struct RendererTests {
  /// One value of every kind.
  private static let values: [any Reportable] = [
    PlanExamples.small, BacktestExamples.report,
    ForecastExamples.panel(names: ["a", "b"], horizon: 2), ForecastExamples.outlook,
    ForecastExplanations([ForecastExamples.explanation("a"), ForecastExamples.explanation("b")]),
    ReviewExamples.review(), LifeExamples.comparison, LifeExamples.verification,
    LifeExamples.store,
  ]

  @Test("a new format is one type: every kind prints through it")
  func outline() throws {
    let format = OutlineFormat()
    for value in Self.values {
      #expect(OutlineFormat.writes(type(of: value)))
      let document = value.document(ReportOptions())
      let lines = try format.text(of: value).split(separator: "\n").map(String.init)
      #expect(lines.first == document.title && !document.title.isEmpty)
      #expect(lines.count > 1 || document.sections.allSatisfy { $0.title.isEmpty })
    }
    #expect(
      try format.text(of: PlanExamples.small) == """
        Resize plan 4f1c2a9be07d
        Changes, the widest first
        Changes, the widest first
        Look at these first; no size is proposed
        Held
        All items
        Hosts
        Warnings

        """)
  }

  @Test("a section has the same title in every format for people")
  func titles() throws {
    for value in Self.values {
      for section in value.document(ReportOptions()).sections
      where !section.isEmpty && !section.isChartAlone && !section.title.isEmpty {
        let (table, ticket) = (
          try TableFormat().text(of: value), try MarkdownFormat().text(of: value)
        )
        if section.medium != .page {
          #expect(table.contains("\n\(section.title)\n"), "\(section.title)")
          #expect(ticket.contains("\n## \(escaped(section.title))\n"))
        } else {
          #expect(!table.contains("\n\(section.title)\n"), "\(section.title)")
        }
        guard section.medium != .text else { continue }
        #expect(try HTMLFormat().text(of: value).contains("<h2>\(inPage(section.title))</h2>"))
      }
    }
  }

  @Test("each format says which kinds it can show, and refuses the others before the first byte")
  func registry() throws {
    for format in ReportFormats.all {
      for value in Self.values {
        let kind = type(of: value)
        var bytes = 0
        if format.writes(kind) {
          #expect(type(of: try ReportFormats.named(format.name, for: kind)).name == format.name)
          try write(value, as: format.init()) { bytes += $0.count }
          #expect(bytes > 0)
        } else {
          let refusal = ReportingError.cannotRender(
            kind: kind.kind, format: format.name,
            instead: ReportFormats.all(for: kind).map { $0.name })
          #expect(throws: refusal) { try ReportFormats.named(format.name, for: kind) }
          #expect(throws: refusal) {
            try write(value, as: format.init()) { bytes += $0.count }
          }
          #expect(bytes == 0)
        }
      }
    }
    #expect(ReportFormats.names(for: CapacityReview.self) == "table, markdown, html")
    #expect(ReportFormats.names(for: ForecastExplanations.self) == "table, json, markdown, html")
  }

  @Test("pictures are drawn by pages; what only a picture shows is left out elsewhere")
  func charts() throws {
    let outlook = ForecastExamples.outlook
    #expect(try HTMLFormat().text(of: outlook).components(separatedBy: "<svg").count == 2)
    #expect(
      try MarkdownFormat().text(of: outlook).components(separatedBy: "## Demand of the fleet").count
        == 1)
    #expect(HTMLFormat.drawsCharts && !MarkdownFormat.drawsCharts)
  }

  @Test("entries without a table stand in every format, with facts and sections")
  func entries() throws {
    let value = ForecastExplanations(
      [ForecastExamples.explanation("a"), ForecastExamples.explanation("b")])
    for format in [TableFormat() as any ReportFormat, MarkdownFormat(), HTMLFormat()] {
      let text = try format.text(of: value)
      for part in ["Forecast of a", "Forecast of b", "Members", "ridge"] {
        #expect(text.contains(part), "\(part)")
      }
    }
  }

  private func write(
    _ value: some Reportable, as format: any ReportFormat, to sink: ByteSink
  ) throws { try format.write(value, options: ReportOptions(), to: sink) }

  private func escaped(_ title: String) -> String {
    title.replacing("_", with: "\\_")
  }

  private func inPage(_ title: String) -> String {
    title.replacing("'", with: "&#39;")
  }
}
