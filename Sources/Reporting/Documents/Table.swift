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
    /// Whether every row stands for itself, so that a page may let its reader sort and filter them.
    public var isSortable = false

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
    /// What its cells are.
    public var kind: Kind
    /// Whether it says the least, so that a narrow terminal leaves it out.
    public var isExtra = false

    /// What the cells of a column are.
    public enum Kind: Sendable {
      /// Words.
      case text
      /// The name of what the row is about, which leads to its entry where it has one.
      case name
      /// One of a few words, by which a page lets its reader choose rows.
      case choice
      /// Numbers; `-` for none.
      case number
    }

    /// Whether its cells are numbers.
    public var isNumber: Bool { kind == .number }

    /// The column, left out where a terminal is too narrow.
    var asExtra: Self {
      var column = self
      column.isExtra = true
      return column
    }

    /// A column of words.
    public static func text(_ title: String) -> Self { Self(title: title, kind: .text) }
    /// A column of names.
    public static func name(_ title: String) -> Self { Self(title: title, kind: .name) }
    /// A column of one of a few words.
    public static func choice(_ title: String) -> Self { Self(title: title, kind: .choice) }
    /// A column of numbers.
    public static func number(_ title: String) -> Self { Self(title: title, kind: .number) }
  }

  /// A row of a table.
  public struct Row: Sendable {
    /// One text a column.
    public var cells: [String]
    /// A sentence about the row; empty for none.
    public var note: String
    /// What the row means to its reader, for formats with colours; `nil` for nothing particular.
    public var tone: Tone?
    /// The `id` of the entry that tells more of it; empty where there is none.
    public var entry: String

    /// Creates a row.
    public init(_ cells: [String], note: String = "", tone: Tone? = nil, entry: String = "") {
      self.cells = cells
      self.note = note
      self.tone = tone
      self.entry = entry
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
    title: String, lead: String = "", columns: [Document.Column], rows: [[String]],
    reading: Document.Reading = .shown
  ) {
    self.init(
      title: title, lead: lead,
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
