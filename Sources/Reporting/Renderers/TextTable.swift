/// A table for terminals: aligned columns, never wider than asked, no trailing spaces.
///
/// Cells are cleaned of control characters. Where the columns do not fit, heads are broken at spaces, then long names are
/// cut inside (`payments-api…-x2x4z`), then columns that say the least are left out, then names are cut further; numbers
/// and the words of heads are cut only where nothing else is left. Widths count columns of the terminal: two for CJK
/// characters and emoji.
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
    /// Whether it is left out where the table does not fit otherwise.
    var isExtra: Bool

    /// Creates a column.
    init(_ title: String, _ alignment: Alignment = .left, isExtra: Bool = false) {
      (self.title, self.alignment, self.isExtra) = (title, alignment, isExtra)
    }

    /// The columns that the longest word of its title takes.
    var longestWord: Int {
      title.split(separator: " ").reduce(0) { max($0, DisplayText.width(String($1))) }
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
  /// How short names are cut before a column is left out, and how short after that.
  private static let (readableName, shortestName) = (24, 8)
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
    let shown = fitted(to: width)
    var text = ""
    if columns.contains(where: { !$0.title.isEmpty }), !rows.isEmpty {
      for header in headers(shown) {
        text += (color ? TextColor.bold.painted(header) : header) + "\n"
      }
    }
    let indent = String(repeating: " ", count: Self.noteIndent)
    for row in rows {
      let body = line(row.cells, shown)
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

  /// A column that is shown: its place among all, and how wide it is.
  private struct Shown {
    let place: Int
    var width: Int
  }

  /// The titles, broken at spaces where their columns are narrower; the last lines of all stand side by side.
  private func headers(_ shown: [Shown]) -> [String] {
    let titles = shown.map { DisplayText.wrapped(columns[$0.place].title, to: $0.width) }
    let height = titles.map(\.count).max() ?? 0
    return (0..<height).map { row in
      var cells = columns.map { _ in "" }
      for (column, lines) in zip(shown, titles) {
        let place = row - (height - lines.count)
        if place >= 0 { cells[column.place] = lines[place] }
      }
      return line(cells, shown)
    }
  }

  private func line(_ cells: [String], _ shown: [Shown]) -> String {
    var line = ""
    for (index, column) in shown.enumerated() {
      let cell = DisplayText.cutInside(cells[column.place], to: column.width)
      let space = String(repeating: " ", count: max(0, column.width - DisplayText.width(cell)))
      if index > 0 { line += String(repeating: " ", count: Self.gap) }
      line += columns[column.place].alignment == .left ? cell + space : space + cell
    }
    while line.last == " " { line.removeLast() }
    return line
  }

  /// The columns that are shown, and how wide each is.
  private func fitted(to limit: Int) -> [Shown] {
    let contents = columns.indices.map { place in
      rows.reduce(0) { max($0, DisplayText.width($1.cells[place])) }
    }
    var shown = columns.indices.map { place in
      Shown(
        place: place,
        width: min(limit, max(contents[place], DisplayText.width(columns[place].title)))
      )
    }
    func excess() -> Int {
      shown.reduce(Self.gap * max(0, shown.count - 1) - limit) { $0 + $1.width }
    }
    narrow(&shown, by: excess()) { max(contents[$0], columns[$0].longestWord) }
    narrow(&shown, by: excess()) { place in
      columns[place].alignment == .left
        ? max(Self.readableName, columns[place].longestWord)
        : max(contents[place], columns[place].longestWord)
    }
    while excess() > 0, let extra = shown.lastIndex(where: { columns[$0.place].isExtra }) {
      shown.remove(at: extra)
    }
    narrow(&shown, by: excess()) { place in
      columns[place].alignment == .left
        ? max(Self.shortestName, columns[place].longestWord)
        : max(contents[place], columns[place].longestWord)
    }
    narrow(&shown, by: excess()) { columns[$0].alignment == .left ? 1 : contents[$0] }
    narrow(&shown, by: excess()) { _ in 1 }
    return shown
  }

  /// Takes `excess` from the widest columns, each down to the least that it may have.
  private func narrow(_ shown: inout [Shown], by excess: Int, to least: (Int) -> Int) {
    let floors = shown.map { least($0.place) }
    for _ in 0..<max(0, excess) {
      let candidates = shown.indices.filter { shown[$0].width > floors[$0] }
      guard let widest = candidates.max(by: { shown[$0].width < shown[$1].width }) else { return }
      shown[widest].width -= 1
    }
  }
}
