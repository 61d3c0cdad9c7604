public import CapacityModel

/// One CSV table of an export: RFC 4180 with line feeds and a header, as `docs/formats/tables.md` describes.
///
/// Text that a spreadsheet would run as a formula has an apostrophe in front, in every table alike, so that tables join.
public protocol CapacityTable: Sendable {
  /// The name without `.csv`.
  static var name: String { get }
  /// One line for people.
  static var summary: String { get }

  /// Creates the table.
  init()

  /// The columns, in order; `nil` where `tables` has nothing to make this table of.
  func columns(in tables: CapacityTables) -> [TableColumn]?

  /// Writes header and rows.
  ///
  /// - Returns: Rows written, the header not counted.
  /// - Throws: `ReportingError.notFiniteCell`; what the sink throws.
  func write(_ tables: CapacityTables, to sink: ByteSink) throws -> Int
}
