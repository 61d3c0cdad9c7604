/// Markdown for a change ticket: everything a reviewer signs for, each changed item with its bytes and its way back.
public struct MarkdownFormat: DocumentRenderer {
  /// `markdown`.
  public static let name = "markdown"
  /// One sentence for `--help`.
  public static let summary = "GitHub Flavored Markdown, for a change ticket"

  /// The deepest heading that there is.
  private static let deepest = 6

  /// Creates the format.
  public init() {}

  /// Writes a document: a heading of level 1, the facts as a table, a heading of level 2 a section.
  public func render(_ document: Document, options: ReportOptions, to sink: ByteSink) throws {
    var text = "# \(MarkdownText.escaped(document.title))\n"
    if !document.facts.isEmpty {
      text += "\n"
      text += MarkdownText.table(
        [.text(""), .text("")], document.facts.map { [$0.label, $0.value] })
    }
    try sink(Array(text.utf8))
    for section in document.sections { try write(section, level: 2, options, to: sink) }
  }

  private func write(
    _ section: Document.Section, level: Int, _ options: ReportOptions, to sink: ByteSink
  ) throws {
    guard section.medium != .page, !section.isEmpty, !section.isChartAlone else { return }
    var text = section.title.isEmpty ? "" : "\n" + heading(section.title, level: level)
    if !section.lead.isEmpty { text += "\n\(MarkdownText.escaped(section.lead))\n" }
    if let table = section.table, isShown(table, options) { text += "\n" + self.text(of: table) }
    if !section.list.isEmpty { text += "\n" + MarkdownText.list(section.list) }
    try sink(Array(text.utf8))
    for entry in section.entries { try write(entry, level: level + 1, options, to: sink) }
  }

  private func write(
    _ entry: Document.Entry, level: Int, _ options: ReportOptions, to sink: ByteSink
  ) throws {
    var text = "\n" + heading(entry.summary, level: level)
    if !entry.facts.isEmpty {
      text += "\n" + MarkdownText.list(entry.facts.map { "\($0.label): \($0.value)" })
    }
    try sink(Array(text.utf8))
    for section in entry.sections { try write(section, level: level + 1, options, to: sink) }
  }

  private func heading(_ title: String, level: Int) -> String {
    let marks = String(repeating: "#", count: min(level, Self.deepest))
    return "\(marks) \(MarkdownText.escaped(title))\n"
  }

  private func isShown(_ table: Document.Table, _ options: ReportOptions) -> Bool {
    switch table.reading {
    case .shown, .folded: !table.rows.isEmpty
    case .onDemand: options.allItems && !table.rows.isEmpty
    case .behindChart: false
    }
  }

  private func text(of table: Document.Table) -> String {
    let columns = table.hasNotes ? table.columns + [.text(table.noteTitle)] : table.columns
    return MarkdownText.table(
      columns.map {
        .init(title: $0.title.prefix(1).uppercased() + $0.title.dropFirst(), kind: $0.kind)
      },
      table.rows.map { table.hasNotes ? $0.cells + [$0.note] : $0.cells })
  }
}
