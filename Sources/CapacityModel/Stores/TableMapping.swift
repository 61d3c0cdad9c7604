/// How a table of one's own becomes samples, as a file or a command line says it. What is absent is found by the reader.
public struct TableMapping: Hashable, Sendable {
  /// `what=column:unit`, one for each column that is read.
  public var columns: [String] = []
  /// Between fields: one character.
  public var separator: String?
  /// Before a fraction: `.` or `,`.
  public var decimal: String?
  /// How times are written, in the letters of `strptime`.
  public var timeFormat: String?
  /// The IANA name of the zone of times without one.
  public var timeZone: String?
  /// What times that are numbers count from.
  public var epoch: String?
  /// The configured size of all entities.
  public var configured: String?
  /// What a sample says of its interval: `last`, `max` or `average`.
  public var statistic: String?

  /// Creates a mapping that says nothing.
  public init() {}

  /// This mapping, with what it leaves open taken from `other`.
  public func completed(by other: TableMapping) -> TableMapping {
    var whole = self
    if columns.isEmpty { whole.columns = other.columns }
    whole.separator = separator ?? other.separator
    whole.decimal = decimal ?? other.decimal
    whole.timeFormat = timeFormat ?? other.timeFormat
    whole.timeZone = timeZone ?? other.timeZone
    whole.epoch = epoch ?? other.epoch
    whole.configured = configured ?? other.configured
    whole.statistic = statistic ?? other.statistic
    return whole
  }
}
