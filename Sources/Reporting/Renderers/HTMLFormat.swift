internal import Mustache

/// One self-contained page with charts, for reviewers who do not sit at a terminal: no other file, no network, readable
/// in print, on a phone, light and dark.
public struct HTMLFormat: DocumentRenderer {
  /// `html`.
  public static let name = "html"
  /// One sentence for `--help`.
  public static let summary = "a page of its own with charts, for a change board"
  /// As SVG.
  public static let drawsCharts = true

  /// Creates the format.
  public init() {}

  /// Writes the page.
  ///
  /// - Throws: What the sink throws, and the template library; the templates are fixed, so that none of its errors
  ///   depends on the content.
  public func render(_ document: Document, options: ReportOptions, to sink: ByteSink) throws {
    let library = MustacheLibrary(
      templates: [
        "page": try MustacheTemplate(string: HTMLTemplates.page),
        "section": try MustacheTemplate(string: HTMLTemplates.section),
      ])
    let context: [String: Any] = [
      "title": cleaned(document.title), "style": HTMLStyle.text, "script": HTMLScript.text,
      "facts": self.context(of: document.facts), "hasFacts": !document.facts.isEmpty,
      "figures": document.figures.map { figure in
        [
          "label": cleaned(figure.label), "value": cleaned(figure.value),
          "unit": cleaned(figure.unit), "note": cleaned(figure.note),
          "tone": figure.tone.map(HTMLTable.style) ?? "",
        ]
      },
      "hasFigures": !document.figures.isEmpty,
      "picture": [document.picture].compactMap { $0 }.map { self.context(of: $0, level: 2) },
      "sections": document.sections.filter { $0.medium != .text && !$0.isEmpty }
        .map { self.context(of: $0, level: 2) },
    ]
    try sink(Array((library.render(context, withTemplate: "page") ?? "").utf8))
  }

  /// A section. The charts of all its entries share one legend above them.
  private func context(of section: Document.Section, level: Int) -> [String: Any] {
    var context: [String: Any] = [
      "title": cleaned(section.title), "hasTitle": !section.title.isEmpty, "level": level,
      "lead": cleaned(section.lead), "hasLead": !section.lead.isEmpty,
      "isOneOfSeveral": section.isOneOfSeveral, "isChart": section.chart != nil,
      "chart": section.chart?.markup ?? "",
      "legend": legend([section.chart], level: level),
      "entryLegend": legend(
        section.entries.flatMap { $0.sections.map(\.chart) }, level: level),
      "list": section.list.map(cleaned), "hasList": !section.list.isEmpty,
      "entries": section.entries.map { self.context(of: $0, level: level + 1) },
      // Said where there is none, too: a template looks for what is missing in the section around.
      "table": false,
    ]
    if let table = section.table, !table.rows.isEmpty {
      context["table"] = [
        "folded": table.reading != .shown,
        "markup": HTMLTable(table: table, label: section.title).markup,
      ]
    }
    return context
  }

  private func context(of entry: Document.Entry, level: Int) -> [String: Any] {
    [
      "id": cleaned(entry.id), "hasID": !entry.id.isEmpty,
      "summary": cleaned(entry.summary), "kind": entry.kind, "facts": context(of: entry.facts),
      "hasFacts": !entry.facts.isEmpty,
      "sections": entry.sections.filter { $0.medium != .text && !$0.isEmpty }
        .map { context(of: $0, level: level) },
    ]
  }

  private func context(of facts: [Document.Fact]) -> [[String: String]] {
    facts.map { ["label": cleaned($0.label), "value": cleaned($0.value)] }
  }

  /// What the colours of charts mean; those of entries are explained once, above them.
  private func legend(_ charts: [(any Chart)?], level: Int) -> [[String: String]] {
    guard level == 2 else { return [] }
    var seen: Set<String> = []
    return charts.compactMap { $0?.legend }.joined().filter {
      seen.insert("\($0.style) \($0.text)").inserted
    }.map { ["style": $0.style, "text": cleaned($0.text)] }
  }

  private func cleaned(_ text: String) -> String { DisplayText.cleaned(text) }
}
