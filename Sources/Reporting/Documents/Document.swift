/// What a report says, in reading order and without a form: renderers give it one.
///
/// A part that is empty is not shown; a section of which nothing is left is left out with its title.
public struct Document: Sendable {
  /// What the report is.
  public var title: String
  /// What a reader needs first.
  public var facts: [Fact]
  /// What follows, top to bottom.
  public var sections: [Section]

  /// Creates a document.
  public init(title: String, facts: [Fact] = [], sections: [Section] = []) {
    self.title = title
    self.facts = facts
    self.sections = sections
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

    /// Creates a section.
    public init(
      title: String, lead: String = "", chart: (any Chart)? = nil, table: Table? = nil,
      list: [String] = [], entries: [Entry] = []
    ) {
      self.title = title
      self.lead = lead
      self.chart = chart
      self.table = table
      self.list = list
      self.entries = entries
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
    /// The thing in a line.
    public var summary: String
    /// A word that a page may colour it by: `grow`, `shrink`; empty for none.
    public var kind: String
    /// What a reader needs first.
    public var facts: [Fact]
    /// What follows.
    public var sections: [Section]

    /// Creates an entry.
    public init(summary: String, kind: String = "", facts: [Fact] = [], sections: [Section] = []) {
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
