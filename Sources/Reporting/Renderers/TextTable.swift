/// A table for terminals: aligned columns, never wider than asked, no trailing spaces.
///
/// Cells are cleaned of control characters. Where the columns do not fit, the widest left-aligned ones are cut inside
/// (`payments-api…-x2x4z`), numbers last. Widths count columns of the terminal: two for CJK characters and emoji.
struct TextTable: Sendable {
  /// To which side a column's cells are pushed.
  enum Alignment: Sendable {
    /// Names.
    case left
    /// Numbers.
    case right
  }

  /// One column.
  struct Column: Sendable {
    /// Its title; empty for none.
    var title: String
    /// Its alignment.
    var alignment: Alignment

    /// Creates a column.
    init(_ title: String, _ alignment: Alignment = .left) {
      (self.title, self.alignment) = (title, alignment)
    }
  }

  private struct Row: Sendable {
    var cells: [String]
    var note: String
    var color: TextColor?
  }

  private let columns: [Column]
  private var rows: [Row] = []
  private static let gap = 2
  private static let noteIndent = 4
  private static let noteLines = 3
  /// Bytes that are gathered before they go to the sink.
  private static let chunk = 1 << 16

  /// Creates a table without rows.
  init(columns: [Column]) { self.columns = columns }

  /// Adds a row.
  ///
  /// - Parameters:
  ///   - cells: As many as there are columns.
  ///   - note: What is written below the row, indented and wrapped to at most three lines; empty for nothing.
  ///   - color: The row's colour, where colour is asked for.
  mutating func append(_ cells: [String], note: String = "", color: TextColor? = nil) {
    precondition(cells.count == columns.count, "\(cells.count) cells, \(columns.count) columns")
    rows.append(
      Row(
        cells: cells.map(DisplayText.cleaned), note: DisplayText.cleaned(note), color: color))
  }

  /// The table, every line ended by a line feed.
  ///
  /// - Parameters:
  ///   - width: Columns of the terminal.
  ///   - color: Whether escape sequences may be written.
  ///   - sink: Receives the lines, many at a time and never a long table at once.
  /// - Throws: What the sink throws.
  func write(width: Int, color: Bool, to sink: ByteSink) throws {
    let widths = fittedWidths(to: width)
    var text = ""
    if columns.contains(where: { !$0.title.isEmpty }), !rows.isEmpty {
      let header = line(columns.map(\.title), widths: widths)
      text += (color ? TextColor.bold.painted(header) : header) + "\n"
    }
    let indent = String(repeating: " ", count: Self.noteIndent)
    for row in rows {
      let body = line(row.cells, widths: widths)
      text += (color ? row.color?.painted(body) ?? body : body) + "\n"
      for note in DisplayText.wrapped(
        row.note, to: width - Self.noteIndent, maximumLines: Self.noteLines)
      {
        text += "\(indent)\(note)\n"
      }
      if text.utf8.count >= Self.chunk {
        try sink(Array(text.utf8))
        text = ""
      }
    }
    try sink(Array(text.utf8))
  }

  private func line(_ cells: [String], widths: [Int]) -> String {
    var line = ""
    for (index, column) in columns.enumerated() {
      let cell = DisplayText.cutInside(cells[index], to: widths[index])
      let space = String(repeating: " ", count: max(0, widths[index] - DisplayText.width(cell)))
      if index > 0 { line += String(repeating: " ", count: Self.gap) }
      line += column.alignment == .left ? cell + space : space + cell
    }
    while line.last == " " { line.removeLast() }
    return line
  }

  private func fittedWidths(to limit: Int) -> [Int] {
    var widths = columns.indices.map { index in
      rows.reduce(DisplayText.width(columns[index].title)) {
        max($0, DisplayText.width($1.cells[index]))
      }
    }.map { min($0, limit) }
    let room = limit - Self.gap * max(0, columns.count - 1)
    while widths.reduce(0, +) > room {
      let names = widths.indices.filter { columns[$0].alignment == .left && widths[$0] > 8 }
      let candidates = names.isEmpty ? Array(widths.indices) : names
      guard let widest = candidates.max(by: { widths[$0] < widths[$1] }), widths[widest] > 1 else {
        break
      }
      widths[widest] -= 1
    }
    return widths
  }
}
