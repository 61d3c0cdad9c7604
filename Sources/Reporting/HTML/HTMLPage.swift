internal import Mustache

/// A page of its own: no other file, no network, readable in print, on a phone, light and dark.
struct HTMLPage {
  /// The page's title.
  var title: String
  /// Label and value of what a reader needs first.
  var facts: [(label: String, value: String)]
  /// What follows, top to bottom.
  var sections: [Section]

  /// A part of the page with a heading.
  struct Section {
    /// The heading.
    var title: String
    /// Said below it.
    var lead = ""
    /// A picture as markup, empty for none.
    var picture = ""
    /// What the picture's colours mean, as class and text.
    var legend: [(style: String, text: String)] = []
    /// A table behind the picture or on its own.
    var table: ReportBlock?
    /// Whether the table is shown at once or on demand.
    var tableIsFolded = false
    /// Lines of a list.
    var list: [String] = []
    /// Parts that open on demand.
    var entries: [Entry] = []
  }

  /// One thing that opens on demand.
  struct Entry {
    /// Shown while closed.
    var summary: String
    /// A word that colours the entry: `grow`, `shrink`.
    var kind: String
    /// Shown when open.
    var sections: [Section]
  }

  /// The page as text.
  ///
  /// - Throws: What the template library throws; the templates are fixed, so that none of it depends on the content.
  func markup() throws -> String {
    let library = MustacheLibrary(
      templates: [
        "page": try MustacheTemplate(string: HTMLTemplates.page),
        "section": try MustacheTemplate(string: HTMLTemplates.section),
      ])
    let context: [String: Any] = [
      "title": cleaned(title), "style": HTMLTemplates.style, "script": HTMLTemplates.script,
      "facts": facts.map { ["label": cleaned($0.label), "value": cleaned($0.value)] },
      "sections": sections.map { self.context(of: $0, level: 2) },
    ]
    return library.render(context, withTemplate: "page") ?? ""
  }

  private func context(of section: Section, level: Int) -> [String: Any] {
    var context: [String: Any] = [
      "title": cleaned(section.title), "level": level, "lead": cleaned(section.lead),
      "hasLead": !section.lead.isEmpty,
      "picture": section.picture,
      "legend": section.legend.map { ["style": $0.style, "text": $0.text] },
      "list": section.list.map(cleaned), "hasList": !section.list.isEmpty,
      "hasEntries": !section.entries.isEmpty,
      "entries": section.entries.map { entry -> [String: Any] in
        [
          "summary": cleaned(entry.summary), "kind": entry.kind,
          "sections": entry.sections.map { self.context(of: $0, level: level + 1) },
        ]
      },
    ]
    if let table = section.table, !table.rows.isEmpty {
      context["table"] =
        [
          "folded": section.tableIsFolded, "open": !section.tableIsFolded,
          "columns": zip(table.columnWords, table.columns).map {
            ["title": $0, "number": $1.isNumber]
          },
          "rows": table.rows.map { row -> [String: Any] in
            [
              "cells": zip(row, table.columns).map { cell, column -> [String: Any] in
                ["text": cleaned(cell), "number": column.isNumber]
              }
            ]
          },
        ] as [String: Any]
    }
    return context
  }

  private func cleaned(_ text: String) -> String { DisplayText.cleaned(text) }
}
