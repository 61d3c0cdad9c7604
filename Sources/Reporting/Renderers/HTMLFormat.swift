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

  /// Entries of a section that get all their charts and tables; of more only the first do, so that a page of a thousand
  /// still opens.
  private static let detailed = 100

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
      "title": cleaned(document.title), "style": HTMLTemplates.style,
      "script": HTMLTemplates.script, "facts": self.context(of: document.facts),
      "sections": document.sections.filter { !$0.isEmpty }
        .map { self.context(of: $0, level: 2, isDetailed: true) },
    ]
    try sink(Array((library.render(context, withTemplate: "page") ?? "").utf8))
  }

  /// A section. Entries stand for the rows of a table, which they tell more of; the charts of all entries share one
  /// legend above them.
  private func context(
    of section: Document.Section, level: Int, isDetailed: Bool
  ) -> [String: Any] {
    var lead = section.lead
    if section.entries.count > Self.detailed {
      lead +=
        "\(lead.isEmpty ? "" : " ")The first \(Self.detailed) have all their charts and tables."
    }
    var context: [String: Any] = [
      "title": cleaned(section.title), "hasTitle": !section.title.isEmpty, "level": level,
      "lead": cleaned(lead), "hasLead": !lead.isEmpty,
      "picture": section.chart?.markup ?? "",
      "legend": legend(of: section, level: level).map { ["style": $0.style, "text": $0.text] },
      "list": section.list.map(cleaned), "hasList": !section.list.isEmpty,
      "hasEntries": !section.entries.isEmpty,
      "entries": section.entries.enumerated().map {
        self.context(of: $1, level: level + 1, isDetailed: $0 < Self.detailed)
      },
    ]
    if let table = section.table, !table.rows.isEmpty, section.entries.isEmpty {
      context["table"] = self.context(of: table)
    }
    return context
  }

  private func context(
    of entry: Document.Entry, level: Int, isDetailed: Bool
  ) -> [String: Any] {
    let shown = entry.sections.filter { section in
      !section.isEmpty && (isDetailed || section.table.map { $0.reading == .shown } ?? true)
    }
    return [
      "summary": cleaned(entry.summary), "kind": entry.kind, "facts": context(of: entry.facts),
      "hasFacts": !entry.facts.isEmpty,
      "sections": shown.map { context(of: $0, level: level, isDetailed: isDetailed) },
    ]
  }

  private func context(of facts: [Document.Fact]) -> [[String: String]] {
    facts.map { ["label": cleaned($0.label), "value": cleaned($0.value)] }
  }

  private func context(of table: Document.Table) -> [String: Any] {
    let columns = table.hasNotes ? table.columns + [.text(table.noteTitle)] : table.columns
    return [
      "folded": table.reading != .shown, "open": table.reading == .shown,
      "columns": columns.map { ["title": cleaned($0.title), "number": $0.isNumber] },
      "rows": table.rows.map { row -> [String: Any] in
        let cells = table.hasNotes ? row.cells + [row.note] : row.cells
        return [
          "cells": zip(cells, columns).map { cell, column -> [String: Any] in
            ["text": cleaned(cell), "number": column.isNumber]
          }
        ]
      },
    ]
  }

  /// What the colours of a section mean; those of its entries are explained once, above them.
  private func legend(of section: Document.Section, level: Int) -> [(style: String, text: String)] {
    guard level == 2 else { return [] }
    let charts = [section.chart] + section.entries.flatMap { $0.sections.map(\.chart) }
    var seen: Set<String> = []
    return charts.compactMap { $0?.legend }.joined().filter {
      seen.insert("\($0.style) \($0.text)").inserted
    }
  }

  private func cleaned(_ text: String) -> String { DisplayText.cleaned(text) }
}
