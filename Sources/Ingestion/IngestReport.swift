internal import CapacityModel
public import HeadroomBasics

/// What a reader saw; complete once `nextBatch()` has returned `nil`. Everything counted here was handed over as it
/// stood: nothing is changed or left out but rejected rows.
public struct IngestReport: Hashable, Sendable {
  /// The path, or `<stdin>`.
  public var file: String
  /// The format's name.
  public var format: String
  /// Rows handed over.
  public var rows = 0
  /// Values in them.
  public var samples = 0
  /// Rows passed over under `--on-error skip`.
  public var rejectedRows = 0
  /// Configured and guest-visible sizes of 0: mostly machines that were off.
  public var zeroSizes = 0
  /// Rows with demand over the configured size.
  public var usedAboveConfigured = 0
  /// Rows with both demand and a configured size.
  public var rowsWithUsedAndConfigured = 0
  /// Rows whose instant lies before that of the entity's row before.
  public var outOfOrder = 0
  /// Rows whose instant equals that of the entity's row before.
  public var repeatedInstants = 0
  /// The earliest instant.
  public var first: Timestamp?
  /// The latest instant.
  public var last: Timestamp?
  /// Entities with at least one row.
  public var entities = 0
  /// Columns that were passed over on request, in the order of the header.
  public var ignoredColumns: [String] = []

  /// Creates a report of nothing yet.
  public init(file: String, format: String) { (self.file, self.format) = (file, format) }

  /// What a person should hear, one sentence each.
  public var warnings: [String] {
    var warnings: [String] = []
    if rows == 0 {
      warnings.append("\(file): there are no rows below the header; nothing was taken in")
    }
    if rejectedRows > 0 {
      warnings.append(
        "\(file): \(QuantityText.count(rejectedRows, "row was", "rows were")) rejected; --rejects FILE lists them"
      )
    }
    if usedAboveConfigured > 0 {
      warnings.append(
        "\(file): used is over configured in \(usedAboveConfigured) of \(rowsWithUsedAndConfigured) rows"
      )
    }
    if outOfOrder > 0 {
      warnings.append(
        "\(file): \(QuantityText.count(outOfOrder, "row is", "rows are")) older than the row before of the same entity"
      )
    }
    if repeatedInstants > 0 {
      warnings.append(
        "\(file): \(QuantityText.count(repeatedInstants, "row repeats", "rows repeat")) the instant of the row before"
      )
    }
    return warnings
  }
}
