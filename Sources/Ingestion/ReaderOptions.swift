public import CapacityModel
public import HeadroomBasics

/// How strictly input is read, and what it leaves unsaid.
public struct ReaderOptions: Sendable {
  /// What a field or row that cannot be used does to the file.
  public enum OnError: String, CaseIterable, Sendable {
    /// The first such field refuses the file.
    case stop
    /// A value that cannot be used is left out; a row without a name, an instant or any value is passed over.
    case skip
    /// A row with any field that cannot be used is passed over whole.
    case skipRow
  }

  /// What a field or row that cannot be used does to the file.
  public var onError: OnError
  /// Receives every row that was passed over and every field that was left out, in the order of the file.
  public var rejected: @Sendable (RejectedRow) -> Void
  /// Columns to pass over, by the name in the header; known ones too.
  public var ignoreColumns: Set<String>
  /// The largest size that is believed.
  public var maxSize: ByteCount
  /// Whether demand may be over the configured size in more than half of a file's rows.
  public var allowUsedAboveConfigured: Bool
  /// Whether values are accepted that no machine has: a wrong unit, or one that changes.
  public var allowImplausible = false
  /// Comes before every entity's name.
  public var entityPrefix: String
  /// How names are made of labels, in formats that have labels; each format has its own way when absent.
  public var entityTemplate: EntityTemplate?
  /// What times without a zone mean; without it they are refused.
  public var timeZone: LocalZone?
  /// What the columns of a table of one's own give; the header says it when there are none.
  public var columns: [ColumnMapping] = []
  /// Between the fields of a table; found by its header when absent.
  public var separator: UInt8?
  /// What stands before a fraction; a point when absent, or a comma as well where it separates no fields.
  public var decimal: DecimalMark?
  /// How a table writes its times; RFC 3339 and epoch seconds when absent.
  public var timeFormat: TimeFormat?
  /// What times that are numbers count from; 1970-01-01 when absent.
  public var epoch: Timestamp?
  /// The configured size of all entities of a file that gives none.
  public var configured: ByteCount?
  /// What a sample says of its interval; what the format says when absent.
  public var statistic: EntitySampling.Statistic?
  /// The earliest instant that is believed; any when absent.
  public var earliest: Timestamp?
  /// The latest instant that is believed; any when absent.
  public var latest: Timestamp?

  /// Before it hardly any machine was measured, but many clocks stood that were never set: 2000-01-01.
  public static let firstPlausible = Timestamp(seconds: 946_684_800)

  /// Creates options; without arguments, the strict ones that believe any instant.
  public init(
    onError: OnError = .stop, ignoreColumns: Set<String> = [],
    maxSize: ByteCount = .tebibytes(4), allowUsedAboveConfigured: Bool = false,
    entityPrefix: String = "", rejected: @escaping @Sendable (RejectedRow) -> Void = { _ in }
  ) {
    (self.onError, self.ignoreColumns, self.maxSize) = (onError, ignoreColumns, maxSize)
    (self.allowUsedAboveConfigured, self.entityPrefix) = (allowUsedAboveConfigured, entityPrefix)
    self.rejected = rejected
  }
}

/// What stands between a number's whole part and its fraction.
public enum DecimalMark: String, CaseIterable, Hashable, Sendable {
  /// A point.
  case point
  /// A comma; a point is none.
  case comma
  /// A point or a comma.
  case either
}

/// The range of instants that is believed.
struct InstantBounds {
  private let (earliest, latest): (Int64, Int64)

  /// The range that `options` name.
  init(_ options: ReaderOptions) {
    earliest = options.earliest?.milliseconds ?? .min
    latest = options.latest?.milliseconds ?? .max
  }

  /// Throws where an instant, milliseconds since the epoch, is not believed.
  @inline(__always)
  func check(_ instant: Int64) throws(FieldFaultError) {
    if instant < earliest || instant > latest { throw fault(instant) }
  }

  private func fault(_ instant: Int64) -> FieldFaultError {
    let time = Timestamp(milliseconds: instant)
    return FieldFaultError(
      instant < earliest
        ? .tooOld(time, earliest: Timestamp(milliseconds: earliest))
        : .inFuture(time, latest: Timestamp(milliseconds: latest)))
  }
}
