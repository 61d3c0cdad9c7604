/// What a report says, in reading order and without a form: renderers give it one.
///
/// A part that is empty is not shown; a section of which nothing is left is left out with its title.
public struct Document: Sendable {
  /// What the report is.
  public var title: String
  /// The few numbers that a page shows large; the facts and sections tell them too, so that others leave them out.
  public var figures: [Figure]
  /// All of it in one picture, on top of a page; renderers that cannot draw leave it out.
  public var picture: Section?
  /// What a reader needs first.
  public var facts: [Fact]
  /// What follows, top to bottom.
  public var sections: [Section]

  /// Creates a document.
  public init(
    title: String, figures: [Figure] = [], picture: Section? = nil, facts: [Fact] = [],
    sections: [Section] = []
  ) {
    (self.title, self.figures, self.picture) = (title, figures, picture)
    (self.facts, self.sections) = (facts, sections)
  }

  /// A number that is read from afar.
  public struct Figure: Sendable {
    /// What it is, a few words.
    public var label: String
    /// The number.
    public var value: String
    /// What it is counted in; empty for none.
    public var unit: String
    /// What it is to be compared with, a short sentence without a full stop; empty for none.
    public var note: String
    /// What it means to its reader; `nil` for nothing particular.
    public var tone: Tone?

    /// Creates a figure.
    public init(
      _ label: String, _ value: String, unit: String = "", note: String = "", tone: Tone? = nil
    ) {
      (self.label, self.value, self.unit) = (label, value, unit)
      (self.note, self.tone) = (note, tone)
    }
  }

  /// Which renderers show a section.
  public enum Medium: Sendable {
    /// All.
    case all
    /// Those whose reader can sort, filter and unfold: pages.
    case page
    /// Those whose reader goes from top to bottom: terminals and tickets.
    case text
  }

  /// A label and its value.
  public struct Fact: Sendable {
    /// One or two words.
    public var label: String
    /// What holds.
    public var value: String

    /// Creates a fact.
    public init(_ label: String, _ value: String) {
      self.label = label
      self.value = value
    }
  }

  /// A part of a document.
  public struct Section: Sendable {
    /// The heading, the same in every format; empty where the section is all that the document's title announces.
    public var title: String
    /// Sentences that come first.
    public var lead: String
    /// A picture; a renderer that cannot draw leaves it out.
    public var chart: (any Chart)?
    /// Rows and columns.
    public var table: Table?
    /// Sentences of equal rank.
    public var list: [String]
    /// Details of the rows of the table, or of things that have no table. A renderer may show the table, the entries, or
    /// both; entries without a table are always shown.
    public var entries: [Entry]
    /// Which renderers show it.
    public var medium: Medium
    /// Whether it is one of several alike, which a wide page shows side by side.
    public var isOneOfSeveral = false

    /// Creates a section.
    public init(
      title: String, lead: String = "", chart: (any Chart)? = nil, table: Table? = nil,
      list: [String] = [], entries: [Entry] = [], medium: Medium = .all
    ) {
      self.title = title
      self.lead = lead
      self.chart = chart
      self.table = table
      self.list = list
      self.entries = entries
      self.medium = medium
    }

    /// The section, side by side with others of its kind where the page is wide.
    func besideOthers() -> Self {
      var section = self
      section.isOneOfSeveral = true
      return section
    }

    /// Whether there is nothing to read here without the chart.
    public var isChartAlone: Bool {
      let hasTable = table.map { $0.reading != .behindChart && !$0.rows.isEmpty } ?? false
      return chart != nil && !hasTable && list.isEmpty && entries.isEmpty
    }

    /// Whether there is nothing here.
    public var isEmpty: Bool {
      lead.isEmpty && chart == nil && table?.rows.isEmpty ?? true && list.isEmpty && entries.isEmpty
    }
  }

  /// What is known of one thing.
  public struct Entry: Sendable {
    /// What rows of tables refer to it by, a word that is unique in the document; empty for none.
    public var id: String
    /// The thing in a line.
    public var summary: String
    /// A word that a page may colour it by: `grow`, `shrink`; empty for none.
    public var kind: String
    /// What a reader needs first.
    public var facts: [Fact]
    /// What follows.
    public var sections: [Section]

    /// Creates an entry.
    public init(
      id: String = "", summary: String, kind: String = "", facts: [Fact] = [],
      sections: [Section] = []
    ) {
      self.id = id
      self.summary = summary
      self.kind = kind
      self.facts = facts
      self.sections = sections
    }
  }
}

extension Document.Section {
  /// The warnings of a report: what its reader should know.
  static func warnings(_ warnings: [String]) -> Self {
    Self(title: "Warnings", list: warnings)
  }
}
