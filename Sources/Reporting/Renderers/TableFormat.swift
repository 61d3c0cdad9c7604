/// Tables for a terminal: at most `ReportOptions.width` columns, no trailing spaces, colour only where asked.
///
/// The entries of a section stand only where it has no table: a terminal shows the rows, a page or a ticket their details.
public struct TableFormat: DocumentRenderer {
  /// `table`.
  public static let name = "table"
  /// One sentence for `--help`.
  public static let summary = "aligned text for a terminal"

  /// Creates the format.
  public init() {}

  /// Writes a document: title, facts, and an empty line before each section.
  public func render(_ document: Document, options: ReportOptions, to sink: ByteSink) throws {
    var text = document.title.isEmpty ? "" : heading(document.title, options)
    text += facts(document.facts, options)
    try sink(Array(text.utf8))
    for section in document.sections { try write(section, options, to: sink) }
  }

  private func write(_ section: Document.Section, _ options: ReportOptions, to sink: ByteSink)
    throws
  {
    guard section.medium != .page, !section.isEmpty, !section.isChartAlone else { return }
    var text = "\n" + (section.title.isEmpty ? "" : heading(section.title, options))
    for line in DisplayText.wrapped(DisplayText.cleaned(section.lead), to: options.width) {
      text += line + "\n"
    }
    try sink(Array(text.utf8))
    if let table = section.table, isShown(table, options) {
      try textTable(table).write(width: options.width, color: options.color, to: sink)
    }
    var list = FactList()
    for line in section.list { list.append("  -", line) }
    try sink(Array(list.text(width: options.width).utf8))
    if section.table == nil {
      for entry in section.entries { try write(entry, options, to: sink) }
    }
  }

  private func write(_ entry: Document.Entry, _ options: ReportOptions, to sink: ByteSink) throws {
    let text = "\n" + heading(entry.summary, options) + facts(entry.facts, options)
    try sink(Array(text.utf8))
    for section in entry.sections { try write(section, options, to: sink) }
  }

  private func isShown(_ table: Document.Table, _ options: ReportOptions) -> Bool {
    switch table.reading {
    case .shown, .folded: true
    case .onDemand: options.allItems
    case .behindChart: false
    }
  }

  /// `title`, bold where colour is asked for, on a line of its own.
  private func heading(_ title: String, _ options: ReportOptions) -> String {
    let line = DisplayText.cut(DisplayText.cleaned(title), to: options.width)
    return (options.color ? TextColor.bold.painted(line) : line) + "\n"
  }

  private func facts(_ facts: [Document.Fact], _ options: ReportOptions) -> String {
    var list = FactList()
    for fact in facts { list.append("  \(fact.label)", fact.value) }
    return list.text(width: options.width)
  }

  private func textTable(_ table: Document.Table) -> TextTable {
    var text = TextTable(
      columns: table.columns.map {
        .init(shouted($0.title), $0.isNumber ? .right : .left, isExtra: $0.isExtra)
      })
    for row in table.rows {
      let color: TextColor? =
        switch row.tone {
        case .critical: .red
        case .warning: .yellow
        case .fine: .green
        case .unknown: .grey
        case nil: nil
        }
      text.append(row.cells, note: row.note, color: color)
    }
    return text
  }

  /// A title in capitals; units keep their letters.
  private func shouted(_ title: String) -> String {
    title.split(separator: " ").map { $0.contains("GiB") ? String($0) : $0.uppercased() }
      .joined(separator: " ")
  }
}
