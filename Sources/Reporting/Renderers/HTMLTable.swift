/// A table of a page as markup: thousands of rows, so that nothing is written that a browser does without.
struct HTMLTable {
  let table: Document.Table
  /// What it is called, for those who do not see it.
  let label: String

  var markup: String {
    let columns = table.hasNotes ? table.columns + [.text(table.noteTitle)] : table.columns
    var text =
      "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"\(escaped(label))\">"
      + "<table\(table.isSortable ? " class=\"sortable\"" : "")><thead><tr>"
    for column in columns {
      text += "<th scope=\"col\"\(style(of: column))>\(escaped(column.title))</th>"
    }
    text += "</tr></thead>\n<tbody>"
    for row in table.rows {
      text += "<tr\(row.tone.map { " class=\"\(Self.style(of: $0))\"" } ?? "")>"
      let cells = table.hasNotes ? row.cells + [row.note] : row.cells
      for (cell, column) in zip(cells, columns) {
        let shown = escaped(cell)
        let isLink = column.kind == .name && !row.entry.isEmpty
        text += "<td\(column.isNumber ? " class=\"number\"" : "")>"
        text += isLink ? "<a href=\"#\(escaped(row.entry))\">\(shown)</a>" : shown
        text += "</td>"
      }
      text += "</tr>\n"
    }
    return text + "</tbody></table></div>"
  }

  private func style(of column: Document.Column) -> String {
    switch column.kind {
    case .number: " class=\"number\""
    case .choice: " data-choice"
    case .name, .text: ""
    }
  }

  /// The class of what is of a tone.
  static func style(of tone: Document.Tone) -> String {
    switch tone {
    case .critical: "critical"
    case .warning: "warning"
    case .fine: "fine"
    case .unknown: "unknown"
    }
  }

  private func escaped(_ text: String) -> String { SVGPicture.escaped(text) }
}
