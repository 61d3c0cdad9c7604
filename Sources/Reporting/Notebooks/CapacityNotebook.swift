public import CapacityModel

/// The notebook of an export: loads the tables that stand beside it and draws them; computes nothing here.
///
/// `docs/formats/notebook.md` says what is in it. The same entities give the same bytes.
public struct CapacityNotebook: Sendable {
  /// The notebook's file.
  public static let fileName = "capacity.ipynb"
  /// The folder beside it that holds the tables.
  public static let tablesFolder = "tables"

  /// Whose charts it begins with.
  public var entities: [EntityID]

  /// Creates a notebook.
  public init(entities: [EntityID]) { self.entities = entities }

  /// The notebook as JSON (nbformat 4.5), without outputs.
  public func json() throws -> [UInt8] {
    try JSONFormat.encoded(Notebook(cells: cells), options: ReportOptions())
  }

  /// The cells, in order.
  private var cells: [NotebookCell] {
    Self.opening + Self.fleet + Self.record + Self.policies
      + [
        .markdown("entity-text", Self.entityText),
        NotebookCell(
          id: "entity-choice", kind: .code,
          source: "entities = \(PythonLiteral.list(entities.map(\.name)))"),
        .code("entity-chart", Self.entityCode),
        .markdown("closing", Self.closing),
      ]
  }

  private static let entityText = """
    ## Single machines

    Write other names between the brackets and run the cells again; every VM of the export can be shown. At first it is \
    those that were asked for, or the one whose predicted peak is the largest share of its size.

    The dark line is the largest demand of each day, the thin one its mean. Gaps are days on which the VM was off or \
    nobody measured. The stepped line is the size it had; where the export holds a plan, the size that this proposes \
    stands in the future. Triangles mark days on which the size cut demand off, so that the true demand was higher than \
    what was seen.
    """

  private static let closing = """
    ## How the numbers are made

    `tables/tables.json` names the store, the origin, the seed and every table with its columns, rows and SHA-256. No \
    sample after the origin was seen. Amounts are bytes in the tables and GiB or TiB in the charts (1 GiB = 2^30 bytes). \
    Days are UTC.

    To bring the notebook up to date, export again with `--force`: the cells stay, the tables change.
    """
}
