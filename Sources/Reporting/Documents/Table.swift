extension Document {
  /// Rows and columns of finished text.
  public struct Table: Sendable {
    /// The columns.
    public var columns: [Column]
    /// The rows.
    public var rows: [Row]
    /// What the notes of rows say, as the title of a column.
    public var noteTitle: String
    /// Who reads the table.
    public var reading: Reading

    /// Creates a table.
    ///
    /// - Parameters:
    ///   - columns: A title each; numbers are pushed to the right.
    ///   - rows: As many cells each as there are columns.
    ///   - noteTitle: What the notes of rows say.
    public init(
      columns: [Column], rows: [Row], noteTitle: String = "note", reading: Reading = .shown
    ) {
      for row in rows {
        precondition(
          row.cells.count == columns.count, "\(row.cells.count) cells, \(columns.count) columns")
      }
      self.columns = columns
      self.rows = rows
      self.noteTitle = noteTitle
      self.reading = reading
    }

    /// Whether a row has a note.
    public var hasNotes: Bool { rows.contains { !$0.note.isEmpty } }
  }

  /// A column of a table.
  public struct Column: Sendable {
    /// A few words in small letters but for names and units: `now GiB`, `MASE`.
    public var title: String
    /// Whether its cells are numbers.
    public var isNumber: Bool

    /// A column of words.
    public static func text(_ title: String) -> Self { Self(title: title, isNumber: false) }
    /// A column of numbers.
    public static func number(_ title: String) -> Self { Self(title: title, isNumber: true) }
  }

  /// A row of a table.
  public struct Row: Sendable {
    /// One text a column.
    public var cells: [String]
    /// A sentence about the row; empty for none.
    public var note: String
    /// What the row means to its reader, for formats with colours; `nil` for nothing particular.
    public var tone: Tone?

    /// Creates a row.
    public init(_ cells: [String], note: String = "", tone: Tone? = nil) {
      self.cells = cells
      self.note = note
      self.tone = tone
    }
  }

  /// What a row means to its reader: the severities of Robusta KRR.
  public enum Tone: Sendable {
    /// Something will not hold.
    case critical
    /// Something is not as it should be.
    case warning
    /// All is as it should be.
    case fine
    /// Nothing can be said.
    case unknown
  }

  /// Who reads a table.
  public enum Reading: Sendable {
    /// Everybody.
    case shown
    /// Everybody; a page that can fold shows it on demand.
    case folded
    /// Who asks for all items (`ReportOptions.allItems`); a page that can fold shows it on demand.
    case onDemand
    /// Who looks at the numbers behind the section's chart; left out where the chart is.
    case behindChart
  }
}

extension Document.Section {
  /// A section that is a table without notes.
  init(
    title: String, columns: [Document.Column], rows: [[String]],
    reading: Document.Reading = .shown
  ) {
    self.init(
      title: title,
      table: Document.Table(
        columns: columns, rows: rows.map { Document.Row($0) }, reading: reading))
  }
}

extension [Document.Column] {
  /// Columns of words.
  static func texts(_ titles: String...) -> Self { titles.map { .text($0) } }

  /// Columns of numbers.
  static func numbers(_ titles: String...) -> Self { titles.map { .number($0) } }
}
