internal import CapacityModel
public import HeadroomBasics

/// What a reader saw; complete once `nextBatch()` has returned `nil`. What was handed over stands as in the file;
/// rejected rows, fields that were left out, and what means "no value" are counted here.
public struct IngestReport: Hashable, Sendable {
  /// What programs write where they have no value.
  public enum Sentinel: String, CaseIterable, Hashable, Sendable {
    /// A limit that stands for none: `max`, infinity, 2⁶³ − 4096, 2⁶³ − 1, 2⁶⁴ − 1, and −1.
    case noLimit = "no limit"
    /// A gauge that has no value: NaN and −1.
    case noValue = "no value"
  }

  /// At most as many names of entities are kept.
  public static let nameLimit = 1000

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
  /// What the columns that are read give, in the order of the header: `used_mib is used in MiB`.
  public var columns: [String] = []
  /// Fields that were left out under `--on-error skip`, by the name of their column.
  public var skippedFields: [String: Int] = [:]
  /// Fields that mean "no value", by kind.
  public var sentinels: [Sentinel: Int] = [:]
  /// Entities that are named in rejected rows only, in the order of their names; at most `nameLimit`.
  public var lostEntities: [String] = []
  /// What stands between fields, where it is not what the format has: `;`, `tab`.
  public var separators: [String] = []
  /// How the text is encoded, where it is not plain UTF-8.
  public var encoding: TextEncoding?
  /// Names that had blanks around them, which were taken away.
  public var trimmedNames = 0
  /// Lines that repeat the header.
  public var repeatedHeaders = 0
  /// Headers with other columns than the one before: the file goes on with those.
  public var changedHeaders = 0
  /// Local times that a clock showed twice; see `docs/formats/samples.md` for which of the two was taken.
  public var ambiguousTimes = 0
  /// Restarts of the machine, where the format tells them.
  public var restarts = 0
  /// What else a person should hear, one sentence each.
  public var notes: [String] = []

  /// Creates a report of nothing yet.
  public init(file: String, format: String) { (self.file, self.format) = (file, format) }

  /// What a person should hear, one sentence each, with the file before it.
  public var warnings: [String] { findings.map { "\(file): \($0)" } }

  /// What a person should hear, one sentence each.
  public var findings: [String] {
    var findings: [String] = []
    if rows == 0 {
      findings.append("there are no rows below the header; nothing was taken in")
    }
    func add(_ count: Int, _ one: String, _ many: String, _ rest: String) {
      if count > 0 { findings.append("\(QuantityText.count(count, one, many)) \(rest)") }
    }
    add(rejectedRows, "row was", "rows were", "rejected; --rejects FILE lists them")
    for (name, count) in skippedFields.sorted(by: { $0.key < $1.key }) {
      add(count, "field", "fields", "of \(name) left out; --rejects FILE lists them")
    }
    if !lostEntities.isEmpty {
      findings.append("all rows of \(lostEntitiesText) were rejected")
    }
    for kind in Sentinel.allCases {
      add(sentinels[kind] ?? 0, "field means", "fields mean", "\"\(kind.rawValue)\"")
    }
    if usedAboveConfigured > 0 {
      findings.append(
        "used is over configured in \(usedAboveConfigured) of \(rowsWithUsedAndConfigured) rows"
      )
    }
    add(outOfOrder, "row is", "rows are", "older than the row before of the same entity")
    add(repeatedInstants, "row repeats", "rows repeat", "the instant of the row before")
    add(trimmedNames, "name", "names", "had blanks around, which were taken away")
    add(repeatedHeaders, "line repeats", "lines repeat", "the header")
    add(changedHeaders, "header changes", "headers change", "the columns")
    add(
      ambiguousTimes, "local time was", "local times were",
      "shown twice, as the clock was put back; write times with their zone")
    return findings + notes
  }

  /// The first names of `lostEntities`, and how many there are beyond.
  public var lostEntitiesText: String {
    let named = lostEntities.prefix(5).map { "'\($0)'" }.joined(separator: ", ")
    let more = lostEntities.count - 5
    return more > 0 ? "\(named) and \(more) more" : named
  }
}
