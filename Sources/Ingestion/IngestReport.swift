public import CapacityModel

/// What a reader saw in one file.
public struct IngestReport: Sendable, Hashable {
  /// Rows with values, good ones only.
  public var rows = 0
  /// Values in those rows.
  public var samples = 0
  /// Rows that could not be read and were skipped.
  public var rejectedRows = 0
  /// Rows with a configured size of 0.
  public var zeroSizes = 0
  /// Rows that tell both `used` and `configured`.
  public var rowsWithBoth = 0
  /// Rows with `used` above `configured`.
  public var usedAboveConfigured = 0
  /// Rows whose instant is before the one of the entity's previous row.
  public var outOfOrder = 0
  /// Rows that repeat the instant of the entity's previous row.
  public var repeatedInstants = 0
  /// Entities.
  public var entities = 0
  /// The earliest instant; `nil` without rows.
  public var first: Timestamp?
  /// The latest instant.
  public var last: Timestamp?

  /// Creates a report of nothing.
  public init() {}
}
